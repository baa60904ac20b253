"""The one base class of errors that a user can mend; the command line turns them into exit code 2."""


class GovextractError(Exception):
    """Something outside the program is wrong: a path, an option, a file. The message says what and what to do."""
