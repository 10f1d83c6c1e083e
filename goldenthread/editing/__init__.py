"""Changes to a council's files: an edit touches only the bytes it means, and a new file is in the house style."""
