"""Changes to a council's files: an edit touches only the bytes it means, a new file is written in the house style."""
