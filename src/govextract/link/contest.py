"""The contest: candidates for what a quantity is a quantity of, scored by weights that are data.

The outcome keeps all candidates with their scores, so that ``explain`` can show why the winner won.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.apart import add_gap, is_told, names_next, nobody_features, unit_class
from govextract.link.around import COUNTS, NOTHING_UNKNOWN, compared, features_around, is_other_span, shape_of
from govextract.link.falls import arrives, still_falls
from govextract.link.lent import spoken_of
from govextract.link.look import (
    Look,
    base_of,
    counted_before,
    follower_of,
    is_denied,
    is_growth_of,
    is_paid,
    opens_clause,
    past_conversion,
    refused_noun_of,
    trend_of,
)
from govextract.link.meaning import MONEY, OTHER, Meanings
from govextract.link.outcome import Candidate, Heard, Outcome
from govextract.link.placed import growth_of_place
from govextract.link.scene import STRUCTURE, Scene
from govextract.link.subjects import is_past_clause, opens_statement, past_clause, past_item, subject_of
from govextract.link.wording import Wording
from govextract.link.yardstick import yardstick
from govextract.rulepack.schema import IndicatorFacts

BARE = ".bare"
"""Ends the rules of phrases for growth that do not say of what: "the growth rate"."""
KNOWN_BUT = 1.0  # unknown words that an elliptic clause may hold
ASIDE = ("dash", "open", "close")
"""What may stand between bare growth and what grows."""
BESIDE = ("comma", "open", "dash")
"""What may stand between an amount and its bare growth."""
NAMING = 2
"""Unknown words from which on what "and" joins names its own subject: "95% and 67% of kindergartens have enough teachers"."""
OWN_SUBJECT = ("measure", "rate", "noun")
"""How a clause names a subject that the sentence before did not."""
JOINING = 1  # words between them
OWN = ("own", 1.0)
"""The feature of what was said before, where the number's own item names something too."""
PARTED = frozenset({"comma", "semicolon", "dash", "contrast"})
"""Past what the words of a clause are not the number's."""
AMOUNT = "amount"
"""The companion that stands for any amount of money, whatever its words."""
WORDS = "words"
"""The feature of what the plain words around a number say, in points."""
GLOSS = 3
"""Characters between a number and the words in brackets behind it."""
SURE = 4.0
"""Score from which on a phrase behind a number is its own."""


