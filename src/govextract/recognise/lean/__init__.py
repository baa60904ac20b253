"""Reads the small spaCy pipelines of ``data/models`` without spaCy: the same names, in a fraction of the time.

Importing spaCy takes longer than reading an article, and its machinery more than the network itself. The files are
ordinary spaCy files, and a test holds both readings together.
"""

from govextract.recognise.lean.pipeline import Found, LeanPipeline, read_lean

__all__ = ["Found", "LeanPipeline", "read_lean"]
