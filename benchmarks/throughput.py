"""Speed of the pipeline, as a ratio to spaCy's blank English tokeniser on the same articles in the same run.

usage: throughput.py [FOLDER] [--least RATIO]

FOLDER holds articles with expectations beside them; the default is fixtures/. Both read the same texts, already in
memory, one after the other in one process; rounds alternate, and the best round of each counts, so that a busy machine
disturbs both alike. Named-entity recognition by models is off. The second figure is the time of ``govextract extract``
on one article in a fresh process, against that of importing spaCy.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from govextract.article import Article
from govextract.pipeline import Extractor
from govextract.read import read_path
from govextract.validate.expected import find_cases

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
ROUNDS = 5


def seconds(work: Callable[[Article], object], articles: list[Article]) -> float:
    """How long one pass over all articles takes."""
    start = time.perf_counter()
    for article in articles:
        work(article)
    return time.perf_counter() - start


def cold(*arguments: str) -> float:
    """How long a fresh Python takes for a command, in seconds: the best of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> int:
    """Print documents per second of both and their ratio; 1 when it is below ``--least``."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FIXTURES)
    parser.add_argument("--least", type=float, default=2.0, help="exit 1 below this ratio")
    arguments = parser.parse_args()

    import spacy

    files = [case.article for case in find_cases(arguments.folder)]
    articles = [item for path in files for item in read_path(path, path.name) if isinstance(item, Article)]
    extractor, tokeniser = Extractor(), spacy.blank("en")

    def tokenise(article: Article) -> object:
        return tokeniser(article.text)

    for work in (extractor.extract, tokenise):  # the first pass compiles rules and fills caches
        seconds(work, articles)
    rounds = [(seconds(extractor.extract, articles), seconds(tokenise, articles)) for _ in range(ROUNDS)]
    ours, theirs = (len(articles) / min(times) for times in zip(*rounds, strict=True))
    sys.stdout.write(
        f"{len(articles)} articles, {sum(len(article.text) for article in articles):,} characters\n"
        f"govextract       {ours:8.1f} articles/s\n"
        f"spaCy blank (en) {theirs:8.1f} articles/s\n"
        f"ratio            {ours / theirs:8.2f} (at least {arguments.least:g} is wanted)\n"
    )
    extract = cold("-c", "from govextract.cli import main; main()", "extract", str(files[0]))
    imported = cold("-c", "import spacy")
    sys.stdout.write(
        f"one article, cold: govextract extract {extract:.2f} s, import spacy {imported:.2f} s, "
        f"ratio {extract / imported:.2f} (less than 2 is wanted)\n"
    )
    return 0 if ours / theirs >= arguments.least else 1


if __name__ == "__main__":
    sys.exit(main())
