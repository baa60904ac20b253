"""Speed and memory of the pipeline, with spaCy's blank English tokeniser as the yardstick of the machine.

usage: bench.py [--articles N] [--rounds N] [--least RATIO]

Throughput: the paragraphs of all fixtures are shuffled (seeded) into new articles, each of one language and none like
another. Each is read once, by both, in this process; rounds of a few articles alternate, and the median of the rounds'
ratios counts, so that a busy machine disturbs both alike. Recognisers are off. Compiling rules and
importing are not timed, for either; neither has seen the articles before.

Builds: see builds.py. Names: see names.py.

Cold start: ``govextract extract`` of one article in a fresh process against ``import spacy``. Growth: time per character
of a 1 MB article against 5 kB ones. Memory: the peak of a fresh process that extracts the 1 MB article.
"""

from __future__ import annotations

import argparse
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import builds
import names

from govextract.article import Article
from govextract.pipeline import Extractor
from govextract.read import discover, read_path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
SEED = 20250306
WANTED = 2.0
YARDSTICK = 'spacy.blank("en")'
CLI = ("-c", "from govextract.cli import main; main()")
PEAK = """
import resource, sys
from govextract.article import Article
from govextract.pipeline import Extractor
extractor = Extractor()
text = open(sys.argv[1], encoding="utf-8").read()
extractor.extract(Article(text[:2000]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
extractor.extract(Article(text))
print(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def read_fixtures() -> dict[str, list[list[str]]]:
    """The paragraphs of each fixture, by language (the name of its folder)."""
    found: dict[str, list[list[str]]] = {}
    for path, name in discover([FIXTURES]):
        for item in read_path(path, name):
            if isinstance(item, Article):
                found.setdefault(path.parent.name, []).append([line for line in item.text.split("\n") if line.strip()])
    return found


def english_fixtures() -> list[Article]:
    """The fixtures in English, whole."""
    items = [item for path, name in discover([FIXTURES / "en"]) for item in read_path(path, name)]
    return [item for item in items if isinstance(item, Article)]


def recombine(fixtures: dict[str, list[list[str]]], count: int) -> list[Article]:
    """``count`` distinct articles: a headline and as many paragraphs as a fixture of the same language has."""
    draw = random.Random(SEED)
    languages = sorted(fixtures)
    articles: dict[str, Article] = {}
    while len(articles) < count:
        sources = fixtures[languages[len(articles) % len(languages)]]
        paragraphs = [line for source in sources for line in source[1:]]
        lines = [draw.choice(sources)[0], *draw.sample(paragraphs, len(draw.choice(sources)) - 1)]
        text = "\n".join(lines) + "\n"
        articles[text] = Article(text, f"{len(articles):04d}.txt")
    return list(articles.values())


def long_article(fixtures: dict[str, list[list[str]]], language: str, characters: int) -> Article:
    """Paragraphs of one language, shuffled and repeated up to ``characters``."""
    draw = random.Random(SEED)
    paragraphs = [line for source in fixtures[language] for line in source[1:]]
    lines, length = [fixtures[language][0][0]], 0
    while length < characters:
        lines.append(draw.choice(paragraphs))
        length += len(lines[-1]) + 1
    return Article("\n".join(lines)[:characters])


def seconds(work: Callable[[Article], object], articles: Sequence[Article]) -> float:
    """How long one pass over ``articles`` takes."""
    start = time.perf_counter()
    for article in articles:
        work(article)
    return time.perf_counter() - start


def throughput(articles: list[Article], warm: list[Article], rounds: int) -> tuple[float, float, float]:
    """Articles per second of govextract and of the tokeniser, and the median of the rounds' ratios."""
    import spacy

    extractor, tokeniser = Extractor(ner="off"), spacy.blank("en")

    def tokenise(article: Article) -> object:
        return tokeniser(article.text)

    for work in (extractor.extract, tokenise):
        seconds(work, warm)
    ours, theirs = [], []
    for number in range(rounds):
        batch = articles[number::rounds]
        order = [(extractor.extract, ours), (tokenise, theirs)]
        for work, times in order if number % 2 else reversed(order):
            times.append(seconds(work, batch))
    ratio = statistics.median(their / our for our, their in zip(ours, theirs, strict=True))
    return len(articles) / sum(ours), len(articles) / sum(theirs), ratio


