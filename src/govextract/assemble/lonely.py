"""Doubtful goals of articles that tell no other: a festival that "cuts 90% of its plastic waste" sets nobody a goal.

Where an article names no indicator of the vocabulary, neither as a goal nor as a result, it seldom is about goals at all.
"""

from __future__ import annotations

from dataclasses import replace

from govextract.assemble.drafts import Draft, Findings
from govextract.link.meaning import OTHER

FEW = 3  # goals of an article that is hardly about goals
SHORT = 600  # characters below which a text is a statement rather than an article
DOUBTFUL, ALONE = 0.65, 0.8  # confidence below which such a goal is refused, and the only one of an article
RULE = "other.alone"
TIMED = ("targets", "observations")


def refuse_lonely(findings: Findings, length: int) -> Findings:
    """``findings`` without the doubtful goals of an article of ``length`` characters that has few goals and no indicator."""
    told = [draft for draft in findings.drafts if draft.table in TIMED]
    if length < SHORT or len(told) > FEW or any(draft.fields["indicator"] != OTHER for draft in told):
        return findings
    least = ALONE if len(told) == 1 else DOUBTFUL
    refused = [draft for draft in told if draft.confidence < least]
    numbers = {draft.quantity.start for draft in refused if draft.quantity is not None}
    verdicts = [v._replace(fate="refused", rule=RULE) if v.quantity.start in numbers else v for v in findings.verdicts]
    return replace(findings, drafts=[draft for draft in findings.drafts if not _is_one_of(draft, refused)], verdicts=verdicts)


def _is_one_of(draft: Draft, others: list[Draft]) -> bool:
    return any(draft is other for other in others)
