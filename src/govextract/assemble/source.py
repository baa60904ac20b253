"""Who set a goal and which document states it, as far as the sentence, the lead-in or the article's own document says.

Articles about a document cite others beside it: those it carries out, replaces or rests on. A document that the article
brings out ("issued Dispatch No …") is its *subject*; "the Dispatch" and lists without a source of their own are the
subject's, not those of the last document cited.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from govextract.assemble.people import introduced, name_at
from govextract.assemble.resolutions import CitedDocument, DocumentResult
from govextract.assemble.source_words import SourceWords
from govextract.dating import HEADER_LENGTH
from govextract.document import Block, Document
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import Scene

OPENING, FIRST = 6, 3
"""Blocks within which a document that is issued, or else any, becomes the article's subject."""
ISSUED_WITHIN = 160
"""Characters that may stand between the verb of issuing and the document."""
ASSIGNED_WITHIN = 20
"""Characters before a body in which "assigned by" ends."""
ASKED_WITHIN, JOINED = 40, 8
"""Characters before a body in which a verb of asking may stand, and those between the two at most: "asked that the"."""
ASKS_INSIDE = 25
"""A short name may hold the verb that shows it ("the council agreed"): so far back from its end the verb may begin."""


class Source(NamedTuple):
    """``document``: symbol of the document that states a goal; ``issuer``: code of who set it."""

    document: str | None = None
    issuer: str | None = None


NO_SOURCE = Source()
CONGRESS = "provincial_party_congress"


class _Body(NamedTuple):
    start: int
    end: int
    code: str
    person: bool = False


