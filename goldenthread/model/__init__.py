"""The kinds of record that a council keeps, one file each."""