class Contest:
    """Scores candidates for one language's pack."""

    def __init__(self, weights: Mapping[str, float], facts: Mapping[str, IndicatorFacts], wording: Wording) -> None:
        self._w = weights
        self._wording = wording
        self._facts = facts
        self._meanings = Meanings(facts)
        self._economy = next((each.whole for each in facts.values() if each.whole is not None), None)
        self._bars: dict[tuple[str, bool, bool, bool], float] = {}  # that candidates must clear, a few for each unit class

    def decide(self, scene: Scene, quantity: Quantity, heard: Heard) -> Outcome:
        """The outcome for ``quantity``, given what was said before it."""
        hits = scene.hits
        trend = trend_of(scene, quantity) if quantity.sign or "trend" in hits else ""
        levelled = trend == "to" or bool(quantity.moved)  # "raised to 80%" states a level
        trend = "" if levelled else trend
        base = base_of(scene, quantity) if "base" in hits else ""
        look = Look(trend, base, follower_of(scene, quantity))
        refused = refused_noun_of(scene, quantity) if "refused_noun" in hits else ""
        found = self._own(scene, quantity, look, heard, levelled=levelled)
        if look.trend == "up" and quantity.unit == "percent" and heard.previous is not None:
            found = [c for c in found if not self._is_difference(c.code, heard.previous)]
        if heard.previous is not None and opens_statement(scene, quantity, look):
            found = self._joined(scene, quantity, found, heard.previous.hit)
        found, named = self._sorted_out(scene, quantity, found, heard.previous)
        shape = shape_of(scene, quantity)
        grown = growth_of_place(scene, quantity) if not levelled and all(c.score < 0 for c in found) else None
        if grown is not None and self._economy is not None:
            features = [("placed", 1.0), (WORDS, self._wording.indicator(self._economy, scene, quantity))]
            found.append(self._scored(self._economy, grown, "placed", features))
        leans = self._leans(quantity, look, heard, alone=not found) + self._brought(scene, quantity, look, heard)
        if leans and not found and quantity.unit == "percent" and scene.periods:
            leans = [self._whole(lean, heard) for lean in leans]
        if leans:
            around = features_around(scene, quantity, shape)
            if named:
                around = [*around, OWN]
            found += [self._leaning(lean, scene, quantity, around, look, heard) for lean in leans]
        share = scene.respective.get(quantity.start)
        if share is not None:
            found = [self._shared_out(c) for c in found if share.hit is None or c.hit == share.hit]
        if len(found) > 1:
            found.sort(key=_rank)
        open_noun = look.follower == "noun"
        winner = found[0] if found and found[0].score >= self._nobody(quantity, open_noun, refused) else None
        sided = winner is not None and winner.side in ("before", "behind") and winner.code != OTHER
        if winner is not None and sided and "denial" in hits and is_denied(scene, quantity, winner.hit):
            winner = winner._replace(code=OTHER)  # "8% of the communes have not reached the standard"
        return Outcome(winner, tuple(found[:6]), open_noun, look.trend, look.base, refused, shape)

    def _sorted_out(
        self, scene: Scene, quantity: Quantity, found: list[Candidate], previous: Candidate | None
    ) -> tuple[list[Candidate], bool]:
        """The candidates, those marked that are another number's or another item's; whether the number's own item names one."""
        if previous is not None and previous.side == "behind" and any(c.side == "behind" and c.score > SURE for c in found):
            found = [self._taken(c) if c.side == "before" and c.hit == previous.hit else c for c in found]
        if any(map(_in_item, found)):
            return [c if c.side != "before" or _in_item(c) else self._passed_over(c) for c in found], True
        apart = self._apart(scene, quantity, found)
        return apart, any(was is not now for was, now in zip(found, apart, strict=True))

    def _own(self, scene: Scene, quantity: Quantity, look: Look, heard: Heard, *, levelled: bool) -> list[Candidate]:
        """The candidates of the quantity's own sentence."""
        indicators = scene.of("indicator")
        if not indicators:
            return []
        above = heard.above
        spoken = spoken_of(indicators, quantity, heard, self._facts)
        structure = (scene.structure is not None and scene.structure < quantity.start) or (
            bool(above) and any(STRUCTURE in h.term.rule and h.start < quantity.start for h in above)
        )
        arrived = quantity.unit == "percent" and (levelled or arrives(scene, quantity, heard, self._meanings))
        found: list[Candidate] = []
        for hit in indicators:
            code = self._meanings.of(hit.term.code, quantity, look, spoken)
            if hit.term.rule.endswith(BARE):
                if quantity.unit in MONEY:
                    continue  # "revenue of 14,900 billion VND and growth of 11%"
                code = self._grown(scene, hit) or self._grown_amount(scene, hit, heard) or code
            if arrived and code is not None:
                code = self._meanings.level_of(code) or code  # "the poverty rate dropped by 5.02%, leaving 32.98%"
            if code is not None and not levelled and still_falls(scene, hit, quantity, heard, self._meanings):
                code = self._facts[hit.term.code].reduction
            if code == OTHER != hit.term.code and hit.start > quantity.end and look.base:
                code = None  # "digital economy 30% of GRDP, investment 35% of GRDP": the share before is not of what follows
            if code is None and is_growth_of(scene, quantity, look, hit):
                code = OTHER  # the vocabulary has no name for this growth
            if code is None or (code != hit.term.code and is_told(scene, hit, quantity)):
                continue
            if code in self._facts and self._facts[code].sector:
                if counted_before(scene, hit):
                    continue  # "611.8 thousand services, 4.7% more"
                if structure and not look.trend:
                    code = OTHER  # "economic structure: industry 42%": a share, not growth
            found.append(self._candidate(code, hit, scene, quantity, look, heard.numbers.get(code)))
        return found

    def _grown(self, scene: Scene, bare: Hit) -> str | None:
        """The growth that ``bare`` words mean right behind a sector, exports and the like: "Area III achieved a growth rate of"."""
        named = [hit for hit in scene.of("indicator") if hit.end <= bare.start]
        between = (named[-1].end, bare.start) if named else (0, 0)
        if not named or scene.quantities_between(*between) or any(b.kind not in ASIDE for b in scene.between(*between)):
            return None
        facts = self._facts.get(named[-1].term.code)
        if facts is None or facts.whole is None:
            return None if facts is None or facts.kind != "money" else facts.growth
        return named[-1].term.code

    def _grown_amount(self, scene: Scene, bare: Hit, heard: Heard) -> str | None:
        """The growth that ``bare`` words mean right behind an amount: "exports reach 3.2 billion USD, growth of 12.5%"."""
        facts = self._facts.get(heard.previous.code) if heard.previous is not None else None
        last = heard.numbers.get(heard.previous.code) if heard.previous is not None else None
        if (
            facts is None
            or facts.kind not in ("money", "count")
            or last is None
            or not scene.sentence.start <= last.start < bare.start
        ):
            return None
        between = scene.between(last.end, bare.start)
        beside = len(between) == 1 and between[0].kind in BESIDE and not scene.quantities_between(last.end, bare.start)
        return facts.growth if beside and scene.words.count(last.end, bare.start) <= JOINING else None

    def _is_difference(self, code: str, previous: Candidate) -> bool:
        """Whether a rise is that of the rate just told."""
        return code == previous.code and self._meanings.is_rate(code)

    def _nobody(self, quantity: Quantity, open_noun: bool, refused: str) -> float:
        """The score that the best candidate has to beat."""
        key = unit_class(quantity), open_noun, bool(refused), quantity.rule != "number"
        bar = self._bars.get(key)
        if bar is None:
            features = nobody_features(quantity, open_noun, refused)
            bar = self._bars[key] = sum(self._w.get(name, 0.0) * value for name, value in features)
        return bar

    def _candidate(self, code: str, hit: Hit, scene: Scene, quantity: Quantity, look: Look, last: Quantity | None) -> Candidate:
        before = hit.end <= quantity.start or (hit.start < quantity.core_start and hit.end <= quantity.core_end)
        side = "before" if before else "shared" if self._is_shared(scene, quantity, hit) else "behind"
        low, high = (hit.end, quantity.start) if before else (past_conversion(scene, quantity), hit.start)
        features = [(side, 1.0), (f"{side}.word", min(25.0, float(scene.words.count(low, high))))]
        if low < high:
            add_gap(scene, low, high, quantity, side, features)
        if side == "behind" and names_next(scene, low, hit):
            features.append(("behind.next", 1.0))
            if yardstick(scene, quantity):
                features.append(("behind.held", 1.0))  # "compared with the target of 14,200 billion, budget revenue of …"
            elif subject_of(scene, quantity, look):
                features.append(("behind.next.named", 1.0))  # "67% of the schools meet standards, the poverty rate is 2%"
        features.append((f"{side}.then.{look.follower}", 1.0))
        subject = past_item(scene, hit, quantity, look) if before else ""
        if subject:
            features.append((f"before.item.{subject}", 1.0))
        elif before:
            subject = past_clause(scene, hit, quantity, look)
            if subject:
                features.append((f"before.clause.{subject}", 1.0))
        if look.follower == "noun" and quantity.unit in COUNTS:
            features.append((f"{side}.counted", 1.0))
        if before and opens_statement(scene, quantity, look) and opens_clause(scene, low, high):
            features.append(("before.opens", 1.0))
        if _is_gloss(scene, hit):
            # "4.1% (agriculture, forestry, fishery), 13.6% (industry)"
            features.append((f"{side}.gloss{'' if high - low <= GLOSS else '.far'}", 1.0))
        gap = scene.text[low:high].strip() if high > low else ""
        if not gap:
            features.append((f"{side}.adjacent", 1.0))
        elif gap in (":", "-", "("):
            features.append((f"{side}.colon", 1.0))
        features.append(("length", float(min(30, hit.end - hit.start))))
        facts = self._facts.get(hit.term.code)
        if facts is not None:
            features.append((f"{facts.kind}.{look.trend or 'level'}{'.sector' if facts.sector else ''}", 1.0))
            if facts.of_plan and quantity.unit in MONEY and not is_paid(scene, quantity, hit):
                features.append(("unpaid", 1.0))
        if code != hit.term.code:
            features.append(("derived", 1.0))
        size = compared(quantity, last)
        if size:
            features.append((size, 1.0))
        if size == "unlike" and before and _is_of_another_clause(scene, hit, quantity):
            features.append(("before.clause.unlike", 1.0))
        features.append((WORDS, self._wording.indicator(code, scene, quantity)))
        return self._scored(code, hit, side, features)

    def _joined(self, scene: Scene, quantity: Quantity, found: list[Candidate], taken: Hit) -> list[Candidate]:
        """The candidates, that of the number before marked where "and" joins a share of something else: "the urbanisation rate
        is lifted to 35%, and 75% of the district roads are asphalted"."""
        last = scene.between(scene.sentence.start, quantity.start)[-1:]
        if not last or last[0].kind != "and" or scene.words.count(last[0].end, quantity.start):
            return found
        number = next(iter(reversed(scene.quantities_between(taken.end, last[0].start))), None)
        ended = number is not None and not scene.words.count(number.end, last[0].start)
        mark = ("before.joined.named" if ended and scene.unknown_words(quantity) >= NAMING else "before.joined", 1.0)
        return [
            self._scored(c.code, c.hit, c.side, [*c.features, mark]) if c.side == "before" and c.hit == taken else c for c in found
        ]

    def _passed_over(self, candidate: Candidate) -> Candidate:
        """A candidate of an earlier item, where the quantity's own item names one too."""
        features = [*candidate.features, ("before.own", 1.0)]
        return self._scored(candidate.code, candidate.hit, candidate.side, features)

    def _apart(self, scene: Scene, quantity: Quantity, found: list[Candidate]) -> list[Candidate]:
        """Past a comma what was told before gives way to what the clause names: "exports …, imports up 9% to 4.8 billion"."""
        before = [c for c in found if c.side == "before"]
        nearest = max(before, key=lambda c: c.hit.end, default=None)
        if nearest is None or any(b.kind in PARTED - {"dash"} for b in scene.between(nearest.hit.end, quantity.start)):
            return found
        apart = [c for c in before if any(b.kind in PARTED for b in scene.between(c.hit.end, nearest.hit.start))]
        return [self._scored(c.code, c.hit, c.side, [*c.features, ("before.apart", 1.0)]) if c in apart else c for c in found]

    def _taken(self, candidate: Candidate) -> Candidate:
        """A candidate whose phrase is of the number before it: "99.4% of files are settled on time, 93.1% came online"."""
        return self._scored(candidate.code, candidate.hit, candidate.side, [*candidate.features, ("before.taken", 1.0)])

    def _shared_out(self, candidate: Candidate) -> Candidate:
        """A candidate for a number of a list that is told in the order of another list."""
        return self._scored(candidate.code, candidate.hit, candidate.side, [*candidate.features, ("respective", 1.0)])

    def _is_shared(self, scene: Scene, quantity: Quantity, hit: Hit) -> bool:
        """Whether a phrase behind a list is shared by its members: "90% at the provincial, 80% at the district level are …"."""
        others = scene.quantities_between(quantity.end, hit.start)
        if not others or any(o.unit != quantity.unit for o in others):
            return False
        if quantity.unit != "percent" and scene.indicators_between(scene.clause(quantity)[0], quantity.start):
            return False  # "1,250 new enterprises and 3,560 flats of social housing"
        return all(scene.unknown_words(member) <= 1 for member in (quantity, *others[:-1]))

    def _scored(self, code: str, hit: Hit, side: str, features: list[tuple[str, float]]) -> Candidate:
        score, weights = 0.0, self._w
        for name, value in features:
            if name == WORDS:
                score += value
            if name in weights:
                score += weights[name] * value
        return Candidate(code, hit, side, score, features)

    def _leans(self, quantity: Quantity, look: Look, heard: Heard, *, alone: bool) -> list[tuple[str, str, Hit]]:
        """What was said before that this quantity may be too: side, code and phrase; the topic only if nothing nearer is."""
        found: list[tuple[str, str, Hit]] = []
        for side, before in (("inherited", heard.previous), ("carried", heard.carried), ("topic", heard.topic)):
            if before is None or (side == "topic" and (found or not alone)):
                continue
            if side == "carried" and look.trend and quantity.unit == "percent" and self._has_no_growth(heard.previous):
                continue  # "revenue came to 57,000 billion VND, up 22%", behind a sentence about satisfaction
            facts = self._facts.get(before.code)
            grown = facts.growth if facts is not None and look.trend else None
            code = self._meanings.of(grown or before.code, quantity, look)
            differs = look.trend == "up" and side != "carried" and self._is_difference(code or "", before)
            if code is not None and not differs:
                found.append((side, code, before.hit))
        for hit in heard.above:
            code = self._meanings.of(hit.term.code, quantity, look)
            if code is not None:
                found.append(("governor", code, hit))
        return found

    def _brought(self, scene: Scene, quantity: Quantity, look: Look, heard: Heard) -> list[tuple[str, str, Hit]]:
        """What money right behind a number of another indicator is: "1.6 million guests and VND5 trillion"."""
        previous = heard.previous
        last = heard.numbers.get(previous.code) if previous is not None and quantity.unit in MONEY else None
        if previous is None or last is None or last.end > quantity.start or last.start < scene.sentence.start:
            return []
        code = self._meanings.of(AMOUNT, quantity, look, [previous.code])
        if code is None or any(b.kind in ("semicolon", "open") for b in scene.between(last.end, quantity.start)):
            return []
        return [("brought", code, previous.hit)]

    def _has_no_growth(self, candidate: Candidate | None) -> bool:
        """Whether the amount told just before is of an indicator whose growth the vocabulary does not know."""
        facts = self._facts.get(candidate.code) if candidate is not None else None
        return facts is not None and facts.kind in ("money", "count") and facts.growth is None

    def _whole(self, lean: tuple[str, str, Hit], heard: Heard) -> tuple[str, str, Hit]:
        """What the growth of a sector leans to where a sentence names none but a time: "In the third quarter it grew by 8.64%"."""
        side, code, hit = lean
        facts = self._facts.get(code)
        whole = facts.whole if facts is not None else None
        return (side, whole, hit) if whole is not None and whole in heard.numbers else lean

    def _leaning(
        self, lean: tuple[str, str, Hit], scene: Scene, quantity: Quantity, around: Sequence[tuple[str, float]], look: Look,
        heard: Heard,
    ) -> Candidate:  # fmt: skip
        """A candidate from outside the clause: the more unexplained words the clause has, the less it leans."""
        side, code, hit = lean
        features = [(side, 1.0), (f"{side}.then.{look.follower}", 1.0)]
        if look.base:
            facts = self._facts.get(code)
            kind = "" if facts is None else ".of_plan" if facts.of_plan else f".{facts.kind}"
            features.append((f"base.{look.base}{kind}", 1.0))
        if quantity.unit == "percentage_point" and look.trend == "down" and side in ("inherited", "carried"):
            features.append((f"{side}.falls", 1.0))  # "falls by 0.4 points (in mountain communes by 3 points)"
        features += [(f"{side}.{name}", value) for name, value in around]
        if side == "carried":
            # "Children vaccinated: the rate of under-ones is to stay over 95%", "In 2026, 67% of the schools are to have libraries"
            subject = subject_of(scene, quantity, look)
            if subject in OWN_SUBJECT and scene.unknown_words(quantity) >= NAMING:
                features.append((f"carried.{subject}", 1.0))
        subject = past_item(scene, hit, quantity, look) if side == "inherited" else ""
        if subject:
            features.append((f"inherited.item.{subject}", 1.0))
        elif side == "inherited":
            subject = past_clause(scene, hit, quantity, look)
            if subject:
                features.append((f"inherited.clause.{subject}", 1.0))
        last = heard.numbers.get(code)
        if is_other_span(scene, quantity, last):
            features.append(("other_span", 1.0))
        size = compared(quantity, last)
        if size:
            known = around[0] == NOTHING_UNKNOWN
            features.append((f"{side}.{size}" if known else f"{side}.{size}.unknown", 1.0))
            if size == "like" and known and OWN not in around and (quantity.unit in MONEY or quantity.scaled):
                features.append(("recalled", 1.0))  # "The plan was 8.5 million visitors and 27,900 billion VND"
        told = any(name.startswith("cue.") for name, _ in around) and around[0][1] <= KNOWN_BUT
        if told and code != OTHER and side == "inherited" and not quantity.unit and look.follower != "noun" and size != "unlike":
            features.append(("elliptic", 1.0))  # "2,135 apartments are to be built, but only 1,486 have been completed"
        features.append((WORDS, self._wording.indicator(code, scene, quantity)))
        return self._scored(code, hit, side, features)


