"""What earlier quantities and governing lines say about the next quantity."""

from __future__ import annotations

from govextract.assemble.document_years import document_years
from govextract.assemble.lists import bracket_role, column_role, first_colon, goes_on, heading_role, label_of, opens
from govextract.assemble.resolutions import CitedDocument, DocumentResult
from govextract.assemble.service_lists import STOCKS, Series, ServiceCount
from govextract.assemble.source import NO_SOURCE, SourceReader
from govextract.assemble.subject import counter_level, country, first_topic, subject_level
from govextract.assemble.times import WHOLE_YEARS, Times
from govextract.document import Block, Document
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import FROM, Period, Quantity
from govextract.link.beside import is_compared
from govextract.link.meaning import OTHER
from govextract.link.outcome import Candidate, Heard, Outcome
from govextract.link.roles import Role, Surroundings
from govextract.link.scene import Scene
from govextract.link.yardstick import is_mere_comparison
from govextract.outline import ITEM

LOCAL_STOCK = 700  # procedures of a local counter at most: communes handle some 300 to 450, provinces 1,500 and more
WHOLE = 100
NEXT = 12  # characters between a goal and the year it is for: "4.9 billion for the whole year"


class Context:
    """What earlier quantities and governing lines say about the next one."""

    def __init__(self, document: Document, cited: DocumentResult, sources: SourceReader) -> None:
        self._document = document
        self.cited = cited
        self.sources = sources
        self.source = NO_SOURCE
        self.spoken: list[CitedDocument] = []
        self.country = country(document)
        self.home = document.place or self.country
        self.level = None if document.place else subject_level(document)
        self._counter = counter_level(document)
        self.times = Times(document)
        self._document_years = document_years(document, cited)
        self.event = document.event_on.isoformat() if document.event_on else None
        self.candidate: Candidate | None = None
        self.carried: Candidate | None = None
        self.topic = self._subject = first_topic(document)
        self._numbers: dict[str, Quantity] = {}  # the last of each indicator
        self._label: Candidate | None = None
        self._bound: Quantity | None = None
        self.service: ServiceCount | None = None
        self.series = Series()
        self.above: list[Hit] = []
        self.role = ""
        self._opened = ""  # the role of the list that a sentence of the paragraph has opened, and that others go on with
        self.quantity: Quantity | None = None
        self.head: Hit | None = None
        self.previous = ""
        self.paragraph = ""
        self._first = self._sibling = ""  # the role of the first number of the block, and of the list's item before it
        self._key = ""  # the role that the line above gives to the numbers in brackets
        self._aside = False  # whether the number is a plan in brackets behind its result, or the other way round
        self._column = ""  # the role that the column of a table gives to its numbers
        self._last: Quantity | None = None  # that had a role
        self._held: int | None = None  # where the goal ends that a result was held against
        self._counted: tuple[Period, int] | None = None
        self._stock: tuple[str, int, int] | None = None  # level, size and block of the procedures last counted
        self._led: list[Hit] = []
        self._told: list[tuple[int, int, str]] = []  # where the sentence's numbers stand, and their roles
        self._block = -1

    def enter(self, scene: Scene) -> None:
        """A new sentence: what the sentence before left over holds only within a block or for a part of it."""
        block = scene.sentence.block
        self.times.enter(block, aside=_is_aside(scene))
        part = next((h for h in scene.of("break") if h.term.code == "part"), None)
        opens_with_part = part is not None and not scene.text[scene.sentence.start : part.start].strip()
        if block != self._block:
            if scene.block_kind != "item":
                self.service = None
            left = (
                self.candidate
                if scene.governor >= 0 and self._document.blocks[scene.sentence.block].governor == self._block
                else None
            )
            self._sibling = (self._first or self._sibling) if goes_on(self._document, self._block, block) else ""
            self._first = ""
            self._block = block
            self.candidate = self.carried = None
            self.paragraph = ""
            self.head = None
            self._govern(scene)
            if left is not None and not self.above:
                self._led = [left.hit]
            if not self.above and scene.block_kind == "item":
                self.above = self._led
        elif not opens_with_part:
            self.carried = self._label or self.candidate or self.carried
            self.candidate = None
        self._label = None
        self._column = column_role(scene, self._document.reference, self.times.leads.period)
        if self._held is not None and self.paragraph:
            self.paragraph = "achieved"
        self._held = None
        self.previous = ""
        self._told = []
        self.quantity = None
        self._bound = None

    def exit(self, scene: Scene) -> None:
        """What a sentence leaves to the next: the documents and services it speaks of, and its period."""
        sentence = scene.sentence
        spoken = [self.cited.rows[index] for _, _, index in self.cited.inside(sentence.start, sentence.end)]
        self.spoken += spoken
        self.source = self.sources.after(scene, self.spoken, self.source)
        self._label = label_of(scene)
        heads = [h for h in scene.of("service_head") if h.term.code != "stop"]
        if heads:
            self.head = heads[-1]
        self._open_list(scene)
        self.times.exit(scene)

    def _open_list(self, scene: Scene) -> None:
        """A sentence that leads into goals governs those behind it too: "… 19 targets, including: (1) GRDP of 8%. (2) …"."""
        colon = first_colon(scene)
        if colon is None or not scene.quantities_between(colon.end, scene.sentence.end):
            return
        start, end = scene.sentence.start, colon.start
        if heading_role(self._document.hits_in(start, end)) != "goal":
            return
        self._opened = "goal"
        self.times.leads.lead(self._document.blocks[self._block]._replace(start=start, end=end))

    def _govern(self, scene: Scene) -> None:
        self._opened = ""
        self.above, self.role, self.source = [], "", NO_SOURCE
        self._key = ""
        self.times.leads.govern()
        governor = self._document.blocks[scene.sentence.block].governor
        seen = 0
        while governor >= 0 and seen < 4:
            block = self._lead_in(self._document.blocks[governor])
            hits = self._document.hits_in(block.start, block.end)
            if not self.above:
                self.above = [h for h in hits if h.term.kind == "indicator"]
            if not self.role:
                told = heading_role(hits, asked=self._document.asks(block))
                self.role = told or self._spoken_of(self._document.blocks[governor], block)
            if self.head is None:  # "Online public services", then "- Full process: 893"
                self.head = next((h for h in reversed(hits) if h.term.kind == "service_head" and h.term.code != "stop"), None)
            self._key = self._key or next((h.term.code for h in hits if h.term.kind == "bracket"), "")
            if self.source.document is None and self.source.issuer is None:
                self.source = self.sources.of_line(block, self.spoken)
            self.times.leads.lead(block, self._document.blocks[governor])
            governor = block.governor
            seen += 1
        self.times.answer()
        if self.source.document in self._document_years:
            self.times.leads.otherwise(self._document_years[self.source.document])

    def _spoken_of(self, paragraph: Block, lead: Block) -> str:
        """What a paragraph was about, of which the last sentence, its ``lead``, tells no role: "… It is divided as follows:"."""
        if lead.start == paragraph.start or self._cues(lead.start, lead.end):
            return ""
        return "goal" if self._cues(paragraph.start, lead.start) == {"goal"} else ""

    def _cues(self, start: int, end: int) -> set[str]:
        """The roles of which cues there speak of numbers behind them."""
        hits = self._document.hits_in(start, end)
        return {hit.term.code for hit in hits if hit.term.kind == "role" and hit.term.direction != "backward"}

    def _lead_in(self, block: Block) -> Block:
        """Of a paragraph only the last sentence leads into the list behind it."""
        if block.kind != "body":
            return block
        sentence = self._document.sentence_at(block.end - 1)
        return block._replace(start=sentence.start) if sentence is not None else block

    def bounded(self, scene: Scene, quantity: Quantity, outcome: Outcome) -> Quantity:
        """A bound before the first member of a list holds for all: "at least 85% at provincial, 80% at district level"."""
        first, winner = self._bound, outcome.winner
        same = winner is not None and self.candidate is not None and winner.hit == self.candidate.hit
        start, end = scene.clause(quantity)
        tiers = same and any(start <= hit.start < end for hit in scene.of("level"))
        shared = winner is not None and (tiers or winner.side in ("inherited", "shared")) and quantity.comparator == "eq"
        # "at least 30% of the time and 30% of the costs" is one bound for both
        shared = shared or (first is not None and quantity.comparator == "eq" and quantity.value == first.value)
        shared = shared and not (quantity.unit == "percent" and quantity.value == WHOLE)  # nothing is over 100%
        # "no lower than 80% in December, 95% by January 31": a time of its own parts a number from the bound
        shared = shared and first is not None and not any(first.end <= p.start < quantity.start for p in scene.periods)
        if shared and first is not None and first.unit == quantity.unit and not any(
            b.kind in ("semicolon", "contrast") for b in scene.between(first.end, quantity.start)
        ):  # fmt: skip
            return quantity._replace(comparator=first.comparator)
        compared = self.previous == "achieved" and is_compared(scene, self._last, quantity)
        if compared or (self.previous != "goal" and is_mere_comparison(scene, quantity)):
            quantity = quantity._replace(comparator="eq")
        forward = quantity.comparator in ("ge", "gt", "le", "lt") and quantity.start < quantity.core_start
        self._bound = quantity if forward else None
        return quantity

    @property
    def assumes_goal(self) -> bool:
        """Whether numbers are goals as far as the line above, else the item before, can tell."""
        return (self._column or self.role or self._sibling) == "goal"

    def surroundings(self, scene: Scene, quantity: Quantity) -> Surroundings:
        """What the role scorer may know of the world outside the sentence."""
        previous = self._outside(scene, quantity) or self.previous
        if self._held is not None and _parted(scene, self._held, quantity.start):
            previous = "achieved"  # past the comparison with a plan results go on
        opened = self._opened if ITEM.match(scene.text, scene.sentence.start) else opens(self._document, scene, quantity, self.role)
        stated = self.sources.kind_of(scene, quantity, self.source)
        now = self._document.reference
        bracketed = bracket_role(scene, quantity, self._key)
        self._aside, column = bool(bracketed), self._column or bracketed
        return Surroundings(self.role, opened, previous, self.paragraph, now, stated, self._sibling, column)

    def _outside(self, scene: Scene, quantity: Quantity) -> str:
        """The role of the number before a bracket that has closed since: "14.1% (plan 15%), 22,300 billion in October"."""
        if len(self._told) < 2:
            return ""
        start, end, _ = self._told[-1]
        closed = [b for b in scene.between(end, quantity.start) if b.kind in ("open", "close")]
        if not closed or closed[0].kind != "close" or closed[-1].kind == "open":
            return ""
        opened = [b.start for b in scene.between(scene.sentence.start, start) if b.kind == "open"]
        return next((role for _, last, role in reversed(self._told) if opened and last <= opened[-1]), "")

    def planned(self, scene: Scene) -> list[Period]:
        """The whole years that stand right behind goals which the sentence has told."""
        ends = [end for _, end, role in self._told if role == "goal"]
        return [
            p for p in scene.periods
            if p.kind in WHOLE_YEARS and any(0 <= p.start - end <= NEXT and not scene.between(end, p.start) for end in ends)
        ] if ends else []  # fmt: skip

    def heard(self) -> Heard:
        """What the contest may know of what was said before."""
        return Heard(self.candidate, self.carried, self.above, self.topic, self._numbers, self._subject)

    def leave(self, scene: Scene, quantity: Quantity, outcome: Outcome, role: Role, period: Period | None) -> None:
        """Remembers what this quantity was."""
        if outcome.winner is not None:
            if role.code != "none":
                self._numbers[outcome.winner.code] = quantity
            self.candidate = outcome.winner
            self.topic = outcome.winner
        elif outcome.candidates and _names_another(outcome.candidates[0]):
            self.candidate = outcome.candidates[0]
        if role.code != "none" and quantity.moved != FROM:
            self._hold(scene, quantity, role)
            self._first = self._first or role.code
            if not self._aside:
                self.previous = self.paragraph = role.code
            self._told.append((quantity.start, quantity.end, role.code))
            self.times.carry(period, role.code == "goal")
            if role.code == "achieved":
                self.times.tell(period)

    def _hold(self, scene: Scene, quantity: Quantity, role: Role) -> None:
        """Remembers that a result is held against a goal in its own clause: "grew by 7.5%, above the target of 7.2%"."""
        last, self._last = self._last, quantity
        held = role.code == "goal" and self.previous == "achieved"
        held = held and last is not None and not _parted(scene, last.end, quantity.start)
        self._held = quantity.end if held else None

    def as_of(self) -> Period | None:
        """The day for which the paragraph has counted services so far."""
        return self._counted[0] if self._counted is not None and self._counted[1] == self._block else None

    def level_of(self, service: ServiceCount, count: int) -> str | None:
        """The level of a count that states none: of the stock that the paragraph parts, else of the article's subject."""
        if self._stock is not None and self._stock[2] == self._block and count <= self._stock[1]:
            return self._stock[0]
        return self._counter if self._counter is not None and count <= LOCAL_STOCK else self.level

    def leave_service(self, service: ServiceCount, count: int, period: Period | None) -> None:
        """Remembers the period of a service count, and the level of a stock of procedures."""
        self.series.add(service, count)
        if service.category in STOCKS:
            self._stock = (service.level, count, self._block) if service.level else None
        if period is not None:
            self._counted = (period, self._block)
        self.times.carry(period, False)


def _names_another(candidate: Candidate) -> bool:
    """Whether a phrase before a number names a measure outside the vocabulary: "exports 12 billion, imports 9 billion, up 14%"."""
    return candidate.code == OTHER and candidate.side == "before" and candidate.score > 0


def _is_aside(scene: Scene) -> bool:
    """Whether a sentence begins with words such as "For comparison"."""
    start = scene.sentence.start
    return any(hit.term.code == "aside" and not scene.words.count(start, hit.start) for hit in scene.of("present"))


def _parted(scene: Scene, start: int, end: int) -> bool:
    return any(barrier.kind == "semicolon" for barrier in scene.between(start, end))
