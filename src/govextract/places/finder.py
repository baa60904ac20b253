"""Finds place names in a text: longest match first, whole words, printed as names.

The article-wide lexicon does the same in its one pass; this one serves titles, tests and stand-alone use.
"""

from __future__ import annotations

from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from govextract.places.forms import fold_name
from govextract.places.gazetteer import PlaceMention, Places, Zone


def find_places(text: str, places: Places, language: str, zone: Zone = "body") -> list[PlaceMention]:
    """All mentions of places in NFC text, in order, offsets in code points; stop phrases are passed over."""
    automaton, forms = _automaton(places, language)
    names, towns = places.names(language), places.towns(language)
    folded = fold_name(text)
    mentions = []
    for index, start, end in automaton.find_matches_as_indexes(folded, overlapping=False):
        form = forms[index]
        code = names.get(form) or towns.get(form)
        if code is None or not _whole(folded, start, end) or not places.accepts(text, start, end, language):
            continue
        mentions.append(PlaceMention(code, start, zone, end, town=form not in names))
    return mentions


@lru_cache(maxsize=8)
def _automaton(places: Places, language: str) -> tuple[AhoCorasick, tuple[str, ...]]:
    forms = tuple(sorted({*places.names(language), *places.towns(language), *places.stops(language)}))
    return AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest), forms


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or (after.isalnum() and text[end - 1].isalnum()))
