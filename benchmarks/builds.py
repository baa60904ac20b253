"""Which build is measured, and whether it gives the records of the other: the plain one, straight from ``src/``.

usage: builds.py     prints the digest of all records of the fixtures, by whichever build Python finds
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import govextract.link.contest
from govextract.article import Article
from govextract.pipeline import Extractor
from govextract.read import discover, read_path

DIFFERENT = "NO"
ROOT = Path(__file__).resolve().parent.parent


def is_compiled() -> bool:
    """Whether the modules that pyproject.toml names for it are compiled here."""
    return Path(govextract.link.contest.__file__).suffix != ".py"


def digest() -> str:
    """A hash over everything extracted from the fixtures."""
    extractor, total = Extractor(), hashlib.sha256()
    for path, name in discover([ROOT / "fixtures"]):
        for item in read_path(path, name):
            if isinstance(item, Article):
                total.update(extractor.extract(item).model_dump_json().encode())
    return total.hexdigest()


def rows() -> Iterator[tuple[str, str, str]]:
    """Rows for the table of bench.py: what, figure, what is wanted."""
    yield "build", "compiled" if is_compiled() else "plain Python", ""
    if is_compiled():
        plain = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run([sys.executable, __file__], env=plain, check=True, capture_output=True, text=True)
        same = done.stdout.strip() == digest()
        yield "records of the fixtures like those of the plain build", "yes" if same else DIFFERENT, "yes"


if __name__ == "__main__":
    sys.stdout.write(digest() + "\n")
