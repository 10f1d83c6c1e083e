"""Records as the tables that councils work with (CSV, Excel, Word), in the columns that import reads."""