class SourceReader:
    """The sources of the goals of one article."""

    def __init__(self, document: Document, cited: DocumentResult, words: SourceWords) -> None:
        self._document, self._cited, self._words = document, cited, words
        self._lower = document.view.lower
        self._bodies = self._find_bodies()
        self._body_starts = [body.start for body in self._bodies]
        self._basis = {citation: self._is_basis(citation) for citation in cited.citations}
        # Rows that some mention quotes; what is only replaced or carried out is not meant by "the Plan".
        self._quoted = {id(cited.rows[citation[2]]) for citation, basis in self._basis.items() if not basis}
        self._subject, self._from = self._find_subject()
        self._host = self._find_host()
        self._kinds = {row.symbol: row.doc_type for row in cited.rows if row.symbol is not None}

    def of_goal(self, scene: Scene, quantity: Quantity, above: Source, spoken: Sequence[CitedDocument]) -> Source:
        """The source of the goal ``quantity``: of its sentence, else ``above``, else the article's subject.

        ``above`` is what the lead-in or the sentences before say; ``spoken`` are the documents cited so far, to one of
        which a bare "the Plan" refers.
        """
        start, end = scene.sentence.start, scene.sentence.end
        row = self._stating(start, end, quantity)
        if row is None:
            row = self._anaphor([h for h in scene.of("doc_type") if h.start < quantity.start], spoken, quantity.start)
        setter = self._setter(start, end, quantity)
        if row is not None:
            return Source(row.symbol, setter or self._last_body(start, end, quantity) or row.issuer)
        issuer = setter or above.issuer or self._last_body(start, end, quantity) or self._host
        if above.document is not None:
            return Source(above.document, issuer)
        return self._subject_source(quantity.start, issuer)

    def kind_of(self, scene: Scene, quantity: Quantity, above: Source) -> str:
        """What kind of document the number may be of: one the sentence cites before it ("cited.plan"), else that of the
        lead-in or of the sentences before ("source.plan"), or ""; a document that is but carried out tells nothing."""
        inside = self._cited.inside(scene.sentence.start, quantity.start)
        if inside:
            return "" if self._basis[inside[-1]] else f"cited.{self._cited.rows[inside[-1][2]].doc_type}"
        if above.document is not None:
            return f"source.{self._kinds[above.document]}"
        return ""

    def of_line(self, block: Block, spoken: Sequence[CitedDocument]) -> Source:
        """The source that a governing line names."""
        citations = self._cited.inside(block.start, block.end)
        stating = [c for c in citations if not self._basis[c]] or ([] if self._subject_at(block.end) else citations)
        row = next((self._cited.rows[c[2]] for c in reversed(stating) if self._cited.rows[c[2]].symbol), None)
        if row is None:
            words = [h for h in self._document.hits_in(block.start, block.end) if h.term.kind == "doc_type"]
            row = self._anaphor(words, spoken, block.end)
        bodies = self._bodies_in(block.start, block.end)
        bodies = [body for body in bodies if not self._is_asked(body)]
        setter = self._asking(block.start, block.end) or (bodies[-1].code if bodies else self._speaker(block))
        subject = self._subject_at(block.end)
        if row is not None and subject is not None and setter == subject.issuer not in (None, row.issuer):
            row = subject  # "To grow by over 8% under Resolution 154, the Prime Minister asks:", of the Prime Minister's dispatch
        if row is None and setter is not None:
            return self._subject_source(block.end, setter)
        return Source(row.symbol, setter or row.issuer) if row is not None else Source(None, setter)

    def after(self, scene: Scene, spoken: Sequence[CitedDocument], before: Source) -> Source:
        """What the sentence leaves to the next of its paragraph, ``before`` being what held so far."""
        start, end = scene.sentence.start, scene.sentence.end
        citations = [c for c in self._cited.inside(start, end) if not self._basis[c]]
        row = self._cited.rows[citations[-1][2]] if citations else self._anaphor(scene.of("doc_type"), spoken, end)
        if row is not None:
            return Source(row.symbol, row.issuer)
        asking = self._asking(start, end)
        return Source(before.document, asking) if asking is not None else before

    def _stating(self, start: int, end: int, quantity: Quantity) -> CitedDocument | None:
        """The document of the sentence that states the number: the one it is assigned in, else the last before it."""
        inside = self._cited.inside(start, end)
        behind = next((c for c in inside if c[0] >= quantity.end), None)
        if behind is not None and self._stated_in(quantity, behind[0]):
            return self._cited.rows[behind[2]]
        before = [c for c in inside if c[1] <= quantity.start and not self._basis[c]]
        if before:
            return self._cited.rows[before[-1][2]]
        if inside and (self._subject_at(quantity.start) is None or not self._basis[inside[0]]):
            apart = ";" in self._lower[quantity.end : inside[0][0]]  # said of a later item of the list
            return None if apart else self._cited.rows[inside[0][2]]
        return None

    def _stated_in(self, quantity: Quantity, at: int) -> bool:
        """Whether "assigned in", "according to" joins the number to the document at ``at`` behind it."""
        between = any(q.start > quantity.start for q in self._document.quantities_in(quantity.end, at))
        return not between and self._words.stated_in.search(self._lower, quantity.end, at) is not None

    def _anaphor(self, words: Sequence[Hit], spoken: Sequence[CitedDocument], at: int) -> CitedDocument | None:
        """The document that a bare "the Plan" names: the subject, else the last one cited of that type."""
        subject = self._subject_at(at)
        for word in words:
            if subject is not None and subject.doc_type == word.term.code:
                return subject
            for row in reversed(spoken):
                if row.doc_type == word.term.code and (subject is None or id(row) in self._quoted):
                    return row
        return None

    def _subject_source(self, at: int, issuer: str | None) -> Source:
        """The subject as source, unless somebody else than its issuer speaks."""
        subject = self._subject_at(at)
        if subject is None or (issuer is not None and subject.issuer not in (None, issuer)):
            return Source(None, issuer)
        return Source(subject.symbol, issuer or subject.issuer)

    def _subject_at(self, at: int) -> CitedDocument | None:
        return self._subject if self._subject is not None and at > self._from else None

    def _setter(self, start: int, end: int, quantity: Quantity) -> str | None:
        """The body of which the sentence says that it set the number: "assigned by X", "X asks for"."""
        behind = next(iter(self._bodies_in(quantity.end, end)), None)
        if behind is not None and self._is_of_next(quantity, behind):
            behind = None
        if behind is not None and not self._document.quantities_in(quantity.end, behind.start):
            by = self._words.assigned.search(self._lower, quantity.end, behind.start)
            asks = self._words.asks.match(self._lower, min(behind.end + 1, end), end)
            if by is not None or asks is not None:
                return behind.code
        before = self._bodies_in(start, quantity.start)
        if before and self._words.assigned_to.search(self._lower, max(start, before[-1].start - ASSIGNED_WITHIN), before[-1].start):
            return before[-1].code  # "the number assigned by X is …"
        return self._asking(start, quantity.start)

    def _is_of_next(self, quantity: Quantity, body: _Body) -> bool:
        """Whether brackets hold ``body`` and a number of its own: "7.6% (the rate assigned by X is 10%)"."""
        opening = self._lower.find("(", quantity.end, body.start)
        closing = self._lower.find(")", body.end, body.end + ISSUED_WITHIN)
        return 0 <= opening < closing and bool(self._document.quantities_in(body.end, closing))

    def _asking(self, start: int, end: int) -> str | None:
        """The last body in ``start:end`` that asks, assigns or sets something."""
        bodies = self._bodies_in(start, end)
        limit = end
        for body in reversed(bodies):
            if self._words.asks.search(self._lower, max(body.start, body.end - ASKS_INSIDE), limit):
                return body.code
            limit = body.start
        return None

    def _speaker(self, line: Block) -> str | None:
        """Who asks in a line that does not say it ("He asked the departments:"): whom its paragraph named last."""
        if self._words.asks.search(self._lower, line.start, line.end) is None:
            return None
        people = [body for body in self._bodies_in(self._block_start(line.start), line.start) if body.person]
        return people[-1].code if people else None

    def _is_asked(self, body: _Body) -> bool:
        """Whether ``body`` is whom somebody asks or charges, not who does: "the chairman asked the departments"."""
        if body.person or name_at(self._document.view.text, body.end + 1) is not None:
            return False  # "is asked by Minister Đào Hồng Lan"
        before = self._lower[max(0, body.start - ASKED_WITHIN) : body.start]
        return any(len(before) - match.end() <= JOINED for match in self._words.asks.finditer(before))

    def _last_body(self, start: int, end: int, quantity: Quantity) -> str | None:
        """The body named nearest before the number, else nearest behind it."""
        before, behind = self._bodies_in(start, quantity.start), self._bodies_in(quantity.end, end)
        before = [body for body in before if not self._is_asked(body)]
        if before:
            return before[-1].code
        return behind[0].code if behind else None

    def _bodies_in(self, start: int, end: int) -> list[_Body]:
        low = bisect_left(self._body_starts, start)
        return self._bodies[low : bisect_left(self._body_starts, end)]

    def _find_bodies(self) -> list[_Body]:
        """Issuers by name, by short name ("the council agreed") and by the name of the person who speaks for them."""
        hits = self._document.hits_of("issuer")
        found = [_Body(h.start, h.end, h.term.code) for h in hits]
        short = self._document.hits_of("source_body")
        short = [h for h in short if not any(other.start < h.end and h.start < other.end for other in hits)]
        found += [_Body(h.start, h.end, h.term.code) for h in short]
        found += self._people(hits)
        return sorted(found, key=lambda body: body.start)

    def _people(self, hits: Sequence[Hit]) -> list[_Body]:
        """Later mentions of people who are introduced beside their body."""
        text = self._document.view.text
        found = []
        for name, code in introduced(text, hits, self._document.hits_of("place")).items():
            at = text.find(name)
            while (at := text.find(name, at + 1)) >= 0:
                found.append(_Body(at, at + len(name), code, person=True))
        return found

    def _is_basis(self, citation: tuple[int, int, int]) -> bool:
        """Whether the text carries the document out, replaces it or rests on it, rather than quoting it."""
        sentence = self._document.sentence_at(citation[0])
        if sentence is None:
            return False
        verb = self._words.last(self._words.basis, self._lower, sentence.start, citation[0])
        if verb is None:
            return False
        stop = self._words.last(self._words.asks, self._lower, verb, citation[0])
        broken = ";" in self._lower[verb : citation[0]]
        issued = self._words.last(self._words.issue, self._lower, verb, citation[0])
        return stop is None and issued is None and not broken

    def _find_subject(self) -> tuple[CitedDocument | None, int]:
        """The document that the article reports, and from where on; (None, 0) when it reports none."""
        spoken = [block for block in self._document.blocks if block.kind != "boilerplate"]
        limit, first_limit = (max((b.end for b in spoken[:count]), default=0) for count in (OPENING, FIRST))
        numbered = [c for c in self._cited.inside(0, limit) if self._cited.rows[c[2]].symbol]
        ends = {c: before[1] for before, c in pairwise([(0, 0, -1), *self._cited.citations])}
        found = next((c for c in numbered if not self._basis[c] and self._is_issued(c, ends[c])), None)
        first = next((c for c in numbered if c[0] < first_limit), None)
        if found is None or (first is not None and self._leads(first, found)):
            found = first
        return (self._cited.rows[found[2]], found[0]) if found is not None else (None, 0)

    def _leads(self, first: tuple[int, int, int], found: tuple[int, int, int]) -> bool:
        """Whether the article is about the document named first, not about the one ``found`` to be issued: a headline such as
        "An action plan on Resolution 68" names what the plan carries out."""
        block = self._document.block_at(first[0])
        headline = block is not None and block.kind == "headline"
        return not (self._basis[first] or headline) and first[0] < self._block_start(found[0])

    def _find_host(self) -> str | None:
        """The congress that the article reports: named in its headline or first paragraph, it set what nobody else did."""
        blocks = self._document.blocks
        headline = next((b for b in blocks if b.kind == "headline"), None)
        opening = next((b for b in blocks if b.kind == "body" and b.end - b.start > HEADER_LENGTH), None)
        codes = {body.code for block in (headline, opening) if block for body in self._bodies_in(block.start, block.end)}
        return CONGRESS if CONGRESS in codes else None

    def _block_start(self, position: int) -> int:
        block = self._document.block_at(position)
        return block.start if block is not None else position

    def _is_issued(self, citation: tuple[int, int, int], floor: int) -> bool:
        """Whether a verb of issuing stands before the document, behind ``floor``, or follows it."""
        sentence = self._document.sentence_at(citation[0])
        if sentence is None:
            return False
        floor = max(sentence.start, floor, citation[0] - ISSUED_WITHIN)
        before = self._words.last(self._words.issue, self._lower, floor, citation[0])
        return before is not None or self._words.issued_behind.match(self._lower, citation[1]) is not None
