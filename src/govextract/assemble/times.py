"""What times hold for a number that states none: of the line above it, of the sentences before it, of the headline."""

from __future__ import annotations

import datetime as dt
from operator import itemgetter

from govextract.assemble.article_year import YEARS, is_one_of_year, is_recent, is_reviewed, is_same_day, is_to_come
from govextract.assemble.leads import Leads
from govextract.assemble.subject import themes
from govextract.dating import NEW_YEAR
from govextract.document import Document
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Period, Quantity
from govextract.lexing.resolving import PREVIOUS
from govextract.lexing.terms import WHOLE, term_of
from govextract.link.asides import level_dated
from govextract.link.scene import Scene
from govextract.link.spans import (
    DURATIONS,
    ELAPSING,
    elapsed,
    ends_with,
    is_next_winter,
    is_open_year,
    is_year_of,
    last_year,
    over,
    since,
    starts,
    whole_year,
    within,
)
from govextract.link.when import CARRIED, LEAD, SAME_BLOCK, UNTIL, is_of_year, shift_year
from govextract.link.yardstick import yardstick

AHEAD = 150  # days that a date may lie ahead and still be of the year of the article, which is often but guessed
NEARER = 0.1  # by how much a period of the same block beats that of the line above
THEME = 0.4  # worth of the headline's period for a number that nothing nearer dates
DAY = 0.6  # of the day for which the paragraph has told results
# Days, and comparisons with earlier times, say nothing about the next sentence.
NOT_CARRIED = ("date", "same_period_last_year", "last_year", WHOLE)
WHOLE_YEARS = ("year", "this_year", "last_year")
PARTS = ("quarter", "quarters", "half1", "half2", "month_range", "date_range", "first_months", "last_months")
STRETCHES = (*PARTS, "month")
PASSING = (*ELAPSING, "date", "month", "recent_months")  # times of results up to which a plan for the year is held against them
ALL_YEAR = "this_year.whole"  # the rule of "for the whole year"
YOUNG = 3  # months of a year in which its articles look back on the one before
OPENS = 2  # words that may stand before a time that opens its sentence


