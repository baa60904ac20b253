"""What every recogniser promises: spans of text in, named entities with offsets in that text out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from govextract.records import EntityType


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """One mention of an entity; ``text`` is the article's ``text[start:end]``, offsets in code points."""

    type: EntityType
    start: int
    end: int
    text: str
    canonical: str | None
    code: str | None
    recogniser: str


class Recogniser(Protocol):
    """Finds entities. Deterministic; never writes to the terminal, reports its troubles as ``warnings``."""

    @property
    def name(self) -> str:
        """What rows say of who found them."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Why it could not do its work in full, in words for the user; empty when all is well."""

    def recognise(self, text: str, spans: Sequence[tuple[int, int]]) -> list[NamedEntity]:
        """The entities inside ``spans`` (start, end) of ``text``, in order, none overlapping another."""
