"""A small spaCy pipeline read from its folder: words, network, and the moves that open and close names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import srsly

from govextract.recognise.lean.network import Floats, Network, UnknownNetwork
from govextract.recognise.lean.tokens import Tokenizer, Word

STRINGS = "strings.json"
"""The file that training adds to a pipeline: ``norms``, the words whose norm is not their lower case, and ``symbols``,
the strings that spaCy numbers instead of hashing them."""
MOST_WORDS = 2_000
"""What goes through the network at once, so that memory does not grow with the article."""
_BEGIN, _IN, _LAST, _UNIT, _OUT = "1", "2", "3", "4", "5"


_Words = list[tuple[int, Word]]
"""The words of a text with where they start."""


class Found(NamedTuple):
    """A name at ``start:end`` of a text."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class _Moves:
    """The columns of the network's scores: for each label, where the moves of its names stand."""

    labels: tuple[str, ...]
    begin: int
    inside: int
    last: int
    unit: int
    out: int


class LeanPipeline:
    """Finds names in texts; the same ones as ``spacy.load(folder)``."""

    def __init__(self, tokenizer: Tokenizer, network: Network, moves: _Moves) -> None:
        self._tokenizer, self._network, self._moves = tokenizer, network, moves

    def names(self, texts: Sequence[str]) -> list[list[Found]]:
        """The names of each text, in order; texts go through the network together."""
        split = [list(self._tokenizer.split(text)) for text in texts]
        return [names for batch in _batches(split) for names in self._read(batch)]

    def _read(self, batch: Sequence[_Words]) -> Iterator[list[Found]]:
        read = self._network.states([[word for _, word in words] for words in batch])
        for words, states in zip(batch, read, strict=True):
            blank = [word.text.isspace() for _, word in words]
            yield [
                Found(words[first][0], words[behind - 1][0] + len(words[behind - 1][1].text), label)
                for first, behind, label in self._decode(states, blank)
            ]

    def _decode(self, states: Floats, blank: Sequence[bool]) -> list[tuple[int, int, str]]:
        """The names as (first word, word behind the last, label): the best move that is allowed, word by word."""
        if not len(states):
            return []
        moves, count = self._moves, len(self._moves.labels)
        scores = self._network.outside(states)
        begin = scores[:, moves.begin : moves.begin + count]
        unit = scores[:, moves.unit : moves.unit + count]
        begin[-1] = unit[blank] = begin[blank] = -np.inf
        starts = np.flatnonzero(np.maximum(begin.max(axis=1), unit.max(axis=1)) >= scores[:, moves.out])
        names = []
        at = 0
        for start in starts.tolist():
            if start < at:
                continue
            if unit[start].max() > begin[start].max():
                names.append((start, start + 1, moves.labels[int(unit[start].argmax())]))
                at = start + 1
                continue
            label = int(begin[start].argmax())
            at = start + 1
            while at + 1 < len(states):
                inside = self._network.inside(states, start, at)
                if inside[moves.last + label] > inside[moves.inside + label]:
                    break
                at += 1
            at += 1
            names.append((start, at, moves.labels[label]))
        return names


def _batches(texts: Sequence[_Words]) -> Iterator[Sequence[_Words]]:
    """``texts`` in order, as many at once as keep below MOST_WORDS, and one at least."""
    start, words = 0, 0
    for at, text in enumerate(texts):
        if words + len(text) > MOST_WORDS and at > start:
            yield texts[start:at]
            start, words = at, 0
        words += len(text)
    if start < len(texts):
        yield texts[start:]


def read_lean(folder: Path) -> LeanPipeline | None:
    """The pipeline in ``folder``, or None when it is of a kind that needs spaCy. Raises what damaged files raise."""
    if not (folder / STRINGS).is_file():
        return None
    strings = json.loads((folder / STRINGS).read_text("utf-8"))
    tokenizer = Tokenizer(srsly.msgpack_loads((folder / "tokenizer").read_bytes()), strings["norms"])
    moves = json.loads(srsly.msgpack_loads((folder / "ner" / "moves").read_bytes())["moves"])
    try:
        network = Network(srsly.msgpack_loads((folder / "ner" / "model").read_bytes()), strings["symbols"])
    except UnknownNetwork:
        return None
    return LeanPipeline(tokenizer, network, _read_moves(moves))


def _read_moves(counts: dict[str, dict[str, int]]) -> _Moves:
    """Moves are numbered by kind, within a kind by how often training met them."""
    order = [
        (kind, label)
        for kind in (_BEGIN, _IN, _LAST, _UNIT, _OUT)
        for label, _ in sorted(counts[kind].items(), key=lambda item: (item[1], item[0]), reverse=True)
    ]
    labels = tuple(label for kind, label in order if kind == _BEGIN)
    first = {kind: order.index((kind, labels[0])) for kind in (_BEGIN, _IN, _LAST, _UNIT)}
    return _Moves(labels, first[_BEGIN], first[_IN], first[_LAST], first[_UNIT], order.index((_OUT, "")))
