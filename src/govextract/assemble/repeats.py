"""Statements that tell no time, as headlines do, are those of the same number that tell one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from govextract.assemble.drafts import Draft

TIMED = ("targets", "observations")
PERIOD = 5  # where the period stands in the key of a target or an observation


def join_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts``, those without a period given that of the same fact elsewhere in the article, if all others agree on it."""
    periods: dict[tuple[Any, ...], dict[str, Draft]] = {}
    for draft in drafts:
        if draft.table in TIMED and draft.key[PERIOD] is not None:
            periods.setdefault(_same(draft), {}).setdefault(draft.key[PERIOD], draft)
    return [_timed(draft, periods.get(_same(draft), {})) if draft.table in TIMED else draft for draft in drafts]


def _same(draft: Draft) -> tuple[Any, ...]:
    return (draft.table, *draft.key[:PERIOD], *draft.key[PERIOD + 1 :])


def _timed(draft: Draft, told: dict[str, Draft]) -> Draft:
    if draft.key[PERIOD] is not None or len(told) != 1:
        return draft
    period, other = next(iter(told.items()))
    fields = {**draft.fields, "period": period}
    if "period_role" in fields:
        fields["period_role"] = other.fields["period_role"]
    return replace(draft, key=(*draft.key[:PERIOD], period, *draft.key[PERIOD + 1 :]), fields=fields)
