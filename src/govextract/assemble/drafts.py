"""Rows before they are final: view offsets, no identifiers, one per statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from govextract.lexing.mentions import Quantity
from govextract.link.outcome import Outcome
from govextract.link.roles import Role

TIMED = ("targets", "observations")
"""The tables whose rows tell a number of a time."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One statement of a fact: its table, the key that makes it one fact, its fields, and where it stands."""

    table: str
    key: tuple[Any, ...]
    fields: dict[str, Any]
    start: int
    end: int
    rule: str
    confidence: float
    quantity: Quantity | None = None
    notes: tuple[str, ...] = ()
    mentions: tuple[tuple[int, int], ...] = ()


class Verdict(NamedTuple):
    """What became of one quantity."""

    quantity: Quantity
    fate: str  # used, refused, unclaimed
    rule: str
    reason: str = ""
    outcome: Outcome | None = None
    role: Role | None = None


@dataclass(slots=True)
class Findings:
    """All drafts and verdicts of an article."""

    drafts: list[Draft] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)

    def refuse(self, drafts: Iterable[Draft], rule: str) -> None:
        """Drops ``drafts``, which ``rule`` found wanting; the verdicts on their numbers say so."""
        gone = list(drafts)
        numbers = {draft.quantity.start for draft in gone if draft.quantity is not None}
        self.drafts = [draft for draft in self.drafts if not any(draft is other for other in gone)]
        self.verdicts = [v._replace(fate="refused", rule=rule) if v.quantity.start in numbers else v for v in self.verdicts]


def plain(value: Decimal | None) -> str:
    """A decimal without exponent or trailing zeros, for keys."""
    return "" if value is None else format(value.normalize(), "f")
