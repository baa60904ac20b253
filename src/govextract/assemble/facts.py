"""Targets and observations: quantities with an indicator (or a goal without one), a role, a period and a place."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from govextract.assemble.drafts import Draft, plain
from govextract.lexing.mentions import FROM, Period, Quantity
from govextract.link.look import VOTES
from govextract.link.meaning import MONEY, OTHER
from govextract.link.outcome import Candidate, Outcome
from govextract.link.roles import Role
from govextract.link.scene import Scene
from govextract.rulepack.schema import IndicatorFacts

OTHER_UNITS = frozenset({"percent", "percentage_point", "person", "household", "km", "ha", "tonne", "m2", "m3", "kWh", "MW", "day"})
EVIDENCE_REACH = 90
PART = "rate.part"  # the rule that refuses what a part of those counted have
NEARLY = -2.0  # score from which a phrase behind a count names what it counts, if a goal speaks of it
PLAINLY = 3.0  # lead of "goal" from which a bare count needs no noun behind it: "a number of at least 25,000 by 2030"
SURE = 2.0  # lead of "none" from which a number is nobody's business rather than unclaimed


class Setting(NamedTuple):
    """What surrounds a statement: period, place, who set it, which document states it."""

    period: Period | None
    place: str | None
    set_by: str | None = None
    document: str | None = None


def fact_draft(
    scene: Scene, quantity: Quantity, outcome: Outcome, role: Role, setting: Setting, facts: dict[str, IndicatorFacts]
) -> Draft | str:
    """The row for a quantity, or the rule that refuses it ("" when nobody claims it)."""
    winner = outcome.winner
    if winner is not None and winner.code == OTHER:
        winner = None
        if role.code == "achieved":
            return "indicator.other"
    if role.code == "none":
        return outcome.refused or ("role.none" if winner is not None or role.margin >= SURE else "")
    if winner is None:
        return _other(scene, quantity, outcome, role, setting) if role.code == "goal" else outcome.refused
    if quantity.moved == FROM and facts[winner.code].kind == "growth":
        return "growth.earlier"  # "the growth target was raised from 8% to 8.5%"
    if role.code == "goal":
        if _is_part_of_rate(scene, quantity, named=True):
            return PART
        return _target(scene, quantity, winner, role, setting, facts)
    return _observation(scene, quantity, winner, role, setting, outcome, facts)


def _other(scene: Scene, quantity: Quantity, outcome: Outcome, role: Role, setting: Setting) -> Draft | str:
    unit = quantity.unit or "count"
    behind = any(c.code == OTHER and c.side == "behind" and c.score > NEARLY for c in outcome.candidates)  # "11 more schools"
    named = outcome.winner is not None or bool(quantity.per) or behind
    if scene.laid and "+" in scene.text[max(0, quantity.start - 1) : quantity.core_start + 1]:
        return "other.change"  # "Goods traded | +15.2"
    countable = named or (outcome.open_noun and quantity.value >= 2) or role.margin >= PLAINLY
    if unit == "count" and not countable:
        return "other.no_noun"
    if outcome.refused == f"noun.{VOTES}":
        return outcome.refused
    if _is_part_of_rate(scene, quantity):
        return PART
    if quantity.priced:
        return "other.price"  # "60 million VND/house": what a grant pays
    climbs = unit in ("rank", "point") and quantity.comparator in ("ge", "gt")  # "at least 3 places up", not "top 10"
    if unit != "count" and unit not in OTHER_UNITS and unit not in MONEY and not climbs:
        return "other.unit"
    values = _values(quantity, unit, Decimal(1))
    fields = {"indicator": "other", "indicator_text": None, **values, **_setting(setting, target=True)}
    rule = role.cue.term.rule if role.cue is not None else "role.goal"
    return _draft("targets", scene, fields, quantity, None, rule, 0.5 + 0.1 * min(3.0, role.margin))


def _is_part_of_rate(scene: Scene, quantity: Quantity, *, named: bool = False) -> bool:
    """Whether a rate is but a part of the one before it: "75% of workers are trained, 36% with degrees and certificates".

    If it is ``named`` by an indicator, "of which" must part it from that rate.
    """
    start, end = scene.clause(quantity)
    if quantity.unit != "percent" or not any(
        h.term.code == "part" and h.start < end and start < h.end for h in scene.of("present")
    ):
        return False
    rates = [q for q in scene.quantities_between(scene.sentence.start, quantity.start) if q.unit == "percent"]
    if not rates or not named:
        return bool(rates)
    kinds = {barrier.kind for barrier in scene.between(rates[-1].end, quantity.start)}
    return "part" in kinds and "semicolon" not in kinds


def _target(
    scene: Scene, quantity: Quantity, winner: Candidate, role: Role, setting: Setting,
    facts: dict[str, IndicatorFacts],
) -> Draft:  # fmt: skip
    unit = _unit(quantity, winner.code, facts)
    values = _values(quantity, unit, Decimal(1))
    text = scene.text[winner.hit.start : winner.hit.end]
    fields = {"indicator": winner.code, "indicator_text": text, **values, **_setting(setting, target=True)}
    return _draft("targets", scene, fields, quantity, winner, winner.hit.term.rule, _confidence(winner, role))


def _observation(
    scene: Scene, quantity: Quantity, winner: Candidate, role: Role, setting: Setting, outcome: Outcome,
    facts: dict[str, IndicatorFacts],
) -> Draft:  # fmt: skip
    unit = _unit(quantity, winner.code, facts)
    kind = facts[winner.code].kind
    falls = outcome.trend == "down" and kind == "growth" and not winner.code.endswith("reduction")
    values = _values(quantity, unit, Decimal(-1) if falls else Decimal(1))
    text = scene.text[winner.hit.start : winner.hit.end]
    fields = {"indicator": winner.code, "indicator_text": text, **values, **_setting(setting, target=False)}
    return _draft("observations", scene, fields, quantity, winner, winner.hit.term.rule, _confidence(winner, role))


def _unit(quantity: Quantity, code: str, facts: dict[str, IndicatorFacts]) -> str:
    if quantity.unit in ("", "person", "household", "count") and "count" in facts[code].units:
        return "count"
    return quantity.unit or "count"


def _values(quantity: Quantity, unit: str, sign: Decimal) -> dict[str, Any]:
    return {
        "comparator": quantity.comparator, "value": quantity.value * sign, "unit": unit,
        "value_max": None if quantity.value_max is None else quantity.value_max * sign,
    }  # fmt: skip


def _setting(setting: Setting, *, target: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {"period": setting.period.iso if setting.period else None, "place": setting.place}
    if target:
        role = None if setting.period is None else ("by" if setting.period.role == "by" else "in")
        fields |= {"period_role": role, "set_by": setting.set_by, "document": setting.document}
    return fields


def _draft(
    table: str, scene: Scene, fields: dict[str, Any], quantity: Quantity, winner: Candidate | None, rule: str, confidence: float
) -> Draft:
    start, end = quantity.start, quantity.end
    if winner is not None and winner.side in ("before", "behind"):
        low, high = scene.row_start(min(start, winner.hit.start), start), max(end, winner.hit.end)
        if high - low <= EVIDENCE_REACH + (end - start):
            start, end = low, high
    key = (
        fields["indicator"], fields["comparator"] if table == "targets" else "", plain(fields["value"]),
        plain(fields["value_max"]), fields["unit"], fields["period"], fields["place"],
    )  # fmt: skip
    return Draft(table, key, fields, start, end, rule, round(min(0.99, max(0.05, confidence)), 2), quantity)


def _confidence(winner: Candidate, role: Role) -> float:
    return 0.6 + 0.06 * min(4.0, winner.score) + 0.05 * min(2.0, role.margin)
