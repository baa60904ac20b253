"""How the clause of a number names what it is a number of, so that it leans on no other clause."""

from __future__ import annotations

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.look import Look
from govextract.link.scene import Scene

BESIDE = 1
"""Words between a number and the phrase behind it that names it: "15,400 billion VND of budget revenue"."""
SUBJECT = 2
"""Unknown words before a number from which on its clause names what it is a number of."""


def subject_of(scene: Scene, quantity: Quantity, look: Look) -> str:
    """How the clause of a number names what it is a number of: behind it by a noun, before it by a phrase, a measure ("the
    localisation rate") or words that nothing explains, or not at all."""
    if look.follower == "noun" and quantity.unit == "percent":
        return "noun"
    start = scene.clause(quantity)[0]
    if any(start <= hit.start < quantity.core_start for hit in scene.of("indicator")):
        return "phrase"
    unknown = scene.subject_words(quantity)
    if unknown and any(start <= hit.start and hit.end <= quantity.start for hit in scene.of("measure")):
        return "measure"
    return "words" if unknown >= SUBJECT else ""


def past_item(scene: Scene, hit: Hit, quantity: Quantity, look: Look) -> str:
    """How a number past the item of ``hit`` names its own subject: "on time: 98%; the localisation rate reaches 67%"."""
    start = scene.item_start(quantity.start)
    return subject_of(scene, quantity, look) if start is not None and hit.end <= start else ""


def opens_statement(scene: Scene, quantity: Quantity, look: Look) -> bool:
    """Whether a number may open a statement of its own: "81% of the schools …", "81% of the population has insurance",
    "15,400 billion VND of budget revenue"."""
    rate = quantity.unit == "percent"
    if rate and look.follower == "noun":
        return True
    end = scene.clause(quantity)[1]
    if rate and look.follower == "base":
        return bool(scene.indicators_between(quantity.end, end))
    behind = next((hit for hit in scene.of("indicator") if hit.start >= quantity.end), None)
    return behind is not None and behind.start < end and scene.words.count(quantity.end, behind.start) <= BESIDE
