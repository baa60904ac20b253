"""What lends bare words a meaning: the indicators spoken of, so that "revenue" or "flats" mean those of what an article tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.outcome import Heard
from govextract.rulepack.schema import IndicatorFacts


def spoken_of(indicators: Sequence[Hit], quantity: Quantity, heard: Heard, facts: Mapping[str, IndicatorFacts]) -> list[str]:
    """The codes of the indicators spoken of around ``quantity``, nearest first."""
    spoken = [hit.term.code for hit in heard.above]
    if heard.previous is not None:
        spoken.insert(0, heard.previous.code)
    spoken += [hit.term.code for hit in reversed(indicators) if hit.end <= quantity.start]
    spoken += [said.code for said in (heard.carried, heard.topic) if said is not None]
    subject = heard.subject.code if heard.subject is not None else ""
    if subject in facts and facts[subject].lasting:
        spoken.append(subject)
    behind = [hit.term.code for hit in indicators if hit.start >= quantity.end]  # "start 2,900 flats, finish 1,616 social flats"
    counted = [told for told in heard.numbers if told in facts and facts[told].lasting]
    # An article that counts nothing but social flats means them by "flats".
    lent = [*behind, *(counted if len(counted) == 1 else ())]
    return spoken + [told for told in lent if told in facts and _is_only_counted(facts[told])]


def _is_only_counted(facts: IndicatorFacts) -> bool:
    """Whether an indicator is never told as a share."""
    return facts.kind == "count" and "percent" not in facts.units
