"""The verbs of build.py, one file each."""
