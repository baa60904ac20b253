"""What the cues of a sentence say about the role of a number: how near they stand, and on which side."""

from __future__ import annotations

from collections.abc import Sequence

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import Barrier, Scene

Features = list[tuple[str, float]]
BIDDING = frozenset({"goal.modal", "goal.future", "goal.strive", "goal.infinitive", "goal.act"})
SHARED = 2  # characters between a share and what it is of
PARTING = frozenset({"comma", "dash", "semicolon", "open", "close", "part"})


def cue_features(scene: Scene, quantity: Quantity, features: Features) -> Hit | None:
    cues = scene.of("role")
    if not cues:
        return None
    nearest: Hit | None = None
    seen: set[str] = set()
    for cue in reversed(cues):
        if cue.start >= quantity.core_start:
            continue
        code = cue.term.code
        if cue.term.direction == "backward":
            if _labels(scene, quantity, cue):
                features.append((f"label.{code}", 1.0))
                if _opens_bracket(scene, cue):
                    features.append((f"label.{code}.bracket", 1.0))
            continue
        if nearest is not None and code in seen:
            if code == nearest.term.code and _group(cue) != _group(nearest) and _backs(scene, cue, nearest):
                features.append((f"backed.{code}", 1.0))
            continue
        if code == "achieved" and _is_bidden(scene, cue):
            continue
        if _is_closed_off(scene, cue, quantity):
            continue
        barriers = scene.between(cue.end, quantity.start)
        contrast = bool(barriers) and any(b.kind == "contrast" for b in barriers)
        if nearest is None and not contrast:
            nearest = cue
            place = _distance(scene, quantity, cue, barriers)
            features.append((f"{place}.{code}", 1.0))
            features.append((f"{place}.{_group(cue)}", 1.0))
            if _inside(scene, cue, quantity):
                features.append((f"inside.{code}", 1.0))
        elif code not in seen:
            features.append((f"far.{code}{'.cut' if contrast else ''}", 1.0))
        seen.add(code)
    _, end = scene.clause(quantity)
    for cue in cues:
        if quantity.end <= cue.start < end:
            direction = cue.term.direction
            if direction != "forward" and scene.words.count(quantity.end, cue.start) <= 1:
                features.append((f"back.{cue.term.code}", 1.0))
            elif direction != "backward":
                features.append((f"behind.{cue.term.code}", 1.0))
        elif cue.start >= end and cue.term.direction == "backward" and scene.text[quantity.end : cue.start] == ", ":
            features.append((f"back.{cue.term.code}", 1.0))  # a participle behind its comma: "4.8 million, planned for the year"
    return nearest


def _is_closed_off(scene: Scene, cue: Hit, quantity: Quantity) -> bool:
    """Whether a cue is of another number: in brackets that have closed ("95.1% (target 95.25%), records 71%"), or what a share
    before it is of ("87.4% of the yearly target and 21.3% up")."""
    shared = next((b for b in scene.of("base") if b.start <= cue.start < b.end), None)
    if shared is not None and any(0 <= shared.start - q.end <= SHARED for q in scene.quantities):
        return any(b.kind in ("and", "comma") for b in scene.between(shared.end, quantity.start))
    brackets = [b for b in scene.barriers if b.kind in ("open", "close")]
    opened = [b for b in brackets if b.end <= cue.start]
    if not opened or opened[-1].kind != "open":
        return False
    return any(b.kind == "close" and cue.end <= b.start and b.end <= quantity.start for b in brackets)


def _inside(scene: Scene, cue: Hit, quantity: Quantity) -> bool:
    """Whether cue and quantity stand in one bracket: "to 99% (91.2% now)" may tell a result among goals."""
    edges = [b for b in scene.between(scene.sentence.start, quantity.start) if b.kind in ("open", "close")]
    return bool(edges) and edges[-1].kind == "open" and edges[-1].end <= cue.start


def _labels(scene: Scene, quantity: Quantity, cue: Hit) -> bool:
    """Whether a word that mostly names the number before it labels this one: "7.16% (plan 9.5%)", "Plan: 9.5%"."""
    if cue.end > quantity.start or scene.words.count(cue.end, quantity.start):
        return False
    before = scene.quantities_between(scene.sentence.start, cue.start)
    return not before or bool(scene.between(before[-1].end, cue.start))


def _is_bidden(scene: Scene, cue: Hit) -> bool:
    """Whether a verb that elsewhere tells a result follows a modal verb: "the payroll has to shed 620 posts"."""
    before = [other for other in scene.of("role") if other.end <= cue.start]
    if not before or _group(before[-1]) not in BIDDING or scene.words.count(before[-1].end, cue.start):
        return False
    return not scene.quantities_between(before[-1].end, cue.start) and not scene.between(before[-1].end, cue.start)


def _backs(scene: Scene, cue: Hit, nearest: Hit) -> bool:
    """Whether a cue says the same as the one behind it in one clause: "pledges that from now to December it will …"."""
    return not scene.between(cue.end, nearest.start) and not scene.quantities_between(cue.end, nearest.start)


def _opens_bracket(scene: Scene, cue: Hit) -> bool:
    """Whether a cue is the first word of a bracket: "21.28 million tourists (plan: 20 million)"."""
    last = scene.between(scene.sentence.start, cue.start)[-1:]
    return any(b.kind == "open" and not scene.words.count(b.end, cue.start) for b in last)


def _distance(scene: Scene, quantity: Quantity, cue: Hit, barriers: Sequence[Barrier]) -> str:
    """How far a cue before the quantity is: in its clause ("near"), in a clause before, or past a semicolon."""
    opening = cue.start <= scene.sentence.start + 2 and bool(barriers) and barriers[0].kind == "comma"
    rest = barriers[1:] if opening else barriers  # "Up to now, 100% …": the comma parts nothing
    if not any(b.kind in PARTING for b in rest) and not _crossed(scene, cue.end, quantity):
        return "near"
    return "past" if any(b.kind == "semicolon" for b in barriers) else "next"


def _crossed(scene: Scene, start: int, quantity: Quantity) -> bool:
    """Whether a number stands between, other than the earlier level of the change that ``quantity`` ends."""
    between = scene.quantities_between(start, quantity.start)
    return bool(between) and not (quantity.moved and len(between) == 1)


def _group(cue: Hit) -> str:
    """The name of a cue's group within its language ("goal.modal"), shared by languages."""
    return cue.term.rule.split(".", 2)[-1]
