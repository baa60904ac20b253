"""What the plain words around a number say about its role and its indicator.

Cues and indicators are phrases that somebody thought of. The other words of the sentence ("festival", "fined", "mobilise") lean one
way or the other too, each a little; how much is learned from annotated articles (``training/learn_wording.py``) and kept as data
(``rules/<language>/wording.yaml``). A word counts once on each side of the number, and once more right beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

from govextract.lexing.mentions import Quantity
from govextract.link.scene import Scene

REACH = 30  # words of the sentence that are heard on either side
TITLES = ("headline", "heading")
"""What stands in these may be printed in capitals, where names cannot be told from words: they are not heard."""
CLOSE = 3  # words right beside the number
Leaning = tuple[float, float, float]
"""What a word says for each role: achieved, goal, none."""


class Placed(NamedTuple):
    """A word, and where it stands: before, behind, just_before, just_behind the number."""

    where: str
    word: str


class Wording:
    """What the words of one language say: for roles (weights for goal and none, against achieved), and for indicators."""

    def __init__(
        self,
        roles: Mapping[tuple[str, str], tuple[float, float]],
        indicators: Mapping[str, Mapping[tuple[str, str], float]],
    ) -> None:
        self._roles: dict[tuple[str, str], Leaning] = {place: (0.0, goal, none) for place, (goal, none) in roles.items()}
        self._indicators = {code: dict(words) for code, words in indicators.items()}

    def role(self, scene: Scene, quantity: Quantity) -> list[tuple[Placed, Leaning]]:
        """The words around ``quantity`` that say something about its role, with what they say."""
        weights = self._roles
        return [(place, weights[place]) for place in said(scene, quantity) if place in weights] if weights else []

    def indicator(self, code: str, scene: Scene, quantity: Quantity) -> float:
        """What the words around ``quantity`` say for its being a number of the indicator ``code``, or against."""
        weights = self._indicators.get(code)
        if not weights:
            return 0.0
        return sum([weights[place] for place in said(scene, quantity) if place in weights])


def said(scene: Scene, quantity: Quantity) -> list[Placed]:
    """The words around ``quantity``, each with where it stands, without repetition; numbers are "#", names are left out."""
    at = quantity.start, quantity.end
    known = scene.said.get(at)
    if known is None:
        known = scene.said[at] = _said(scene, quantity)
    return known


def _said(scene: Scene, quantity: Quantity) -> list[Placed]:
    if scene.block_kind in TITLES:
        return []
    if scene.spoken is None:
        scene.spoken = scene.words.plain(scene.sentence.start, scene.sentence.end)
    starts, words = scene.spoken
    first, last = bisect_left(starts, quantity.start), bisect_left(starts, quantity.end)
    before, behind = words[max(0, first - REACH) : first], words[last : last + REACH]
    heard = [Placed("before", word) for word in dict.fromkeys(before) if word]
    heard += [Placed("behind", word) for word in dict.fromkeys(behind) if word]
    heard += [Placed("just_before", word) for word in dict.fromkeys(before[-CLOSE:]) if word]
    heard += [Placed("just_behind", word) for word in dict.fromkeys(behind[:CLOSE]) if word]
    return heard
