"""The command line: data on stdout, talk on stderr, exit codes 0 clean, 1 with findings, 2 could not run."""

from govextract.cli.app import main

__all__ = ["main"]