def cold(*arguments: str) -> float:
    """How long a fresh Python takes for a command, in seconds: the best of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


def growth(fixtures: dict[str, list[list[str]]], language: str) -> tuple[float, float]:
    """Microseconds per character of 5 kB articles (the median of nine) and of a 1 MB article (the better of two)."""
    extractor = Extractor()
    short, long = long_article(fixtures, language, 5_000), long_article(fixtures, language, 1_000_000)
    extractor.extract(short)
    per_short = statistics.median(seconds(extractor.extract, [short]) for _ in range(9)) / len(short.text)
    per_long = min(seconds(extractor.extract, [long]) for _ in range(2)) / len(long.text)
    return per_short * 1e6, per_long * 1e6


def peak(article: Article) -> tuple[float, float]:
    """Peak memory in MB of a fresh process after a short and after the long article."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(article.text)
        file.flush()
        done = subprocess.run([sys.executable, "-c", PEAK, file.name], check=True, capture_output=True, text=True)
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    before, after = (int(part) / unit for part in done.stdout.split())
    return before, after


def report(arguments: argparse.Namespace) -> Iterator[tuple[str, str, str]]:
    """Rows of the table: what, figure, what is wanted. The first yields the ratio."""
    fixtures = read_fixtures()
    articles = recombine(fixtures, arguments.articles + 30)
    warm, corpus = articles[:30], articles[30:]
    ours, theirs, ratio = throughput(corpus, warm, arguments.rounds)
    size = sum(len(article.text) for article in corpus)
    yield (
        f'ratio to spacy.blank("en"), median of {arguments.rounds} rounds',
        f"{ratio:.2f}",
        f"at least {arguments.least:g}",
    )
    yield "articles per second", f"{ours:,.0f}", ""
    yield "characters per second", f"{ours * size / len(corpus):,.0f}", ""
    yield 'articles per second, spacy.blank("en")', f"{theirs:,.0f}", ""
    yield from builds.rows()
    yield from names.rows(english_fixtures())
    path = str(next(path for path, _ in discover([FIXTURES])))
    extract, imported = cold(*CLI, "extract", path), cold("-c", "import spacy")
    yield "cold start of extract, seconds", f"{extract:.2f}", f"less than twice import spacy ({imported:.2f})"
    for language in sorted(fixtures):
        short, long = growth(fixtures, language)
        yield (
            f"µs per character, 5 kB and 1 MB, {language}",
            f"{short:.2f} and {long:.2f}",
            f"at most twice: {long / short:.2f}",
        )
    before, after = peak(long_article(fixtures, sorted(fixtures)[0], 1_000_000))
    yield "peak memory, short and 1 MB article, MB", f"{before:.0f} and {after:.0f}", ""


def main() -> int:
    """Print the table; 1 when the ratio is below ``--least``, or when the compiled build gives other records."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--least", type=float, default=0.0, help="exit 1 below this ratio")
    arguments = parser.parse_args()
    out = sys.stdout
    machine = f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}"
    out.write(f"{arguments.articles} articles recombined from fixtures; {machine}\n\n| | figure | wanted |\n| --- | ---: | --- |\n")
    ratio = None
    for what, figure, wanted in report(arguments):
        out.write(f"| {what} | {figure} | {wanted} |\n")
        out.flush()
        if figure == builds.DIFFERENT:
            return 1
        ratio = float(figure) if ratio is None else ratio
    return 0 if ratio is not None and ratio >= arguments.least else 1


if __name__ == "__main__":
    sys.exit(main())
