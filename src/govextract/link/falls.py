"""Falls of a rate: whether a further number is one too, or where the fall has led."""

from __future__ import annotations

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.around import compared
from govextract.link.meaning import Meanings
from govextract.link.outcome import Heard
from govextract.link.scene import Scene
from govextract.link.yardstick import yardstick

REMAINS = 12
"""Characters between "now" and the level that stands then: "now stands at"."""


def still_falls(scene: Scene, hit: Hit, quantity: Quantity, heard: Heard, meanings: Meanings) -> bool:
    """Whether the phrase told of a fall of this size: "the poverty rate fell by 2.3%, over the target of 2%"."""
    previous = heard.previous
    if previous is None or previous.hit != hit or meanings.reduction(hit.term.code) != previous.code:
        return False
    last = heard.numbers.get(previous.code)
    if yardstick(scene, quantity):
        return True  # "came down by 5.98 points a year, exceeding the target of 4%"
    marks = [mark for mark in scene.of("present") if 0 <= quantity.start - mark.end <= REMAINS]
    if any(mark.term.code == "now" for mark in marks):
        return False  # "fell by 0.62% and now stands at 1.37%"
    if last is None or last.unit != quantity.unit:
        return False
    size = compared(quantity, last)
    led = any(mark.term.code == "arrives" and quantity.start - mark.end <= 1 for mark in marks)  # "fell by 2.5%, to 4.2%"
    here = last.start >= scene.sentence.start
    return not (here and led) and (size == "like" or (size != "unlike" and here))


def arrives(scene: Scene, quantity: Quantity, heard: Heard, meanings: Meanings) -> bool:
    """Whether the quantity is where a fall just told has led: "fell by 1.27 percentage points and now stands at 2.84%"."""
    if heard.previous is None or meanings.level_of(heard.previous.code) is None:
        return False
    last = heard.numbers.get(heard.previous.code)
    if last is None or last.unit != "percentage_point" or last.start < scene.sentence.start:
        return False
    marks = [mark for mark in scene.of("present") if mark.term.code in ("now", "arrives")]
    return any(last.end <= mark.start and 0 <= quantity.start - mark.end <= REMAINS for mark in marks)
