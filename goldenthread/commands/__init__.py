"""What can be asked of Golden Thread on the command line: one file a verb."""
