"""The document that the stages pass on: an article's text with the layers found so far."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from govextract.article import Article
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Label, Period, Quantity, Symbol
from govextract.lexing.view import View


class Block(NamedTuple):
    """A line of the article: headline, heading, item, body, caption or boilerplate.

    ``governor`` is the index of the block whose words govern this one (a heading, a lead-in ending in a colon), or -1.
    """

    start: int
    end: int
    kind: str
    governor: int = -1


class Sentence(NamedTuple):
    """A sentence of a block, as a span of the view."""

    start: int
    end: int
    block: int


# What is looked up of a document, and in which of its layers.
_LOOKUPS = {"_block_starts": "blocks", "_sentence_starts": "sentences", "_hit_starts": "hits", "_kinds": "hits",
            "_period_starts": "periods", "_quantity_starts": "quantities"}  # fmt: skip


@dataclass(frozen=True)
class Document:
    """An article under way: every stage returns a copy with one layer more (``having``)."""

    article: Article
    view: View
    language: str = "und"
    language_confidence: float = 0.0
    hits: tuple[Hit, ...] = ()
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    periods: tuple[Period, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    labels: tuple[Label, ...] = ()
    url: str | None = None
    published_on: dt.date | None = None
    event_on: dt.date | None = None
    read_on: dt.date | None = None  # what year-less dates are read on, where nothing dates the article
    place: str | None = None
    name_hits: tuple[Hit, ...] = ()  # phrases that only the finding of names asks for

    def having(self, **layers: Any) -> Document:
        """A copy with other ``layers``; what has been looked up in those that stay is kept."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__, **layers)
        for lookup, layer in _LOOKUPS.items():
            if layer in layers:
                other.__dict__.pop(lookup, None)
        return other

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _hit_starts(self) -> list[int]:
        return [hit.start for hit in self.hits]

    @cached_property
    def _kinds(self) -> dict[str, list[Hit]]:
        kinds: dict[str, list[Hit]] = defaultdict(list)
        for hit in self.hits:
            kinds[hit.term.kind].append(hit)
        return kinds

    @cached_property
    def _period_starts(self) -> list[int]:
        return [period.start for period in self.periods]

    @cached_property
    def _quantity_starts(self) -> list[int]:
        return [quantity.start for quantity in self.quantities]

    def hits_of(self, *kinds: str) -> list[Hit]:
        """The phrases of ``kinds``, in order of the kinds."""
        return [hit for kind in kinds for hit in self._kinds.get(kind, ())]

    def hits_in(self, start: int, end: int) -> tuple[Hit, ...]:
        """The phrases that begin in ``start:end`` of the view."""
        return self.hits[bisect_left(self._hit_starts, start) : bisect_left(self._hit_starts, end)]

    def periods_in(self, start: int, end: int) -> tuple[Period, ...]:
        """The periods that begin in ``start:end`` of the view."""
        return self.periods[bisect_left(self._period_starts, start) : bisect_left(self._period_starts, end)]

    def quantities_in(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that begin in ``start:end`` of the view."""
        return self.quantities[bisect_left(self._quantity_starts, start) : bisect_left(self._quantity_starts, end)]

    def block_at(self, position: int) -> Block | None:
        """The block that holds ``position`` of the view, or None between blocks."""
        slot = bisect_right(self._block_starts, position) - 1
        return self.blocks[slot] if slot >= 0 and position < self.blocks[slot].end else None

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds ``position`` of the view, or None."""
        slot = bisect_right(self._sentence_starts, position) - 1
        return self.sentences[slot] if slot >= 0 and position < self.sentences[slot].end else None

    def asks(self, block: Block) -> bool:
        """Whether ``block`` ends in a question mark."""
        return self.view.text[block.start : block.end].rstrip().endswith("?")

    def is_boilerplate(self, position: int) -> bool:
        """Whether ``position`` of the view is page furniture, which yields no facts."""
        block = self.block_at(position)
        return block is None or block.kind == "boilerplate"

    @property
    def reference(self) -> dt.date | None:
        """The date on which the article was written, as far as known."""
        return self.event_on or self.published_on or self.read_on
