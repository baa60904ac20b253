"""Makes a corpus of any size: paragraphs of the fixtures shuffled (seeded) into new articles, none like another.

usage: corpus.py N FOLDER

The same N gives the same files, a thousand to a folder; a larger N begins with the same articles.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench import read_fixtures, recombine

PER_FOLDER = 1_000


def make(count: int, folder: Path) -> Path:
    """Write ``count`` articles as text files under ``folder``, unless they are there already."""
    done = folder / ".done"
    if done.is_file() and done.read_text("utf-8") == str(count):
        return folder
    for number, article in enumerate(recombine(read_fixtures(), count)):
        place = folder / f"{number // PER_FOLDER:04d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:07d}.txt").write_text(article.text, "utf-8")
    done.write_text(str(count), "utf-8")
    return folder


def main() -> None:
    """Make one corpus."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    print(make(arguments.count, arguments.folder))


if __name__ == "__main__":
    main()
