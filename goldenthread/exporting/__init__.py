"""From records to the tables that councils work with: CSV, Excel and Word, in the columns that import reads."""
