"""Corpora of generated texts: the same language, size and seed give the same file."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

from grammar import Grammar, Sample

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MOST_SENTENCES = 5
"""Of one text."""


def samples(language: str, size: int, seed: int) -> list[Sample]:
    """``size`` generated texts with their entities."""
    grammar = Grammar(language, random.Random(f"{language}-{seed}"))
    return [grammar.text(grammar.chance.randrange(1, MOST_SENTENCES + 1)) for _ in range(size)]


def write(path: Path, texts: list[Sample], tokenizer: Language) -> None:
    """``texts`` as a corpus that spaCy reads."""
    from spacy.tokens import DocBin

    corpus = DocBin()
    for sample in texts:
        corpus.add(annotated(sample, tokenizer))
    path.parent.mkdir(parents=True, exist_ok=True)
    corpus.to_disk(path)


def annotated(sample: Sample, tokenizer: Language) -> Doc:
    """The sample as tokens with entities; an entity that ends inside a token takes the whole token."""
    from spacy.util import filter_spans

    doc = tokenizer.make_doc(sample.text)
    spans = [doc.char_span(a, b, label=label, alignment_mode="expand") for a, b, label in sample.entities]
    doc.ents = filter_spans([span for span in spans if span is not None])  # type: ignore[assignment]
    return doc
