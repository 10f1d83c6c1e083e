"""The kinds of record a council keeps, one file each."""