class Times:
    """Follows the times that an article tells, from sentence to sentence."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._block = -1
        self._day: tuple[Period, int] | None = None  # for which results were told last, and in which block
        self._period: dict[bool, tuple[Period, int] | None] = {True: None, False: None}
        self._around: tuple[Period, int] | None = None  # the year of which the block told but a month since
        self.leads = Leads(document)
        self._aside = False
        self._asked: Period | None = None  # about which an interviewer asked last
        self._beside: Period | None = None  # of the result told last in the sentence
        self._missed: Period | None = None  # of the goal that it was held against
        self._themes = themes(document)
        self._carried_here: set[bool] = set()  # for goals, for results: whether the sentence left a period

    def enter(self, block: int, *, aside: bool = False) -> None:
        """A new sentence, in ``block``; one ``aside`` says nothing of those behind it: "For comparison, in 2023 …"."""
        self._aside = aside
        if block != self._block and self._around is not None:
            self._period[False], self._around = self._around, None
        self._block = block
        self._carried_here.clear()
        self._beside = None

    def answer(self) -> None:
        """The lines above the block are known: a question about the past year holds until one is about another time."""
        if self.leads.asked is not None or self.leads.elsewhen:
            self._asked = self.leads.asked

    def exit(self, scene: Scene) -> None:
        """What a sentence leaves to the next."""
        self._look_back(scene)
        if self._carried_here:
            return
        now = self._document.reference
        usable = [p for p in scene.periods if p.iso and p.role != "compare" and p.kind in DURATIONS]
        # "By the end of 2023, …", if that is over
        usable = [p for p in usable if p.role != "by" or (p.kind == "year" and now is not None and over(p, now.isoformat()))]
        block = self._document.blocks[self._block]
        usable = [p for p in usable if level_dated(scene, p) is None]
        usable = [p for p in usable if not self.leads.in_brackets(block, p)] or usable  # "(47.7%, while in 2021 it was only 18.3%)"
        if not usable:
            day = next((p for p in scene.periods if p.kind == "date" and p.role == "as_of" and p.iso), None)
            if (
                day is not None
                and self._day is None
                and scene.words.count(scene.sentence.start, day.start) <= OPENS
                and not self._aside
            ):
                self._day = (day, self._block)  # "As of June 15 the province has activated …. 71.6% of the population …"
            return
        opener = min(usable, key=lambda p: (p.kind == "month", p.start))
        past = now is None or int(last_year(opener)) <= now.year
        if past:
            self.carry(self._of_result(scene, opener), goal=False)
        ending = opener.kind == "term" and now is not None and int(last_year(opener)) == now.year
        if now is not None and int(last_year(opener)) >= now.year and not ending and opener.role not in ("from", "by"):
            self.carry(opener, goal=True)

    def _look_back(self, scene: Scene) -> None:
        """A sentence that opens with the year before ("Last year, …") tells of it, and so do those behind it."""
        if self._aside:
            return
        first = scene.periods[0] if scene.periods else None
        if first is None or first.kind != "last_year" or first.role == "compare":
            return
        if scene.words.count(scene.sentence.start, first.start) <= OPENS:
            self._period[False] = (first, self._block)

    def periods(self, goal: bool, *, ahead: bool = False) -> list[tuple[float, Period]]:
        """Periods that the sentence may inherit, each with how much it is worth; ``ahead``: of months that
        have passed the year, since nobody sets goals for them."""
        lead = self.leads.period if goal or self.leads.period is None or not self.leads.period.rule.endswith(NEW_YEAR) else None
        found = [(LEAD, lead)] if lead is not None else []
        if not goal and self.leads.asked is not None:
            found = [(LEAD, self.leads.asked)]  # "What pleased you most in the past year?"
        elif not goal and self._asked is not None:
            found.append((CARRIED, self._asked))
        carried = self._period[goal]
        now = self._document.reference
        if carried is not None:
            same = carried[1] == self._block
            if not goal and same and found and now is not None and int(last_year(found[0][1])) > now.year:
                found = []  # a heading about next year says nothing of results
            stale = carried[0].kind in ("year", "last_year") and now is not None and not is_reviewed(carried[0], now)
            if goal:  # a term that ends this year is that of the goals looked back on
                ended = now is not None and int(last_year(carried[0])) <= now.year
                stale = ended and (carried[0].kind == "term" or (now is not None and int(last_year(carried[0])) < now.year))
                stale = stale or carried[0] is self._missed  # a goal that was held against a result
            if goal and not same and carried[0].role == "by" and self._themes[True] is not None and self._is_item(carried[1]):
                stale = True  # the deadline of the item before is that item's own
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
            if goal and now is not None and carried is not None and carried[1] != self._block and theme.kind in YEARS:
                # A headline about the goals of next year beats this year told of in passing.
                aside = aside or (int(last_year(theme)) == now.year + 1 == int(last_year(carried[0])) + 1)
            found.append((CARRIED + 0.1 if (aside if goal else part) else THEME, theme))
        if ahead and now is not None:
            month = f"{now.year:04d}-{now.month:02d}"
            found = [(score, whole_year(p) if elapsed(p, month) else p) for score, p in found]
        return found

    def placed(
        self, scene: Scene, quantity: Quantity, period: Period | None, *, goal: bool, previous: str, shape: str
    ) -> Period | None:
        """``period`` of a goal or a result, once it is known which it is.

        ``previous`` is the role of the number before it in the sentence, ``shape`` what it stands behind.
        """
        told = self._held_against(scene, quantity, period) if goal and previous == "achieved" else None
        if told is not None:
            return told
        placed = self._placed(scene, period, goal, previous, shape)
        parts = placed is None or placed.kind in ELAPSING or placed.kind == "month"
        if goal and parts and is_of_year(scene, quantity):  # "18.4 million in ten months, against an annual plan of 20 million"
            held = self._period[False]
            here = held if held is not None and held[1] == self._block else None
            base = here[0] if here is not None and is_reviewed(here[0], self._document.reference) else placed
            return whole_year(base) if base is not None else self._this_year(scene)
        return placed

    def _held_against(self, scene: Scene, quantity: Quantity, period: Period | None) -> Period | None:
        """The time of the result that a plan is told for, if the plan itself has none: "grew by 6.21% a year in 2021-2025 (the
        Resolution set 7%)", below a heading on the next term."""
        result = self._beside
        if result is None or not yardstick(scene, quantity):
            return None
        before = scene.quantities_between(scene.sentence.start, quantity.start)
        since = period is not None and period.inferred and period.kind == "this_year"  # "set at the beginning of the year"
        since = since and period is not None and period.rule != ALL_YEAR
        if period is not None and not since and before and before[-1].end <= period.start < scene.sentence.end:
            return None
        told = whole_year(result) if result.kind in PASSING else result
        if self._is_on_next_term():
            self._missed = told
        return told

    def of_index(self, scene: Scene, hit: Hit, placed: Period | None) -> Period | None:
        """The time of a result that ``hit`` names, ``placed`` for the rest: an index is told for the year before that of the
        article, and "the previous year" is the one before that."""
        now = self._document.reference
        if now is None or not any(hit.start <= index.start < hit.end for index in scene.of("index")):
            return placed
        stated = placed is not None and scene.sentence.start <= placed.start < scene.sentence.end
        if placed is not None and stated and placed.rule == PREVIOUS and placed.inferred:
            return placed._replace(iso=f"{now.year - 2:04d}")
        if placed is not None and placed.iso is not None and int(last_year(placed)) < now.year:
            return placed
        return Period(hit.start, hit.end, "year", "index", inferred=True, iso=f"{now.year - 1:04d}", year=now.year - 1)

    def _this_year(self, scene: Scene) -> Period | None:
        """The year of the article, for a plan for the year where nothing tells which."""
        now = self._document.reference
        plan = next((p for p in scene.periods if p.kind == "plan_year"), None)
        return plan._replace(kind="this_year", iso=f"{now.year:04d}") if plan is not None and now is not None else None

    def _placed(self, scene: Scene, period: Period | None, goal: bool, previous: str, shape: str) -> Period | None:
        if period is not None and period.kind == WHOLE:
            return self._of_term(period, goal)
        if period is not None and period is self.leads.period and self.leads.bracketed is not None and shape == "bracket.number":
            return self.leads.bracketed
        told = self._period[False]
        own = period is not None and scene.sentence.start <= period.start < scene.sentence.end
        beside = goal and not own and shape == "bracket.number" and previous == "achieved"
        if beside and told is not None and told[1] == self._block:
            return told[0]  # "grew by 6.68% (the plan was 8%)"
        if not goal and previous == "goal" and self._is_to_come(period):
            return None  # "is to reach 70% by 2030 (now 49.2%)": nothing has been reached in years to come
        return self._of_goal(scene, period, previous) if goal else self._of_result(scene, period)

    def _is_to_come(self, period: Period | None) -> bool:
        """Whether ``period`` begins in a year behind that of the article."""
        now = self._document.reference
        return period is not None and period.iso is not None and now is not None and int(period.iso[:4]) > now.year

    def _of_term(self, period: Period, goal: bool) -> Period | None:
        """ "In five years" of the term that ends for results, of the next for goals; else what is known without."""
        document = self._document
        iso = term_of(document.periods, document.reference, to_come=goal)
        if iso is not None:
            return period._replace(iso=iso)
        return max(self.periods(goal), key=itemgetter(0), default=(0.0, None))[1]

    def _of_goal(self, scene: Scene, period: Period | None, previous: str) -> Period | None:
        """A plan that the result before it is held against is of that result's time; a goal that nothing dates, in an article
        on the results of a year, is of that year."""
        held, day = self._period[False], self._day
        if previous == "achieved" and day is not None and day[1] == self._block and is_same_day(period, day[0]):
            return whole_year(day[0])  # "by December 25 it is 76.4%, although we had set ourselves 100%"
        if held is None:
            return self._to_come(scene, period)
        if previous == "achieved" and self._is_behind(period):
            assert self._beside is not None
            self._missed = whole_year(self._beside)
            return self._missed  # "612 million USD, short of the goal of 700 million", in an article on next year
        told_here = held[1] == self._block and is_reviewed(held[0], self._document.reference) and held[0].kind in WHOLE_YEARS
        if previous == "achieved" and told_here and period is not None and not self._is_here(period):
            return held[0]  # "FDI came to 682 million USD, or 136% of the plan of 500 million", in an article about next year
        if period is not None and not (period.inferred and is_open_year(period)):
            return self._to_come(scene, period)
        fits = period is None or last_year(held[0]) == last_year(shift_year(period, -1))
        if fits and previous == "achieved" and held[1] == self._block:
            return held[0]  # "Last year … only 812 million in the whole year, against a plan of 1.5 billion"
        if period is None and is_recent(held[0], self._document.reference):
            return whole_year(held[0])  # "The plan had been 4.5 million visitors"
        return self._to_come(scene, period)

    def _of_result(self, scene: Scene, period: Period | None) -> Period | None:
        """A result of a day without a year is of the last such day, one since a day of the months since then."""
        now = self._document.reference
        if period is None or period.iso is None or now is None:
            return period
        if period.role == "from" and period.kind in ("date", "month"):
            return period._replace(iso=since(period.iso, now), kind="month_range")
        if not period.inferred:
            return period
        if is_open_year(period):
            spoken, year_before = self._spoken_of(scene, period, goal=False), shift_year(period, -1)
            return year_before if spoken is not None and last_year(spoken) == last_year(year_before) else period
        if now.month <= YOUNG and period.kind in STRETCHES and self._is_of_year_before(scene, period, now):
            return shift_year(period, -1)
        if period.kind not in ("date", "month"):
            return period
        day = period.iso if period.kind == "date" else f"{period.iso}-01"
        ahead = (dt.date.fromisoformat(day) - now).days > AHEAD
        return shift_year(period, -1) if ahead else period

    def _is_here(self, period: Period) -> bool:
        """Whether the block of the sentence tells ``period`` itself."""
        block = self._document.blocks[self._block]
        return block.start <= period.start < block.end

    def _is_on_next_term(self) -> bool:
        """Whether the article's theme is a term that begins in its year or later."""
        theme, now = self._themes[True], self._document.reference
        return theme is not None and theme.kind == "term" and now is not None and int((theme.iso or "")[:4]) >= now.year

    def _is_item(self, block: int) -> bool:
        """Whether ``block`` and the one at hand are items."""
        return self._document.blocks[block].kind == self._document.blocks[self._block].kind == "item"

    def _is_behind(self, period: Period | None) -> bool:
        """Whether the result told last in the sentence is of an earlier year than ``period``, which the sentence does not tell."""
        if self._beside is None or (period is not None and self._is_here(period)):
            return False
        return period is None or last_year(self._beside) < last_year(period)

    def _to_come(self, scene: Scene, period: Period | None) -> Period | None:
        """A goal's quarter or day without a year that is over is of the year to come, if that was spoken of before it; so is
        the whole or the end of a year."""
        now = self._document.reference
        if period is None or not period.inferred or now is None:
            return period
        if not (is_open_year(period) or over(period, now.isoformat()) or is_one_of_year(scene, period, now)):
            return period
        later = shift_year(period, 1)
        if period.role == "by" and is_next_winter(period, now):
            return later  # "by January 31", said in December
        spoken = self._spoken_of(scene, period, goal=True)
        return later if spoken is not None and last_year(spoken) == last_year(later) else period

    def _is_of_year_before(self, scene: Scene, period: Period, now: dt.date) -> bool:
        """Whether a part of a year, told early in the next, is of the year that is over: one that has not begun, or is told beside
        such a one or of that year: "In 2025 …: the first quarter 8.74%, the fourth 11.62%"."""
        month, last = f"{now.year:04d}-{now.month:02d}", f"{now.year - 1:04d}"
        if last_year(period) != f"{now.year:04d}":
            return False
        told = [p for p in scene.periods if p.iso and p.inferred and p.kind in STRETCHES and not p.role]
        if any(starts(p) > month for p in (period, *told)):
            return True
        spoken = self._spoken_of(scene, period, goal=False)
        return spoken is not None and last_year(spoken) == last

    def _spoken_of(self, scene: Scene, period: Period, *, goal: bool) -> Period | None:
        """What the sentence said last before ``period``, else what its block or the line above it speaks of."""
        said = [p for p in scene.periods if p.iso and not p.inferred and p.kind != "date" and p.end <= period.start]
        carried = self._period[goal]
        if said or carried is None or carried[1] != self._block:
            return said[-1] if said else self.leads.period
        return carried[0]

    def tell(self, period: Period | None) -> None:
        """Remembers the time of a result, if one is told, for a goal that it is held against."""
        self._beside = period if period is not None and period.iso else self._beside

    def carry(self, period: Period | None, goal: bool) -> None:
        """Remembers the time of a goal or a result for those behind it."""
        if self._aside:
            return
        if period is not None and period.kind == "date" and period.iso and not goal:
            self._day = (period, self._block)
        if period is None or period is self.leads.period or period.kind in NOT_CARRIED or period.iso is None:
            return
        carried = self._period[goal]
        if carried is not None and not goal and period.role in UNTIL and ends_with(period, carried[0]):
            return  # "in the nine months …. Budget revenue by the end of September …": the nine months go on
        if goal and goal in self._carried_here:
            return  # the first period of a sentence is its theme, later ones are asides
        earlier = carried is not None and carried[1] == self._block and last_year(period) < last_year(carried[0])
        if earlier and not (goal and is_to_come(period, self._document.reference)):
            return  # an aside about an earlier time
        if not goal and goal in self._carried_here and carried is not None and within(period, carried[0]):
            return  # "nine months …, of which the third quarter …": the part is an aside
        if not goal and carried is not None and carried[1] == self._block and within(period, carried[0]):
            self._around = self._around or carried
        self._period[goal] = (period, self._block)
        self._carried_here.add(goal)
