"""What earlier quantities and governing lines say about the next quantity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from govextract.assemble.resolutions import CitedDocument, DocumentResult
from govextract.assemble.service_lists import Series, ServiceCount
from govextract.assemble.source import NO_SOURCE, SourceReader
from govextract.assemble.subject import counter_level, country, first_topic, subject_level, themes
from govextract.document import Block, Document
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Period, Quantity
from govextract.link.contest import OTHER, Candidate, Heard, Outcome
from govextract.link.roles import Role, Surroundings
from govextract.link.scene import Scene
from govextract.link.spans import DURATIONS, elapsed, is_open_year, is_year_of, last_year, over, whole_year, within
from govextract.link.when import CARRIED, LEAD, SAME_BLOCK, shift_year
from govextract.outline import ITEM

LOCAL_STOCK = 700  # procedures of a local counter at most: communes handle some 300 to 450, provinces 1,500 and more
OPENS = 2  # words that may stand before a time that opens its sentence
AHEAD = 150  # days that a date may lie ahead and still be of the year of the article, which is often but guessed
LABEL = 9  # words of a sentence that is but a label
STOCKS = ("procedures_total", "online_total")
NEARER = 0.1  # by how much a period of the same block beats that of the line above
THEME = 0.4  # worth of the headline's period for a number that nothing nearer dates
NO_LEAD = ("ignore", "compared", "same_period_last_year", "last_year")
# Days, and comparisons with earlier times, say nothing about the next sentence.
DAY = 0.6  # of the day for which the paragraph has told results
NOT_CARRIED = ("date", "same_period_last_year", "last_year")


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
        self.event = document.event_on.isoformat() if document.event_on else None
        self.candidate: Candidate | None = None
        self.carried: Candidate | None = None
        self.topic = first_topic(document)
        self._numbers: dict[str, Quantity] = {}  # the last of each indicator
        self._label: Candidate | None = None
        self._bound: Quantity | None = None
        self.service: ServiceCount | None = None
        self._day: tuple[Period, int] | None = None  # for which results were told last, and in which block
        self.series = Series()
        self.above: list[Hit] = []
        self.role = ""
        self._opened = ""  # the role of the list that a sentence of the paragraph has opened, and that others go on with
        self.quantity: Quantity | None = None
        self.head: Hit | None = None
        self.previous = ""
        self.paragraph = ""
        self._last: Quantity | None = None  # that had a role
        self._held: tuple[str, int] | None = None  # the role before a goal that a result was held against, and where it ends
        self._period: dict[bool, tuple[Period, int] | None] = {True: None, False: None}
        self._lead: Period | None = None
        self._bracketed: Period | None = None  # "Results of 2024 (2023 in brackets):"
        self._counted: tuple[Period, int] | None = None
        self._stock: tuple[str, int, int] | None = None  # level, size and block of the procedures last counted
        self._themes = themes(document)
        self._carried_here: set[bool] = set()  # for goals, for results: whether the sentence left a period
        self._led: list[Hit] = []
        self._block = -1

    def enter(self, scene: Scene) -> None:
        """A new sentence: what the sentence before left over holds only within a block or for a part of it."""
        block = scene.sentence.block
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
        if self._held is not None and self.paragraph:
            self.paragraph = self._held[0]
        self._held = None
        self.previous = ""
        self.quantity = None
        self._bound = None
        self._carried_here.clear()

    def exit(self, scene: Scene) -> None:
        """What a sentence leaves to the next: the documents and services it speaks of, and its period."""
        sentence = scene.sentence
        spoken = [self.cited.rows[index] for _, _, index in self.cited.inside(sentence.start, sentence.end)]
        self.spoken += spoken
        self.source = self.sources.after(scene, self.spoken, self.source)
        self._label = _label(scene)
        heads = [h for h in scene.of("service_head") if h.term.code != "stop"]
        if heads:
            self.head = heads[-1]
        self._look_back(scene)
        self._open_list(scene)
        if self._carried_here:
            return
        usable = [p for p in scene.periods if p.iso and p.role not in ("by", "compare") and p.kind in DURATIONS]
        if not usable:
            return
        opener = min(usable, key=lambda p: (p.kind == "month", p.start))
        now = self._document.reference
        past = now is None or int(last_year(opener)) <= now.year
        if past:
            self._carry(opener, goal=False)
        ending = opener.kind == "term" and now is not None and int(last_year(opener)) == now.year
        if now is not None and int(last_year(opener)) >= now.year and not ending and opener.role != "from":
            self._carry(opener, goal=True)

    def _look_back(self, scene: Scene) -> None:
        """A sentence that opens with the year before ("Last year, …") tells of it, and so do those behind it."""
        first = scene.periods[0] if scene.periods else None
        if first is None or first.kind != "last_year" or first.role == "compare":
            return
        if scene.words.count(scene.sentence.start, first.start) <= OPENS:
            self._period[False] = (first, self._block)

    def _open_list(self, scene: Scene) -> None:
        """A sentence that leads into goals governs those behind it too: "… 19 targets, including: (1) GRDP of 8%. (2) …"."""
        colon = next((barrier for barrier in scene.barriers if barrier.kind == "colon"), None)
        if colon is None or not scene.quantities_between(colon.end, scene.sentence.end):
            return
        start, end = scene.sentence.start, colon.start
        if _heading_role(self._document.hits_in(start, end)) != "goal":
            return
        self._opened = "goal"
        self._lead = self._lead or self._lead_period(self._document.blocks[self._block]._replace(start=start, end=end))

    def _govern(self, scene: Scene) -> None:
        self._opened = ""
        self.above, self.role, self._lead, self._bracketed, self.source = [], "", None, None, NO_SOURCE
        governor = self._document.blocks[scene.sentence.block].governor
        seen = 0
        while governor >= 0 and seen < 4:
            block = self._lead_in(self._document.blocks[governor])
            hits = self._document.hits_in(block.start, block.end)
            if not self.above:
                self.above = [h for h in hits if h.term.kind == "indicator"]
            if not self.role:
                self.role = _heading_role(hits)
            if self.source.document is None and self.source.issuer is None:
                self.source = self.sources.of_line(block, self.spoken)
            if self._lead is None:
                self._lead = self._lead_period(block) or self._lead_period(self._document.blocks[governor])
            governor = block.governor
            seen += 1

    def _lead_period(self, block: Block) -> Period | None:
        """The period of a governing line: the last one that belongs to no number of its own, outside brackets if one is."""
        found = None
        for period in reversed(self._document.periods_in(block.start, block.end)):
            if period.iso is None or period.kind in NO_LEAD or period.role == "compare":
                continue
            if period.kind == "date" and not period.role:
                continue
            if block.kind == "body" and any(
                abs(q.start - period.end) < 40 or abs(period.start - q.end) < 40
                for q in self._document.quantities_in(block.start, block.end)
                if q.unit  # "20 targets for 2024": such a number needs no period
            ):  # fmt: skip
                continue
            if not self._in_brackets(block, period):
                self._bracketed = found
                return period
            found = found or period
        return found

    def _in_brackets(self, block: Block, period: Period) -> bool:
        before = self._document.view.lower[block.start : period.start]
        return before.rfind("(") > before.rfind(")")

    def _lead_in(self, block: Block) -> Block:
        """Of a paragraph only the last sentence leads into the list behind it."""
        if block.kind != "body":
            return block
        sentence = self._document.sentence_at(block.end - 1)
        return block._replace(start=sentence.start) if sentence is not None else block

    def periods(self, goal: bool, *, ahead: bool = False) -> list[tuple[float, Period]]:
        """Periods that the sentence may inherit, each with how much it is worth; ``ahead``: of months that
        have passed the year, since nobody sets goals for them."""
        found = [(LEAD, self._lead)] if self._lead is not None else []
        carried = self._period[goal]
        now = self._document.reference
        if carried is not None:
            same = carried[1] == self._block
            if not goal and same and found and now is not None and int(last_year(found[0][1])) > now.year:
                found = []  # a heading about next year says nothing of results
            stale = carried[0].kind in ("year", "last_year") and now is not None and last_year(carried[0]) != str(now.year)
            if goal:  # a term that ends this year is that of the goals looked back on
                stale = carried[0].kind == "term" and now is not None and int(last_year(carried[0])) <= now.year
            if same or not stale:
                # The paragraph's own time beats its heading's.
                other = same and bool(found) and last_year(found[0][1]) != last_year(carried[0])
                found.append((LEAD + NEARER if other else SAME_BLOCK if same else CARRIED, carried[0]))
        if self._day is not None and self._day[1] == self._block and not goal:
            found.append((DAY, self._day[0]))
        theme = self._themes[goal]
        if theme is not None:
            part = carried is not None and carried[1] != self._block and within(carried[0], theme)
            # A term told elsewhere is an aside to a headline of the year.
            aside = carried is not None and carried[1] != self._block and is_year_of(theme, carried[0])
            found.append((CARRIED + 0.1 if (aside if goal else part) else THEME, theme))
        if ahead and now is not None:
            month = f"{now.year:04d}-{now.month:02d}"
            found = [(score, whole_year(p) if elapsed(p, month) else p) for score, p in found]
        return found

    def placed(self, scene: Scene, period: Period | None, goal: bool, shape: str = "") -> Period | None:
        """``period`` of a goal or a result, once it is known which it is; ``shape`` is what it stands behind.

        A plan that the result before it is held against is of that result's time. A result of a day without a year is
        of the last such day.
        """
        if period is not None and period is self._lead and self._bracketed is not None and shape == "bracket.number":
            return self._bracketed
        if goal:
            held = self._period[False]
            against = period is None and self.previous == "achieved" and held is not None and held[1] == self._block
            return held[0] if against and held is not None else self._to_come(scene, period)
        now = self._document.reference
        if period is None or period.iso is None or now is None or not period.inferred:
            return period
        if is_open_year(period):
            spoken, before = self._spoken_of(scene, period, goal=False), shift_year(period, -1)
            return before if spoken is not None and last_year(spoken) == last_year(before) else period
        if period.kind != "date":
            return period
        ahead = (dt.date.fromisoformat(period.iso) - now).days > AHEAD
        return shift_year(period, -1) if ahead else period

    def _to_come(self, scene: Scene, period: Period | None) -> Period | None:
        """A goal's quarter or day without a year that is over is of the year to come, if that was spoken of before it; so is
        the whole or the end of a year."""
        now = self._document.reference
        if period is None or not period.inferred or now is None:
            return period
        if not (is_open_year(period) or over(period, now.isoformat())):
            return period
        spoken = self._spoken_of(scene, period, goal=True)
        later = shift_year(period, 1)
        return later if spoken is not None and last_year(spoken) == last_year(later) else period

    def _spoken_of(self, scene: Scene, period: Period, *, goal: bool) -> Period | None:
        """What the sentence said last before ``period``, else what its block or the line above it speaks of."""
        said = [p for p in scene.periods if p.iso and not p.inferred and p.kind != "date" and p.end <= period.start]
        carried = self._period[goal]
        if said or carried is None or carried[1] != self._block:
            return said[-1] if said else self._lead
        return carried[0]

    def bounded(self, scene: Scene, quantity: Quantity, outcome: Outcome) -> Quantity:
        """A bound before the first member of a list holds for all: "at least 85% at provincial, 80% at district level"."""
        first, winner = self._bound, outcome.winner
        shared = winner is not None and winner.side in ("inherited", "shared") and quantity.comparator == "eq"
        # "at least 30% of the time and 30% of the costs" is one bound for both
        shared = shared or (first is not None and quantity.comparator == "eq" and quantity.value == first.value)
        if shared and first is not None and first.unit == quantity.unit and not any(
            b.kind in ("semicolon", "contrast") for b in scene.between(first.end, quantity.start)
        ):  # fmt: skip
            return quantity._replace(comparator=first.comparator)
        forward = quantity.comparator in ("ge", "gt", "le", "lt") and quantity.start < quantity.core_start
        self._bound = quantity if forward else None
        return quantity

    def surroundings(self, scene: Scene, quantity: Quantity) -> Surroundings:
        """What the role scorer may know of the world outside the sentence."""
        previous = self.previous
        if self._held is not None and _parted(scene, self._held[1], quantity.start):
            previous = self._held[0]  # past the comparison with a plan results go on
        opened = self._opened if ITEM.match(scene.text, scene.sentence.start) else ""
        return Surroundings(self.role, opened, previous, self.paragraph, self._document.reference)

    def heard(self) -> Heard:
        """What the contest may know of what was said before."""
        return Heard(self.candidate, self.carried, self.above, self.topic, self._numbers)

    def leave(self, scene: Scene, quantity: Quantity, outcome: Outcome, role: Role, period: Period | None) -> None:
        """Remembers what this quantity was."""
        if outcome.winner is not None:
            if role.code != "none":
                self._numbers[outcome.winner.code] = quantity
            self.candidate = outcome.winner
            self.topic = outcome.winner
        if role.code != "none":
            self._hold(scene, quantity, role)
            self.previous = self.paragraph = role.code
            self._carry(period, role.code == "goal")

    def _hold(self, scene: Scene, quantity: Quantity, role: Role) -> None:
        """Remembers that a result is held against a goal in its own clause: "grew by 7.5%, above the target of 7.2%"."""
        last, self._last = self._last, quantity
        held = role.code == "goal" and self.previous == "achieved"
        held = held and last is not None and not _parted(scene, last.end, quantity.start)
        self._held = ("achieved", quantity.end) if held else None

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
        self._carry(period, False)

    def _carry(self, period: Period | None, goal: bool) -> None:
        if period is not None and period.kind == "date" and period.iso and not goal:
            self._day = (period, self._block)
        if period is None or period is self._lead or period.kind in NOT_CARRIED or period.iso is None:
            return
        carried = self._period[goal]
        if goal and goal in self._carried_here:
            return  # the first period of a sentence is its theme, later ones are asides
        if carried is not None and carried[1] == self._block and last_year(period) < last_year(carried[0]):
            return  # an aside about an earlier time
        if not goal and goal in self._carried_here and carried is not None and within(period, carried[0]):
            return  # "nine months …, of which the third quarter …": the part is an aside
        self._period[goal] = (period, self._block)
        self._carried_here.add(goal)


def _parted(scene: Scene, start: int, end: int) -> bool:
    return any(barrier.kind == "semicolon" for barrier in scene.between(start, end))


def _label(scene: Scene) -> Candidate | None:
    """The indicator of a sentence that names one and says nothing else: "GRDP growth. Plan: 8%. Result: 8.3%."."""
    if scene.quantities or "indicator" not in scene.hits:
        return None
    hits = [h for h in scene.of("indicator") if h.term.code != OTHER]
    codes = {h.term.code for h in hits}
    if len(codes) != 1 or scene.words.count(scene.sentence.start, scene.sentence.end) > LABEL:
        return None
    return Candidate(hits[0].term.code, hits[0], "carried", 0.0, ())


def _heading_role(hits: Sequence[Hit]) -> str:
    codes = {h.term.code for h in hits if h.term.kind == "zone"}
    if "result_heading" in codes:
        return "achieved"
    if "goal_heading" in codes or any(h.term.kind == "role" and h.term.code == "goal" for h in hits):
        return "goal"
    return ""
