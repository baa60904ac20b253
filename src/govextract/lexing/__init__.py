"""Lexers: from characters to typed mentions (phrases, quantities, periods, symbols)."""
