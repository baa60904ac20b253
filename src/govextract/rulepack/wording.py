"""The shape of the file of learned words: what plain words around a number say of its role and of its indicator.

The tables are blocks of text with a word a line, since thousands of YAML nodes would take longer to load than all other rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SkipValidation

from govextract.rulepack.strict import Strict

PLACES = ("before", "behind", "just_before", "just_behind")
MOST = 20.0  # points that one word may weigh
Place = tuple[str, str]
"""Where a word stands, and the word."""


def _lines(block: Any, weights: int) -> Iterator[tuple[Place, list[float]]]:
    """The lines of a block. Raises ValueError for one that is not a place, a word and its weights."""
    for line in str(block).splitlines():
        parts = line.split()
        try:
            values = [float(number) for number in parts[2:]]
        except ValueError:
            values = []
        if len(values) != weights or parts[0] not in PLACES or not all(abs(value) <= MOST for value in values):
            wanted = "a number" if weights == 1 else f"{weights} numbers"
            raise ValueError(f"{line[:60]!r} should be {' or '.join(PLACES)}, a word, and {wanted} of at most {MOST:g}")
        yield (parts[0], parts[1]), values


def _roles(block: Any) -> dict[Place, tuple[float, ...]]:
    return {place: tuple(values) for place, values in _lines(block, 2)}


def _indicator(block: Any) -> dict[Place, float]:
    return {place: values[0] for place, values in _lines(block, 1)}


RoleTable = Annotated[SkipValidation[Mapping[Place, tuple[float, float]]], BeforeValidator(_roles)]
IndicatorTable = Annotated[SkipValidation[Mapping[Place, float]], BeforeValidator(_indicator)]


class WordingFile(Strict):
    """Learned words, in blocks of text with a line for each place and word."""

    kind: Literal["wording"]
    roles: RoleTable = Field(default_factory=dict, description="lines `place word goal none`: weights against achieved")
    indicators: Mapping[str, IndicatorTable] = Field(default_factory=dict, description="by code, lines `place word weight`")
