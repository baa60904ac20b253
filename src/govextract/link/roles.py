"""Roles: is a quantity a goal, a result, a forecast, or a difference; by scoped cues (the ConText idea).

A cue governs the quantities behind it until a contrast or a nearer cue; backward cues ("the 7% target") win over
forward ones; without a cue the heading or lead-in decides, else the default.
"""

from __future__ import annotations

from dataclasses import dataclass

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import Scene, count_words


@dataclass(frozen=True, slots=True)
class Role:
    """``code``: goal, achieved, forecast, difference or "" (none stated); ``rule`` and the cue that decided."""

    code: str
    rule: str
    cue: Hit | None = None
    strength: int = 0  # 2 own clause, 1 elsewhere in the sentence, 0 heading or default


def decide_role(scene: Scene, quantity: Quantity, above: str) -> Role:
    """The role of ``quantity``; ``above`` is the role that its heading or lead-in gives."""
    cues = scene.of("role")
    backward = _backward(scene, quantity, cues)
    if backward is not None:
        return Role(backward.term.code, backward.term.rule, backward, 2)
    forward = _forward(scene, quantity, cues)
    behind = _behind(scene, quantity, cues)
    if forward is not None:
        cue, near = forward
        if cue.term.code == "achieved" and behind is not None and behind.term.code == "goal":
            return Role("goal", behind.term.rule, behind, 1)
        if cue.term.direction != "weak":
            return Role(cue.term.code, cue.term.rule, cue, 2 if near else 1)
    if behind is not None:
        return Role(behind.term.code, behind.term.rule, behind, 1)
    return Role(above, "role.heading" if above else "role.default", None, 0)


def _backward(scene: Scene, quantity: Quantity, cues: list[Hit]) -> Hit | None:
    """A cue directly behind the quantity that names it: "the 7% target"."""
    for cue in cues:
        if cue.term.direction == "backward" and quantity.end <= cue.start:
            if count_words(scene.text, quantity.end, cue.start) <= 1 and not scene.between(quantity.end, cue.start):
                return cue
    return None


def _forward(scene: Scene, quantity: Quantity, cues: list[Hit]) -> tuple[Hit, bool] | None:
    """The nearest cue before the quantity with no contrast in between, and whether it stands in the same clause."""
    for cue in reversed(cues):
        if cue.term.direction == "backward" or cue.start >= quantity.core_start:
            continue
        barriers = scene.between(cue.end, quantity.start)
        if any(b.kind == "contrast" for b in barriers):
            return None
        near = not any(b.kind in ("comma", "semicolon") for b in barriers)
        return cue, near
    return None


def _behind(scene: Scene, quantity: Quantity, cues: list[Hit]) -> Hit | None:
    """A cue behind the quantity in its own clause: "80% of files are to be submitted online"."""
    _, end = scene.clause(quantity)
    for cue in cues:
        if cue.term.direction in ("both",) and quantity.end <= cue.start < end:
            return cue
    return None
