"""What the structure of lists, of lines or within a sentence, says about the role of their numbers."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence

from govextract.document import Document
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Period, Quantity
from govextract.link.meaning import OTHER
from govextract.link.outcome import Candidate
from govextract.link.scene import Barrier, Scene
from govextract.link.spans import last_year, over
from govextract.outline import ITEM

GROUP = 6  # words of the name of a group of goals
LISTED = 2  # semicolons that part at least three of them
FIRST_WORDS = 2  # that may stand before a time that opens a sentence
VERBAL = (".goal.future", ".goal.be_after", ".goal.infinitive")
"""How the rules of verbs end that a question may hold, whatever it asks about."""
COLUMNS = ("none", "achieved", "goal")
WHOLE_YEARS = ("year", "term", "this_year", "next_year")
NAMED = ("project", "programme")  # documents whose names may hold a number
NAMES = ('"', 'of "', "of", "")  # what stands between such a word and the number of its name
LABEL = 9  # words of a sentence that is but a label


def heading_role(hits: Sequence[Hit], *, asked: bool = False) -> str:
    """The role that a line with these phrases gives to what it leads into: "goal", "achieved" or none.

    A question, ``asked``, is about goals only if it names them: "Which numbers would you choose?" is not.
    """
    codes = {h.term.code for h in hits if h.term.kind == "zone"}
    if "result_heading" in codes:
        return "achieved"
    cues = [h for h in hits if h.term.kind == "role" and h.term.code == "goal"]
    if asked:
        cues = [h for h in cues if not h.term.rule.endswith(VERBAL)]
    return "goal" if cues or "goal_heading" in codes else ""


def column_role(scene: Scene, now: dt.date | None, lead: Period | None) -> str:
    """The role that the heading of its column gives to a number of a table: "goal", "achieved", "none" or "" if it tells none.

    The months that a heading names tell of results, once they are over: "Plan 2025 | 9 months of 2025"; years to come, of
    plans: "2027 | 8,120". So do the quarters of a table below a line on a year to come, the ``lead``.
    """
    codes = {hit.term.code for hit in scene.of("column") if _is_headed(scene, hit.start)}
    told = next((role for role in COLUMNS if role in codes), "")
    if told or not scene.laid:
        return told
    if now is not None and any(p.kind == "year" and p.iso and int(p.iso) > now.year for p in scene.periods):
        return "goal"
    times = [p for p in scene.periods if p.kind not in WHOLE_YEARS and _is_headed(scene, p.start)]
    if times and times[0].inferred and now is not None and lead is not None and lead.iso and int(last_year(lead)) > now.year:
        return "goal"
    if times and times[0].kind == "first_months":
        return "achieved"  # "9 months of 2025", told in late September
    return "achieved" if times and times[0].iso and now is not None and over(times[0], now.isoformat()) else ""


def _is_headed(scene: Scene, position: int) -> bool:
    return any(start <= position < end for start, end in scene.headings)


def bracket_role(scene: Scene, quantity: Quantity, key: str) -> str:
    """The role of a number in brackets that a word with it tells, "7.16% (plan 9.5%)", else the ``key`` to the list."""
    slot = bisect_left(scene.barrier_starts, quantity.start) - 1
    if slot < 0 or scene.barriers[slot].kind != "open":
        return ""
    opened = scene.barriers[slot]
    if not scene.quantities_between(scene.sentence.start, opened.start) or scene.quantities_between(opened.end, quantity.start):
        return ""
    for hit in scene.of("column"):
        alone = opened.end <= hit.start and not scene.words.count(opened.end, hit.start)
        if alone and hit.end <= quantity.start and not scene.words.count(hit.end, quantity.start):
            return hit.term.code
    if scene.words.count(opened.end, quantity.start):
        return ""
    planned = any(hit.term.code == "plan" and 0 <= opened.start - hit.end <= 1 for hit in scene.of("base"))
    return "goal" if planned else key  # "2.9% over the plan (45 trillion)"


def goes_on(document: Document, before: int, block: int) -> bool:
    """Whether ``block`` is the item behind ``before`` in one list; the question of an interview parts lists."""
    one, other = document.blocks[before], document.blocks[block]
    return one.kind == other.kind == "item" and one.governor == other.governor and not document.asks(one)


def first_colon(scene: Scene) -> Barrier | None:
    """The colon, or the dash that stands for one, behind which a sentence may list something."""
    return next((barrier for barrier in scene.barriers if barrier.kind == "colon"), None)


def opens(document: Document, scene: Scene, quantity: Quantity, above: str) -> str:
    """The role of the list that the sentence itself leads into before ``quantity``, if it says one.

    "19 targets: (1) GRDP …" numbers its items; "Social group: …; …; …" is one of the parts of a list whose role, ``above``,
    a line before it tells; "2045: …" begins with a year to come.
    """
    colon = first_colon(scene)
    if colon is None or colon.end > quantity.start:
        return ""
    now = document.reference
    ahead = _is_future(scene, colon, now) or _is_of_future(scene, quantity, now)
    if (above == "goal" and _is_group(scene, colon)) or (above != "achieved" and ahead):
        return "goal"
    numbered = ITEM.match(scene.text, colon.end) is not None
    return "goal" if numbered and heading_role(document.hits_in(scene.sentence.start, colon.start)) == "goal" else ""


def _is_group(scene: Scene, colon: Barrier) -> bool:
    """Whether a sentence names a group of what a line above leads into: "Social group: jobs for 23,000; beds …; …"."""
    start, end = scene.sentence.start, colon.start
    named = scene.words.count(start, end) <= GROUP and not scene.quantities_between(start, end)
    parted = sum(barrier.kind == "semicolon" for barrier in scene.barriers if barrier.start > end)
    return named and parted >= LISTED and scene.text[start : end + 1].endswith(":")


def _is_of_future(scene: Scene, quantity: Quantity, now: dt.date | None) -> bool:
    """Whether a year to come and a colon stand right before the number: "… as follows: 2026: 9,960; 2027: 10,990"."""
    before = [p for p in scene.periods if p.iso and p.kind == "year" and p.end <= quantity.start]
    if now is None or quantity.rule != "number" or not before or int(last_year(before[-1])) <= now.year:
        return False
    return scene.text[before[-1].end : quantity.start].strip() == ":"


def _is_future(scene: Scene, colon: Barrier, now: dt.date | None) -> bool:
    """Whether the sentence begins with a year to come and a colon: "2045: 40,000 enterprises"."""
    period = scene.periods[0] if scene.periods else None
    if now is None or period is None or period.iso is None or scene.text[colon.start] != ":":
        return False
    start = scene.sentence.start
    first = period.end <= colon.start and not scene.words.count(period.end, colon.start)
    first = first and scene.words.count(start, period.start) <= FIRST_WORDS
    return first and int(last_year(period)) > now.year and not scene.quantities_between(start, colon.start)


def label_of(scene: Scene) -> Candidate | None:
    """The indicator of a sentence that names one and says nothing else: "GRDP growth. Plan: 8%. Result: 8.3%."."""
    if scene.quantities or "indicator" not in scene.hits:
        return None
    hits = [h for h in scene.of("indicator") if h.term.code != OTHER]
    codes = {h.term.code for h in hits}
    if len(codes) != 1 or scene.words.count(scene.sentence.start, scene.sentence.end) > LABEL:
        return None
    return Candidate(hits[0].term.code, hits[0], "carried", 0.0, ())


def is_in_name(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number stands in the name of a project or programme: 'Project "1 million social housing apartments"'."""
    if quantity.unit not in ("", "count") or quantity.comparator != "eq":
        return False
    for hit in scene.of("doc_type"):
        if hit.term.code in NAMED and hit.end <= quantity.start and scene.words.count(hit.end, quantity.start) <= 1:
            between = scene.text[hit.end : quantity.start].strip(" ")
            return between in NAMES and not scene.quantities_between(hit.end, quantity.start)
    return False
