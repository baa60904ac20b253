"""Audit: do parts add up to totals, and can rates be true? It confirms, contradicts or re-reads; it never invents.

A misread separator (``1.585`` for 1585) is put right only when the other reading makes a stated sum come out, or an amount as
large as all others of its indicator.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from govextract.assemble.drafts import TIMED, Draft, plain
from govextract.lexing.numbers import plain as printable
from govextract.rulepack.schema import IndicatorFacts

CONFIRMED, CONTRADICTED, IMPOSSIBLE = 0.1, -0.15, -0.4
REACH = 600  # view characters within which a total and its parts belong together
VALUE = 2  # where the value stands in the key of a target or an observation
FAR, ALIKE = 100, 6  # how many times larger other amounts are, and how much such amounts differ
LEVELS = ("province", "district", "commune")


def audit(drafts: Sequence[Draft], facts: Mapping[str, IndicatorFacts]) -> list[Draft]:
    """The same drafts with notes, and confidence raised or lowered by what agrees or not."""
    checked = [_reread(_rate(draft, facts), drafts) for draft in drafts]
    for index, draft in enumerate(checked):
        if draft.table == "services":
            _check_total(checked, index)
    return checked


def _rate(draft: Draft, facts: Mapping[str, IndicatorFacts]) -> Draft:
    known = facts.get(str(draft.fields.get("indicator")))
    if known is None or known.kind != "rate" or draft.fields.get("unit") != "percent":
        return draft
    if Decimal(draft.fields["value"]) <= 100:
        return draft
    return _noted(draft, "a rate above 100% cannot be", IMPOSSIBLE)


def _reread(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """An amount with its separator read as one of groups, if the other amounts of its indicator are all that much larger.

    "Exports: plan 12.500, result 8.936 million USD" is 8,936 million.
    """
    other = draft.quantity.alternative if draft.quantity is not None and draft.table in TIMED else None
    if draft.quantity is None or other is None or other <= draft.quantity.value or draft.quantity.value_max is not None:
        return draft
    peers = [abs(Decimal(peer.fields["value"])) for peer in drafts if _is_peer(draft, peer)]
    if not peers or any(peer < draft.quantity.value * FAR for peer in peers):
        return draft
    if not any(other / ALIKE <= peer <= other * ALIKE for peer in peers):
        return draft
    key = (*draft.key[:VALUE], plain(other), *draft.key[VALUE + 1 :])
    fields = {**draft.fields, "value": printable(other)}
    return _noted(replace(draft, key=key, fields=fields), "separator re-read: the other amounts are as large", 0.0)


def _is_peer(draft: Draft, peer: Draft) -> bool:
    """Whether ``peer`` tells another amount of the same indicator."""
    same = peer.table in TIMED and all(peer.fields[name] == draft.fields[name] for name in ("indicator", "unit"))
    return same and peer.quantity is not None and draft.quantity is not None and peer.quantity.start != draft.quantity.start


def _check_total(drafts: list[Draft], index: int) -> None:
    total = drafts[index]
    parts = _parts(drafts, total)
    if len(parts) < 2:
        return
    stated, found = int(total.fields["count"]), sum(int(drafts[i].fields["count"]) for i in parts)
    if stated == found:
        sum_text = " + ".join(str(drafts[i].fields["count"]) for i in parts)
        for i in (index, *parts):
            drafts[i] = _noted(drafts[i], f"confirmed: {sum_text} = {stated}", CONFIRMED)
        return
    for i in (index, *parts):
        quantity = drafts[i].quantity
        other = quantity.alternative if quantity is not None else None
        if other is None or other != other.to_integral_value():
            continue
        change = int(other) - int(drafts[i].fields["count"])
        if stated + (change if i == index else 0) == found + (0 if i == index else change):
            fields = {**drafts[i].fields, "count": int(other)}
            key = (fields["category"], fields["count"], fields["out_of"])
            drafts[i] = _noted(replace(drafts[i], fields=fields, key=key), "separator re-read so that the parts add up", 0.0)
            return
    drafts[index] = _noted(drafts[index], f"parts add up to {found}, not {stated}", CONTRADICTED)


def _parts(drafts: Sequence[Draft], total: Draft) -> list[int]:
    """Indices of the drafts that should add up to ``total``: its kinds, or its levels."""
    category, level = total.fields["category"], total.fields["level"]
    near = [
        i
        for i, d in enumerate(drafts)
        if d.table == "services" and d is not total and 0 < d.start - total.start < REACH and d.fields["out_of"] is None
    ]
    if category == "online_total" and total.fields["out_of"] is None:
        kinds = {drafts[i].fields["category"]: i for i in reversed(near) if drafts[i].fields["level"] == level}
        return [kinds[c] for c in ("full_process", "partial", "information_only") if c in kinds]
    if level is None and total.fields["out_of"] is None:
        levels = {drafts[i].fields["level"]: i for i in reversed(near) if drafts[i].fields["category"] == category}
        return [levels[name] for name in LEVELS if name in levels]
    return []


def _noted(draft: Draft, note: str, change: float) -> Draft:
    confidence = round(min(0.99, max(0.05, draft.confidence + change)), 2)
    notes = draft.notes if note in draft.notes else (*draft.notes, note)
    return replace(draft, notes=notes, confidence=confidence)
