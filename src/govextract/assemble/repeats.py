"""Statements that tell no time, as headlines do, are those of the same number that tell one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from govextract.assemble.drafts import TIMED, Draft

PERIOD = 5  # where the period stands in the key of a target or an observation


def join_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts``, those without a period given that of the same fact elsewhere in the article, if all others agree on the year."""
    told: dict[tuple[Any, ...], list[Draft]] = {}
    for draft in drafts:
        if draft.table in TIMED and draft.key[PERIOD] is not None:
            told.setdefault(_same(draft), []).append(draft)
    return [_timed(draft, told.get(_same(draft), [])) if draft.table in TIMED else draft for draft in drafts]


def _same(draft: Draft) -> tuple[Any, ...]:
    return (draft.table, *draft.key[:PERIOD], *draft.key[PERIOD + 1 :])


def _timed(draft: Draft, told: Sequence[Draft]) -> Draft:
    if draft.key[PERIOD] is not None or len({_year(other) for other in told}) != 1:
        return draft
    fields = {**draft.fields, "period": told[0].fields["period"]}
    if "period_role" in fields:
        fields["period_role"] = told[0].fields["period_role"]
    return replace(draft, key=told[0].key, fields=fields)


def _year(draft: Draft) -> str:
    return str(draft.key[PERIOD]).split("/")[-1][:4]