def _is_gloss(scene: Scene, hit: Hit) -> bool:
    """Whether ``hit`` begins what stands in brackets right behind a number and holds no number."""
    opened = next((b for b in reversed(scene.between(scene.sentence.start, hit.start + 1)) if b.kind in ("open", "close")), None)
    if opened is None or opened.kind != "open" or hit.start - opened.end > 1:
        return False
    closed = next((b for b in scene.barriers if b.kind == "close" and b.start >= hit.end), None)
    named = any(0 <= opened.start - q.end <= 1 for q in scene.quantities)
    return named and closed is not None and not scene.quantities_between(opened.end, closed.start)


def _is_of_another_clause(scene: Scene, hit: Hit, quantity: Quantity) -> bool:
    """Whether an amount's clause says something else: "budget revenue of 12,300 billion, the port project costs 457 billion"."""
    return quantity.unit in MONEY and is_past_clause(scene, hit, quantity) and scene.unknown_words(quantity) >= NAMING


def _in_item(candidate: Candidate) -> bool:
    """Whether a phrase stands before the quantity in the same item of a list, with no other number in between."""
    passed = ("before.semicolon", "before.quantity", "before.same_unit")
    return candidate.side == "before" and not any(name in passed for name, _ in candidate.features)


def _rank(candidate: Candidate) -> tuple[float, int, str]:
    return -candidate.score, candidate.hit.start, candidate.code
