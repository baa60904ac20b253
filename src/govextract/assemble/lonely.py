"""Doubtful goals of articles that tell no other: a festival that "cuts 90% of its plastic waste" sets nobody a goal.

Where an article names no indicator of the vocabulary, neither as a goal nor as a result, it seldom is about goals at all.
"""

from __future__ import annotations

from govextract.assemble.drafts import TIMED, Findings
from govextract.link.meaning import OTHER

FEW = 3  # goals of an article that is hardly about goals
SHORT = 600  # characters below which a text is a statement rather than an article
DOUBTFUL, ALONE = 0.65, 0.8  # confidence below which such a goal is refused, and the only one of an article
RULE = "other.alone"


def refuse_lonely(findings: Findings, length: int) -> None:
    """Refuses the doubtful goals of an article of ``length`` characters that has few goals and no indicator."""
    told = [draft for draft in findings.drafts if draft.table in TIMED]
    if length < SHORT or len(told) > FEW or any(draft.fields["indicator"] != OTHER for draft in told):
        return
    least = ALONE if len(told) == 1 else DOUBTFUL
    findings.refuse([draft for draft in told if draft.confidence < least], RULE)
