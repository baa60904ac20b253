"""The contest: candidates for what a quantity is a quantity of, scored by weights that are data.

The outcome keeps all candidates with their scores, so that ``explain`` can show why the winner won.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import Scene, count_words
from govextract.rulepack.schema import IndicatorFacts

_NEXT_WORD = re.compile(r"[ \n]?[\"'(]?([^\W\d_][^\W\d_]*)")
MONEY = frozenset({"VND", "USD", "EUR", "UAH"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible meaning: ``code`` of ``kind`` (indicator or service), from ``hit``, with its score and why."""

    kind: str
    code: str
    hit: Hit
    side: str  # before, behind, inherited, governor
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a quantity turned out to be: the winner (or None), all candidates, and whether it counts another noun."""

    winner: Candidate | None
    candidates: tuple[Candidate, ...]
    open_noun: bool
    trend: str = ""
    base: str = ""
    refused: str = ""


class Contest:
    """Scores candidates for one language's pack."""

    def __init__(self, weights: Mapping[str, float], facts: Mapping[str, IndicatorFacts]) -> None:
        self._w = weights
        self._facts = facts

    def decide(self, scene: Scene, quantity: Quantity, previous: Candidate | None, above: list[Hit]) -> Outcome:
        """The outcome for ``quantity``; ``previous`` is the winner of the quantity before, ``above`` the governor's concepts."""
        trend, base = self._trend(scene, quantity), self._base(scene, quantity)
        open_noun = self._opens(scene, quantity)
        refused = self._refused_noun(scene, quantity)
        found: list[Candidate] = []
        for hit in scene.concepts:
            if hit.term.kind != "indicator":
                continue
            code = self._code(hit.term.code, quantity, trend, base)
            if code is None:
                continue
            before = hit.end <= quantity.start or (hit.start < quantity.core_start and hit.end <= quantity.core_end)
            score = self._before(scene, quantity, hit, open_noun) if before else self._behind(scene, quantity, hit, open_noun)
            found.append(Candidate("indicator", code, hit, "before" if before else "behind", score))
        found += self._inherited(scene, quantity, previous, trend, base)
        for hit in above:
            code = self._code(hit.term.code, quantity, trend, base)
            if code is not None:
                unknown = self._unknown(scene, quantity) * self._w["unknown_word"]
                found.append(Candidate("indicator", code, hit, "governor", self._w["governor"] + unknown))
        found.sort(key=lambda c: (-c.score, c.hit.start, c.code))
        winner = found[0] if found and found[0].score >= self._w["threshold"] else None
        if winner is not None and refused and winner.side != "behind":
            winner = None
        return Outcome(winner, tuple(found[:6]), open_noun, trend, base, refused if winner is None else "")

    def _code(self, code: str, quantity: Quantity, trend: str, base: str) -> str | None:
        """The code that ``code`` means for a quantity of this unit, or None if the unit does not fit."""
        facts = self._facts.get(code)
        if facts is None:
            return None
        unit = quantity.unit
        if unit in ("percent", "percentage_point"):
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
            return code if unit in facts.units or (unit == "percentage_point" and code.endswith("reduction")) else None
        if facts.level and unit in MONEY:
            return facts.level
        if facts.kind == "growth" and unit in MONEY:
            return next((c for c, f in self._facts.items() if f.growth == code and f.kind == "money" and c == "grdp_size"), None)
        if unit in ("", "count", "person") and "count" in facts.units:
            return code
        return code if unit in facts.units else None

    def _gap(self, scene: Scene, start: int, end: int, quantity: Quantity, comma: str) -> float:
        w = self._w
        score = w["word"] * count_words(scene.text, start, end)
        for barrier in scene.between(start, end):
            if barrier.kind in ("comma", "open", "close"):
                score += w[comma]
            elif barrier.kind in ("semicolon", "part", "contrast", "and"):
                score += w[barrier.kind]
        for other in scene.quantities_between(start, end):
            if other.start != quantity.start:
                score += w["quantity"] + (w["same_unit"] if other.unit == quantity.unit else 0.0)
        return score

    def _before(self, scene: Scene, quantity: Quantity, hit: Hit, open_noun: bool) -> float:
        w = self._w
        score = w["before"] + self._gap(scene, hit.end, quantity.start, quantity, "comma")
        score += w["concept"] * self._rivals(scene, hit.end, quantity.start)
        score += w["length"] * min(30, hit.end - hit.start)
        if open_noun:
            score += w["counted"] if quantity.unit in ("", "count", "person") else w["open_before"]
        else:
            score += w["closed_before"]
        if scene.text[hit.end : quantity.start].strip() in (":", "-", "(", "by", ""):
            score += w["colon"]
        return score

    def _behind(self, scene: Scene, quantity: Quantity, hit: Hit, open_noun: bool) -> float:
        w = self._w
        score = w["behind"] + self._gap(scene, quantity.end, hit.start, quantity, "comma_behind")
        score += w["concept"] * self._rivals(scene, quantity.end, hit.start)
        score += w["length"] * min(30, hit.end - hit.start)
        return score + (w["open_behind"] if open_noun else w["closed_behind"])

    def _rivals(self, scene: Scene, start: int, end: int) -> int:
        return sum(1 for c in scene.concepts if c.term.kind == "indicator" and start <= c.start and c.end <= end)

    def _inherited(
        self, scene: Scene, quantity: Quantity, previous: Candidate | None, trend: str, base: str
    ) -> list[Candidate]:
        if previous is None or previous.kind != "indicator":
            return []
        code = previous.code
        facts = self._facts.get(code)
        if facts is not None and trend and facts.growth:
            code = facts.growth
        mapped = self._code(code, quantity, trend, base)
        if mapped is None:
            return []
        score = self._w["inherited"] + self._unknown(scene, quantity) * self._w["unknown_word"]
        return [Candidate("indicator", mapped, previous.hit, "inherited", score)]

    def _unknown(self, scene: Scene, quantity: Quantity) -> int:
        """Words of the quantity's own clause that neither a phrase nor a period explains."""
        start, end = scene.clause(quantity)
        covered = [(quantity.start, quantity.end)]
        covered += [
            (h.start, h.end)
            for kind in EXPLAINED
            for h in scene.of(kind)
            if h.start < end and start < h.end
        ]
        covered += [(p.start, p.end) for p in scene.periods if p.start < end and start < p.end]
        covered.sort()
        unknown, position = 0, start
        for a, b in covered:
            unknown += count_words(scene.text, position, min(a, end))
            position = max(position, b)
        return unknown + count_words(scene.text, position, end)

    def _opens(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether a noun follows the quantity, so that it counts or shares out that noun."""
        if quantity.per:
            return False
        word = _NEXT_WORD.match(scene.text, quantity.end)
        if word is None:
            return False
        position = word.start(1)
        for kind in CLOSERS:
            if any(h.start <= position < h.end for h in scene.of(kind)):
                return False
        return not any(p.start <= position < p.end for p in scene.periods)

    def _refused_noun(self, scene: Scene, quantity: Quantity) -> str:
        if quantity.unit not in ("", "count") and quantity.out_of is None:
            return ""
        for hit in scene.of("refused_noun"):
            if quantity.end <= hit.start and count_words(scene.text, quantity.end, hit.start) <= 1:
                between = scene.between(quantity.end, hit.start)
                if all(b.kind == "and" for b in between) and hit.start - quantity.end < 30:
                    return f"noun.{hit.term.code}"
        return ""

    def _trend(self, scene: Scene, quantity: Quantity) -> str:
        """"up" or "down" if a change word stands directly before the quantity, or directly behind a percentage."""
        for hit in reversed(scene.of("trend")):
            if hit.end <= quantity.core_start and count_words(scene.text, hit.end, quantity.start) <= 3:
                between = scene.between(hit.end, quantity.start)
                crossing = scene.quantities_between(hit.end, quantity.start)
                if not crossing and all(b.kind == "and" for b in between):
                    return hit.term.code
            if quantity.end <= hit.start and count_words(scene.text, quantity.end, hit.start) == 0:
                if hit.start - quantity.end <= 1 and hit.term.direction != "forward":
                    return hit.term.code
        return ""

    def _base(self, scene: Scene, quantity: Quantity) -> str:
        for hit in scene.of("base"):
            if quantity.end <= hit.start <= quantity.end + 2:
                return hit.term.code
        return ""


EXPLAINED = ("indicator", "role", "level", "scope", "place", "comparator", "break", "trend", "base", "period_role",
             "filler", "number_word")  # fmt: skip
CLOSERS = ("base", "break", "role", "trend", "level", "period_role", "scope", "filler", "comparator", "anaphor")
