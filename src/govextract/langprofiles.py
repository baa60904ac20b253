"""langdetect's profiles in a few megabytes: how often each run of one to three letters occurs in each language.

langdetect keeps a list of all its languages for every run of letters, some sixty megabytes, which come all at once with the
first article whose language is in doubt. Nearly all of these numbers are zero; here only the others are kept.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

MEMORY = 2048  # runs of letters at hand: an article has some hundreds, and each is asked for many times
_BITS = 21  # of a character


class Profiles:
    """What langdetect asks of its table: whether a run of letters is known, and its share in each language."""

    def __init__(self, folder: Path) -> None:
        self.languages: list[str] = []
        codes, shares, owners = array("Q"), array("d"), array("B")
        for number, path in enumerate(sorted(folder.iterdir())):  # sorted, so that sums are the same everywhere
            profile = json.loads(path.read_text("utf-8"))
            self.languages.append(profile["name"])
            for run, count in profile["freq"].items():
                if 1 <= len(run) <= len(profile["n_words"]):
                    codes.append(_code(run))
                    shares.append(count / profile["n_words"][len(run) - 1])
                    owners.append(number)
        order = np.argsort(np.array(codes), kind="stable")
        self._codes = array("Q", np.array(codes)[order].tobytes())
        self._shares = array("d", np.array(shares)[order].tobytes())
        self._owners = array("B", np.array(owners)[order].tobytes())

        self._known = lru_cache(MEMORY)(self._find)

    def __contains__(self, run: str) -> bool:
        return self._known(run) is not None

    def __getitem__(self, run: str) -> list[float]:
        """The share of ``run`` among the runs of its length, by language."""
        found = self._known(run)
        if found is None:
            raise KeyError(run)
        return found

    def _find(self, run: str) -> list[float] | None:
        code = _code(run)
        place = bisect_left(self._codes, code)
        if place == len(self._codes) or self._codes[place] != code:
            return None
        found = [0.0] * len(self.languages)
        while place < len(self._codes) and self._codes[place] == code:
            found[self._owners[place]] = self._shares[place]
            place += 1
        return found


def _code(run: str) -> int:
    code = 0
    for character in run:
        code = code << _BITS | ord(character) + 1
    return code


@cache
def _factory() -> Any:
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.seed = 0  # it draws random numbers otherwise
    factory.word_lang_prob_map = profiles = Profiles(Path(PROFILES_DIRECTORY))
    factory.langlist = profiles.languages
    return factory


def guess(sample: str) -> tuple[str | None, float]:
    """langdetect's best guess and its probability; (None, 0) when it finds nothing to go by."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    try:
        detector.append(sample)
        best = detector.get_probabilities()[0]
    except LangDetectException:
        return None, 0.0
    return str(best.lang), float(best.prob)
