"""What a phrase means for a quantity: which indicator, as its unit, its change and its size allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govextract.lexing.mentions import Quantity
from govextract.link.look import Look
from govextract.rulepack.schema import IndicatorFacts

OTHER = "other"
"""Phrases that name a measure outside the vocabulary: they compete, so that no indicator takes its numbers."""
MONEY = frozenset({"VND", "USD", "EUR", "UAH"})


class Meanings:
    """The indicators that phrases stand for, by what ``facts`` say of each."""

    def __init__(self, facts: Mapping[str, IndicatorFacts]) -> None:
        self.facts = facts
        self._known: dict[tuple[str, str, str, str], str | None] = {}

    def of(self, code: str, quantity: Quantity, look: Look, spoken: Sequence[str] = ()) -> str | None:
        """The indicator that ``code`` means for ``quantity``, or None if that cannot be one of it.

        ``spoken`` are indicators spoken of before, which lend bare words ("revenue") a meaning.
        """
        if code == OTHER:
            return code
        if code not in self.facts:
            lent = (self.facts[c].companions.get(code) for c in spoken if c in self.facts)
            code = next((c for c in lent if c), code)
        key = code, quantity.unit, look.trend, look.base
        if key in self._known:
            meant = self._known[key]
        else:
            meant = self._known[key] = self._by_unit(*key)
        return meant if meant is None or self._plausible(meant, quantity) else None

    def is_rate(self, code: str) -> bool:
        """Whether the indicator is a rate, whose rise is no rate itself: "79.3%, 21.4% higher than last year"."""
        facts = self.facts.get(code)
        return facts is not None and facts.kind == "rate"

    def reduction(self, code: str) -> str | None:
        """The indicator that a fall of ``code`` is, if the vocabulary has one."""
        facts = self.facts.get(code)
        return facts.reduction if facts is not None else None

    def level_of(self, code: str) -> str | None:
        """The rate whose fall ``code`` is, if it is one."""
        return next((rate for rate, facts in self.facts.items() if facts.reduction == code), None)

    def _plausible(self, code: str, quantity: Quantity) -> bool:
        """Whether the number may be one of the indicator's at all: no province has 40 visitors a year."""
        facts = self.facts.get(code)
        unit = "count" if quantity.unit in ("", "person") else quantity.unit
        limits = facts.plausible.get(unit) if facts is not None else None
        return limits is None or not quantity.value or limits[0] <= quantity.value <= limits[1]

    def _by_unit(self, code: str, unit: str, trend: str, base: str) -> str | None:
        facts = self.facts.get(code)
        if facts is None:
            return None
        if unit in ("percent", "percentage_point"):
            return _by_share(code, facts, unit, trend, base)
        if facts.level and unit in MONEY:
            return facts.level
        if unit in ("", "count") and "count" in facts.units:
            return code
        return code if unit in facts.units else None


def _by_share(code: str, facts: IndicatorFacts, unit: str, trend: str, base: str) -> str | None:
    """What an indicator is in percent or in points: its growth, its reduction, itself, a share of something or nothing."""
    if facts.reduction and trend == "down":
        return facts.reduction
    if trend and facts.growth:
        return facts.growth
    if trend and facts.kind == "rate" and unit == "percentage_point":
        return None
    if base in ("plan", "estimate") and facts.kind in ("money", "count"):
        return code if facts.of_plan and base == "plan" else None
    if facts.kind in ("money", "count") and trend:
        return None
    fits = unit in facts.units or (unit == "percentage_point" and code.endswith("reduction"))
    if fits and base == "grdp" and not trend and (facts.sector or facts.kind == "money"):
        return OTHER  # "investment of 30% of GRDP": a share, not the indicator
    return code if fits else None
