"""Assembly: from linked quantities and citations to the rows of each table, one module per table."""
