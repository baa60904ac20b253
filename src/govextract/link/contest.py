"""The contest: candidates for what a quantity is a quantity of, scored by weights that are data.

The outcome keeps all candidates with their scores, so that ``explain`` can show why the winner won.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import Scene, count_words
from govextract.rulepack.schema import IndicatorFacts

_NEXT_WORD = re.compile(r"[ \n]?[\"']?([^\W\d_][^\W\d_]*)")
OTHER = (
    "other"  # phrases that name a measure outside the vocabulary: they compete, so that no indicator takes its numbers
)
STRUCTURE = ".other.structure"  # the group of phrases that announce shares of sectors
MONEY = frozenset({"VND", "USD", "EUR", "UAH"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible meaning of a quantity: an indicator ``code`` from ``hit``; ``features`` say why it scores."""

    code: str
    hit: Hit
    side: str  # before, behind, inherited, governor
    score: float
    features: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a quantity turned out to be: the winner (or None), all candidates, and what stands around it."""

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

    def decide(
        self, scene: Scene, quantity: Quantity, previous: Candidate | None, carried: Candidate | None,
        above: list[Hit], topic: Candidate | None,
    ) -> Outcome:  # fmt: skip
        """The outcome for ``quantity``.

        ``previous`` won the quantity before, ``carried`` that of the sentence before, ``above`` are the governor's
        concepts, ``topic`` is what was last spoken of.
        """
        trend, base = self._trend(scene, quantity), self._base(scene, quantity)
        trend = "" if trend == "to" else trend  # "raised to 80%" states a level
        follower = self._follower(scene, quantity)
        open_noun = follower == "noun"
        refused = self._refused_noun(scene, quantity)
        spoken = [
            *([previous.code] if previous is not None else ()),
            *(h.term.code for h in above),
            *([topic.code] if topic else ()),
        ]
        structure = any(STRUCTURE in h.term.rule and h.start < quantity.start for h in (*scene.of("indicator"), *above))
        found: list[Candidate] = []
        for hit in scene.of("indicator"):
            code = self._code(hit.term.code, quantity, trend, base, spoken)
            if structure and not trend and code is not None and code in self._facts and self._facts[code].sector:
                code = OTHER  # "economic structure: industry 42%": a share, not growth
            if code is not None:
                found.append(self._candidate(code, hit, scene, quantity, follower, trend))
        found += self._inherited("inherited", scene, quantity, previous, trend, base, follower)
        found += self._inherited("carried", scene, quantity, carried, trend, base, follower)
        if topic is not None and not found:
            found += self._inherited("topic", scene, quantity, topic, trend, base, follower)
        for hit in above:
            code = self._code(hit.term.code, quantity, trend, base)
            if code is not None:
                found.append(self._leaning("governor", code, hit, scene, quantity, follower))
        found.sort(key=lambda c: (-c.score, c.hit.start, c.code))
        winner = found[0] if found and found[0].score >= self._nobody(quantity, open_noun, refused) else None
        return Outcome(winner, tuple(found[:6]), open_noun, trend, base, refused)

    def _nobody(self, quantity: Quantity, open_noun: bool, refused: str) -> float:
        """The score that the best candidate has to beat."""
        return sum(self._w.get(name, 0.0) * value for name, value in nobody_features(quantity, open_noun, refused))

    def _code(self, code: str, quantity: Quantity, trend: str, base: str, spoken: Sequence[str] = ()) -> str | None:
        """The code that ``code`` means for a quantity of this unit, or None if the unit does not fit."""
        if code == OTHER:
            return code
        if code not in self._facts:
            known = (self._facts[c].companions.get(code) for c in spoken if c in self._facts)
            code = next((c for c in known if c), code)
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
            return next(
                (c for c, f in self._facts.items() if f.growth == code and f.kind == "money" and c == "grdp_size"), None
            )
        if unit in ("", "count", "person") and "count" in facts.units:
            return code
        return code if unit in facts.units else None

    def _candidate(self, code: str, hit: Hit, scene: Scene, quantity: Quantity, follower: str, trend: str) -> Candidate:
        before = hit.end <= quantity.start or (hit.start < quantity.core_start and hit.end <= quantity.core_end)
        side = "before" if before else "shared" if self._is_shared(scene, quantity, hit) else "behind"
        low, high = (hit.end, quantity.start) if before else (quantity.end, hit.start)
        features = [(side, 1.0), (f"{side}.word", min(25.0, float(count_words(scene.text, low, high))))]
        features += self._gap(scene, low, high, quantity, side)
        features.append((f"{side}.then.{follower}", 1.0))
        if follower == "noun" and quantity.unit in ("", "count", "person"):
            features.append((f"{side}.counted", 1.0))
        gap = scene.text[low:high].strip() if high > low else ""
        if not gap:
            features.append((f"{side}.adjacent", 1.0))
        elif gap in (":", "-", "("):
            features.append((f"{side}.colon", 1.0))
        features.append(("length", float(min(30, hit.end - hit.start))))
        facts = self._facts.get(hit.term.code)
        if facts is not None:
            features.append((f"{facts.kind}.{trend or 'level'}{'.sector' if facts.sector else ''}", 1.0))
        if code != hit.term.code:
            features.append(("derived", 1.0))
        return self._scored(code, hit, side, features)

    def _is_shared(self, scene: Scene, quantity: Quantity, hit: Hit) -> bool:
        """Whether a phrase behind a list is shared by its members: "90% at the provincial, 80% at the district level are …"."""
        others = scene.quantities_between(quantity.end, hit.start)
        if not others or any(o.unit != quantity.unit for o in others):
            return False
        return all(self._unknown(scene, member) <= 1 for member in (quantity, *others[:-1]))

    def _scored(self, code: str, hit: Hit, side: str, features: list[tuple[str, float]]) -> Candidate:
        score, weights = 0.0, self._w
        for name, value in features:
            score += weights.get(name, 0.0) * value
        return Candidate(code, hit, side, score, tuple(features))

    def _gap(self, scene: Scene, start: int, end: int, quantity: Quantity, side: str) -> list[tuple[str, float]]:
        counts: dict[str, float] = {}
        for barrier in scene.between(start, end):
            kind = "bracket" if barrier.kind in ("open", "close") else barrier.kind
            counts[f"{side}.{kind}"] = counts.get(f"{side}.{kind}", 0.0) + 1
        for other in scene.quantities_between(start, end):
            if other.start != quantity.start:
                name = f"{side}.same_unit" if other.unit == quantity.unit else f"{side}.quantity"
                counts[name] = min(3.0, counts.get(name, 0.0) + 1)
        rivals = sum(1 for c in scene.of("indicator") if start <= c.start and c.end <= end)
        if rivals:
            counts[f"{side}.rival"] = float(min(3, rivals))
        return list(counts.items())

    def _inherited(
        self,
        side: str,
        scene: Scene,
        quantity: Quantity,
        previous: Candidate | None,
        trend: str,
        base: str,
        follower: str,
    ) -> list[Candidate]:
        if previous is None:
            return []
        facts = self._facts.get(previous.code)
        code = facts.growth if facts is not None and trend and facts.growth else previous.code
        mapped = self._code(code, quantity, trend, base)
        if mapped is None:
            return []
        return [self._leaning(side, mapped, previous.hit, scene, quantity, follower)]

    def _leaning(self, side: str, code: str, hit: Hit, scene: Scene, quantity: Quantity, follower: str) -> Candidate:
        """A candidate from outside the clause: the more unexplained words the clause has, the less it leans."""
        unknown = self._unknown(scene, quantity)
        features = [(side, 1.0), (f"{side}.unknown", float(min(8, unknown)))]
        if not unknown:
            features.append((f"{side}.explained", 1.0))
        start, end = scene.clause(quantity)
        at = bisect_left(scene.quantity_starts, quantity.start)
        if at and scene.quantities[at - 1].unit == quantity.unit:
            features.append((f"{side}.same_unit", 1.0))
            if not unknown and scene.text[start : quantity.start].strip(" ,;"):
                features.append((f"{side}.named", 1.0))  # "Hai Phong 12.2%; Bac Ninh 11.5%"
        features += [(f"{side}.cue.{cue.term.code}", 1.0) for cue in scene.of("role") if start <= cue.start < end][:1]
        features.append((f"{side}.then.{follower}", 1.0))
        return self._scored(code, hit, side, features)

    def _unknown(self, scene: Scene, quantity: Quantity) -> int:
        """Words of the quantity's own clause that neither a phrase nor a period explains."""
        at = quantity.start, quantity.end
        known = scene.unexplained.get(at)
        if known is None:
            known = scene.unexplained[at] = self._count_unknown(scene, quantity)
        return known

    def _count_unknown(self, scene: Scene, quantity: Quantity) -> int:
        start, end = scene.clause(quantity)
        covered = [(quantity.start, quantity.end)]
        covered += [(h.start, h.end) for kind in EXPLAINED for h in scene.of(kind) if h.start < end and start < h.end]
        covered += [(p.start, p.end) for p in scene.periods if p.start < end and start < p.end]
        covered.sort()
        unknown, position = 0, start
        for a, b in covered:
            unknown += scene.unnamed_words(position, min(a, end))
            position = max(position, b)
        return unknown + scene.unnamed_words(position, end)

    def _follower(self, scene: Scene, quantity: Quantity) -> str:
        """What follows the quantity: a noun that it counts or shares out, or something that closes its phrase."""
        if quantity.per:
            return "per"
        word = _NEXT_WORD.match(scene.text, quantity.end)
        if word is None:
            return "end"
        position = word.start(1)
        for kind in CLOSERS:
            for hit in scene.of(kind):
                if hit.start <= position < hit.end:
                    return kind
        return "period" if any(p.start <= position < p.end for p in scene.periods) else "noun"

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
        """Which way a change word points that stands directly before the quantity, or directly behind a percentage."""
        if quantity.sign:
            return "up" if quantity.sign == "+" else "down"
        for hit in reversed(scene.of("trend")):
            if hit.term.direction == "backward" and hit.end <= quantity.core_start:
                continue
            if hit.end <= quantity.core_start and count_words(scene.text, hit.end, quantity.start) <= 3:
                between = scene.between(hit.end, quantity.start)
                crossing = scene.quantities_between(hit.end, quantity.start)
                if not crossing and all(b.kind == "and" for b in between):
                    return hit.term.code
            if 0 <= hit.start - quantity.end <= 1 and hit.term.direction != "forward":
                return hit.term.code
        return ""

    def _base(self, scene: Scene, quantity: Quantity) -> str:
        for hit in scene.of("base"):
            if quantity.end <= hit.start <= quantity.end + 2:
                return hit.term.code
        return ""


def nobody_features(quantity: Quantity, open_noun: bool, refused: str) -> list[tuple[str, float]]:
    """What speaks for the quantity being none of the vocabulary's indicators."""
    features = [("nobody", 1.0), (f"nobody.{_unit_class(quantity)}", 1.0)]
    if open_noun:
        features.append(("nobody.open", 1.0))
    if refused:
        features.append(("nobody.refused", 1.0))
    if quantity.rule != "number":
        features.append(("nobody.spelled", 1.0))
    return features


def _unit_class(quantity: Quantity) -> str:
    if quantity.unit in MONEY:
        return "money"
    return quantity.unit if quantity.unit in ("percent", "person", "") else "unit"


EXPLAINED = ("indicator", "role", "level", "scope", "place", "comparator", "break", "trend", "base", "period_role",
             "filler", "number_word")  # fmt: skip
CLOSERS = ("base", "break", "role", "trend", "level", "period_role", "scope", "filler", "comparator", "anaphor")
