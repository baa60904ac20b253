"""Doubtful goals of articles that tell no other: a festival that "cuts 90% of its plastic waste" sets nobody a goal.

Where an article names no indicator of the vocabulary, neither as a goal nor as a result, it seldom is about goals at all.
"""

from __future__ import annotations

from dataclasses import replace

from govextract.assemble.drafts import TIMED, Findings
from govextract.link.meaning import OTHER

FEW = 3  # goals of an article that is hardly about goals
SHORT = 600  # characters below which a text is a statement rather than an article
DOUBTFUL, ALONE = 0.65, 0.8  # confidence below which such a goal is refused, and the only one of an article
RULE = "other.alone"


def refuse_lonely(findings: Findings, length: int) -> Findings:
    """``findings`` without the doubtful goals of an article of ``length`` characters that has few goals and no indicator."""
    told = [draft for draft in findings.drafts if draft.table in TIMED]
    if length < SHORT or len(told) > FEW or any(draft.fields["indicator"] != OTHER for draft in told):
        return findings
    least = ALONE if len(told) == 1 else DOUBTFUL
    numbers = {draft.quantity.start for draft in told if draft.quantity is not None and draft.confidence < least}
    verdicts = [v._replace(fate="refused", rule=RULE) if v.quantity.start in numbers else v for v in findings.verdicts]
    kept = [draft for draft in findings.drafts if draft.table not in TIMED or draft.confidence >= least]
    return replace(findings, drafts=kept, verdicts=verdicts)
