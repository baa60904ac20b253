"""What the plain words around a number say about its role and its indicator.

Cues and indicators are phrases that somebody thought of. The other words of the sentence ("festival", "fined", "mobilise") lean one
way or the other too, each a little; how much is learned from annotated articles (``training/learn_wording.py``) and kept as data
(``rules/<language>/wording.yaml``). A word counts once on each side of the number, and once more right beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from govextract.lexing.mentions import Quantity
from govextract.link.scene import Scene
from govextract.rulepack.wording import PLACES

REACH = 30  # words of the sentence that are heard on either side
TITLES = ("headline", "heading")
"""What stands in these may be printed in capitals, where names cannot be told from words: they are not heard."""
CLOSE = 3  # words right beside the number
Leaning = tuple[float, float, float]
"""What a word says for each role: achieved, goal, none."""
Leaned = tuple[str, str, Leaning]
"""Where a word stands, the word, and what it says."""
Said = tuple[list[str], ...]
"""The words at each of PLACES around a number, without repetition; numbers are "#", names are left out."""
SILENCE: Said = ([], [], [], [])


class Wording:
    """What the words of one language say: for roles (weights for goal and none, against achieved), and for indicators."""

    def __init__(
        self,
        roles: Mapping[tuple[str, str], tuple[float, float]],
        indicators: Mapping[str, Mapping[tuple[str, str], float]],
    ) -> None:
        leanings: dict[str, dict[str, Leaning]] = {where: {} for where in PLACES}
        for (where, word), (goal, none) in roles.items():
            leanings[where][word] = (0.0, goal, none)
        # By place, as the words are told: tuples of both would have to be made for every word.
        self._roles = [leanings[where] for where in PLACES] if roles else []
        self._indicators: dict[str, list[dict[str, float]]] = {}
        for code, weights in indicators.items():
            self._indicators[code] = [{} for _ in PLACES]
            for (where, word), weight in weights.items():
                self._indicators[code][PLACES.index(where)][word] = weight

    def role(self, scene: Scene, quantity: Quantity) -> list[Leaned]:
        """The words around ``quantity`` that say something about its role, with what they say."""
        leaned: list[Leaned] = []
        if not self._roles:
            return leaned
        heard = said(scene, quantity)
        for at, weights in enumerate(self._roles):
            where = PLACES[at]
            for word in heard[at]:
                leaning = weights.get(word)
                if leaning is not None:
                    leaned.append((where, word, leaning))
        return leaned

    def indicator(self, code: str, scene: Scene, quantity: Quantity) -> float:
        """What the words around ``quantity`` say for its being a number of the indicator ``code``, or against."""
        tables = self._indicators.get(code)
        if tables is None:
            return 0.0
        heard = said(scene, quantity)
        total = 0.0
        for at, weights in enumerate(tables):
            for word in heard[at]:
                total += weights.get(word, 0.0)
        return total


def said(scene: Scene, quantity: Quantity) -> Said:
    """The words around ``quantity``, by where they stand."""
    at = quantity.start, quantity.end
    known = scene.said.get(at)
    if known is None:
        known = scene.said[at] = _said(scene, quantity)
    return known


def _said(scene: Scene, quantity: Quantity) -> Said:
    if scene.block_kind in TITLES:
        return SILENCE
    if scene.spoken is None:
        scene.spoken = scene.words.plain(scene.sentence.start, scene.sentence.end)
    starts, words = scene.spoken
    first, last = bisect_left(starts, quantity.start), bisect_left(starts, quantity.end)
    before, behind = words[max(0, first - REACH) : first], words[last : last + REACH]
    return _apart(before), _apart(behind), _apart(before[-CLOSE:]), _apart(behind[:CLOSE])


def _apart(words: list[str]) -> list[str]:
    """The words without repetition and names."""
    found = dict.fromkeys(words)
    found.pop("", None)
    return list(found)
