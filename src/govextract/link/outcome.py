"""What the contest is told and what it comes to: candidates, what was said before, and the outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity


class Candidate(NamedTuple):
    """One possible meaning of a quantity: an indicator ``code`` from ``hit``; ``features`` say why it scores."""

    code: str
    hit: Hit
    side: str  # before, behind, inherited, governor
    score: float
    features: Sequence[tuple[str, float]]


class Heard(NamedTuple):
    """What was said before: what won the ``previous`` quantity, what is ``carried`` from the sentence before, the concepts
    ``above`` (of the governing line), the ``topic`` last spoken of, the last number of each indicator so far, and the
    ``subject`` that the article begins with."""

    previous: Candidate | None
    carried: Candidate | None
    above: list[Hit]
    topic: Candidate | None
    numbers: Mapping[str, Quantity]
    subject: Candidate | None = None


class Outcome(NamedTuple):
    """What a quantity turned out to be: the winner (or None), all candidates, and what stands around it."""

    winner: Candidate | None
    candidates: tuple[Candidate, ...]
    open_noun: bool
    trend: str = ""
    base: str = ""
    refused: str = ""
    shape: str = ""  # what it stands behind, see ``Around``
