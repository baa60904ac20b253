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
    phrases = [hit for hit in scene.of("indicator") if start <= hit.start < quantity.core_start]
    measures = [hit for hit in scene.of("measure") if start <= hit.start and hit.end <= quantity.start]
    if any(hit.start <= each.start < hit.end for hit in phrases for each in measures):
        return "rate"
    if phrases:
        return "phrase"
    if measures and scene.names_between(start, quantity.start, measures):
        return "measure"
    unknown = scene.subject_words(quantity)
    return "words" if unknown >= SUBJECT else ""


def past_item(scene: Scene, hit: Hit, quantity: Quantity, look: Look) -> str:
    """How a number past the item of ``hit`` names its own subject: "on time: 98%; the localisation rate reaches 67%"."""
    start = scene.item_start(quantity.start)
    return subject_of(scene, quantity, look) if start is not None and hit.end <= start else ""


def past_clause(scene: Scene, hit: Hit, quantity: Quantity, look: Look) -> str:
    """How a number past the clause of ``hit`` names its own subject: "poverty falls to 1.2%, the share of buses is 67%"."""
    return subject_of(scene, quantity, look) if is_past_clause(scene, hit, quantity) else ""


def is_past_clause(scene: Scene, hit: Hit, quantity: Quantity) -> bool:
    """Whether another number, and then another clause, stand between ``hit`` and the number."""
    start = scene.clause(quantity)[0]
    return hit.end <= start and bool(scene.quantities_between(hit.end, start))


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
