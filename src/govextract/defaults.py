"""What is used where nothing else is asked for; apart from the rest, so that the command line can tell it at once."""

DEFAULT_RECOGNISER = "spacy"
