"""What people look at: highlighted articles for notebooks and terminals, and the closing table of a run."""
