"""What time the lines above a block give it: its heading, its lead-in and theirs."""

from __future__ import annotations

from govextract.document import Block, Document
from govextract.lexing.mentions import Period
from govextract.lexing.terms import WHOLE
from govextract.link.spans import last_year

NO_LEAD = ("ignore", "compared", "same_period_last_year", "last_year", WHOLE)
CONGRESS = "congress"  # in the codes of issuers
NAMED = 60  # characters in which the name of a congress stands before its term
OWN = 40  # characters between a number of a governing line and its own time


class Leads:
    """The time of the lines that govern the block at hand, nearest first, and the one that they give to numbers in brackets."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.period: Period | None = None
        self.bracketed: Period | None = None  # "Results of 2024 (2023 in brackets):"
        self.asked: Period | None = None  # "What pleased you most in the past year?"
        self.elsewhen = False  # whether a question is about another time: "How do the services work today?"

    def govern(self) -> None:
        """A new block: nothing is known yet of the lines above it."""
        self.period = self.bracketed = self.asked = None
        self.elsewhen = False

    def lead(self, *blocks: Block) -> None:
        """Takes the time of a governing line from the first of ``blocks`` that has one, unless a nearer line has."""
        for block in blocks:
            if self.asked is None and self._document.asks(block):
                told = [p for p in self._document.periods_in(block.start, block.end) if p.iso and p.role != "compare"]
                self.asked = next((p for p in told if p.kind == "last_year"), None)
                hits = self._document.hits_in(block.start, block.end)
                self.elsewhen = bool(told) or any(h.term.kind == "present" and h.term.code == "now" for h in hits)
            if self.period is None:
                self.period = self._period_of(block)
            elif self.period.kind == "month" and self.period.inferred and not self.period.role:
                # "Targets to 2030", then "The draft that goes to the council in December sets out:"
                above = self._period_of(block)
                self.period = above if above is not None and last_year(above) > last_year(self.period) else self.period

    def otherwise(self, period: Period) -> None:
        """The time of what governs the block, if the lines above it name none."""
        if self.period is None:
            self.period = period

    def _period_of(self, block: Block) -> Period | None:
        """The period of a governing line: the last one that belongs to no number of its own, outside brackets if one is.

        Of two horizons the nearer is meant: "by 2030 an industrial province, by 2045 a smart city. Specifically: …".
        """
        usable = [p for p in self._document.periods_in(block.start, block.end) if self._leads(block, p)]
        plain = [p for p in usable if not self.in_brackets(block, p)]
        plain = [p for p in plain if p.kind != "term" or not self._names_congress(p)] or plain
        if not plain:
            return usable[-1] if usable else None
        bracketed = [p for p in usable if p.start > plain[-1].start]
        self.bracketed = bracketed[-1] if bracketed else None
        now = self._document.reference
        horizons = [p for p in plain if p.kind == "year" and p.role == "by" and now is not None and int(last_year(p)) > now.year]
        return min(horizons, key=last_year) if plain[-1] in horizons else plain[-1]

    def _names_congress(self, term: Period) -> bool:
        """Whether a term is that of the congress named right before it: "the Resolution of the Congress, term 2025-2030"."""
        hits = self._document.hits_in(max(0, term.start - NAMED), term.start)
        return any(CONGRESS in hit.term.code and hit.end <= term.start for hit in hits if hit.term.kind == "issuer")

    def _leads(self, block: Block, period: Period) -> bool:
        """Whether ``period`` of a governing line may be that of what it governs."""
        if period.iso is None or period.kind in NO_LEAD or period.role == "compare":
            return False
        if period.kind == "date" and not period.role and not self._is_deadline(block, period):
            return False
        return block.kind != "body" or not any(
            abs(q.start - period.end) < OWN or abs(period.start - q.end) < OWN
            for q in self._document.quantities_in(block.start, block.end)
            if q.unit  # "20 targets for 2024": such a number needs no period
        )

    def _is_deadline(self, block: Block, period: Period) -> bool:
        """Whether a bare day is one to come, in brackets: "What must be done when the 90 days are over (December 31)?"."""
        now = self._document.reference
        alone = self._document.view.lower[block.start : period.start].endswith("(")
        return alone and now is not None and (period.iso or "") > now.isoformat()

    def in_brackets(self, block: Block, period: Period) -> bool:
        """Whether a time of ``block`` stands in brackets."""
        before = self._document.view.lower[block.start : period.start]
        return before.rfind("(") > before.rfind(")")
