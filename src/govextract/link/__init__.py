"""Linking: for each quantity, what it is a quantity of, in which role, for when, for where."""
