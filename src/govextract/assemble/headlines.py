"""Headlines round what the text below them tells: "More than 11 million visitors" above "11.24 million visitors in 2025"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from govextract.assemble.drafts import TIMED, Draft, Findings
from govextract.document import Block
from govextract.link.meaning import OTHER

ROUNDED = Decimal("0.15")  # by how much of itself a number in a headline may differ from the one it rounds
RULE = "headline.rounded"


def refuse_rounded(findings: Findings, blocks: Sequence[Block]) -> None:
    """Refuses the timeless numbers of the headline for which the text below has the exact one."""
    end = next((block.end for block in blocks if block.kind == "headline"), 0)
    above = [draft for draft in findings.drafts if draft.end <= end and _may_round(draft)]
    below = [draft for draft in findings.drafts if draft.start >= end and draft.table in TIMED]
    findings.refuse([draft for draft in above if any(_rounds(draft, other) for other in below)], RULE)


def _may_round(draft: Draft) -> bool:
    return draft.table in TIMED and draft.fields["period"] is None and draft.fields["indicator"] != OTHER


def _rounds(draft: Draft, other: Draft) -> bool:
    """Whether ``other`` tells the number of the same measure that ``draft`` tells about."""
    if any(draft.fields[name] != other.fields[name] for name in ("indicator", "unit")):
        return False
    value, exact = draft.fields["value"], other.fields["value"]
    return bool(value != exact and abs(value - exact) <= ROUNDED * abs(exact))
