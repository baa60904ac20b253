"""What the other numbers and words of a sentence, paragraph or list say about a number's role.

A list is all results or all goals far more often than not: its cues, comparisons with last year, and how precisely its
numbers are printed (results to the hundredth, goals round) speak for each of its members.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from govextract.link.scene import Scene

CODES = ("goal", "achieved", "forecast")
MOST_KNOWN = 4096  # values whose precision is kept: articles repeat many
COMPARED = ("same_period_last_year", "last_year")


def add_company(scenes: Sequence[Scene]) -> None:
    """Gives each scene the features of its sentence and of its company: the list's items, or the paragraph."""
    groups: dict[tuple[str, int], list[Scene]] = defaultdict(list)
    for scene in scenes:
        if scene.quantities:
            groups[_group(scene)].append(scene)
    for members in groups.values():
        precision = [[_precision(q.value) for q in scene.quantities] for scene in members]
        for scene, own_precision in zip(members, precision, strict=True):
            scene.company = _features("sentence", [scene], own_precision)
        if len(members) > 1:
            of_group = _features("company", members, [each for own in precision for each in own])
            for scene in members:
                scene.company += of_group


def _group(scene: Scene) -> tuple[str, int]:
    if scene.block_kind == "item" and scene.governor >= 0:
        return "list", scene.governor
    return "block", scene.sentence.block


def _features(prefix: str, scenes: Sequence[Scene], precision: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """What ``scenes`` say together; ``precision`` is that of each of their numbers."""
    cues = {hit.term.code for scene in scenes for hit in scene.of("role")}
    features = [(f"{prefix}.{code}", 1.0) for code in CODES if code in cues]
    if any(p.role == "compare" or p.kind in COMPARED for scene in scenes for p in scene.periods):
        features.append((f"{prefix}.compared", 1.0))
    numbers = [q for scene in scenes for q in scene.quantities]
    if len(numbers) > 1:
        features.append((f"{prefix}.precise", sum(precision) / len(numbers)))
        bounds = [q.comparator for q in numbers if q.comparator in ("ge", "le")]
        features.append((f"{prefix}.bounded", len(bounds) / len(numbers)))
    return tuple(features)


@lru_cache(MOST_KNOWN)
def _precision(value: Decimal) -> float:
    """0 for a round number, 1 for one that only a measurement gives."""
    digits = len(value.normalize().as_tuple().digits)
    return min(1.0, max(0, digits - 1) / 3)
