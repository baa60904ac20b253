"""What rule authors ask: do the examples of the rules come true, and which rules are at work on real articles."""
