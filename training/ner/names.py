"""Name grammars: Vietnamese people and communes, Ukrainian people, and how each language prints them.

Only lists written for this project and the province names of ``data/places.csv`` (Unicode CLDR, see data/README.md).
Syllables are composed from onsets and rimes, so that the names of the corpora are mostly names of nobody and nowhere.
"""

from __future__ import annotations

import random
from pathlib import Path

from govextract.rulepack.yamlio import load_yaml

_PARTS = {name: text.split() for name, text in load_yaml(Path(__file__).with_name("names.yaml")).items()}


def pick(chance: random.Random, items: list[str]) -> str:
    """One of ``items``."""
    return items[chance.randrange(len(items))]


def syllable(chance: random.Random) -> str:
    """An invented syllable with a capital; now and then one without an onset."""
    onset = "" if chance.random() < 0.06 else pick(chance, _PARTS["onsets"])
    rime = pick(chance, _PARTS["rimes"])
    if onset == "c" and rime[0] in "eêiyéẹẻếệềíìỉ":
        onset = "k"
    if onset == "qu" and rime[0] in "ouuưôơúùứừọóòồốờợộ":
        onset = "h"
    text = onset + rime
    return text[0].upper() + text[1:]


def person(chance: random.Random) -> str:
    """A full name of a Vietnamese citizen, of the majority or of a minority."""
    if chance.random() < 0.22:
        return _highlander(chance)
    kind = chance.random()
    middles = 0 if kind < 0.14 else 1 if kind < 0.8 else 2
    given = pick(chance, _PARTS["given"]) if chance.random() < 0.75 else syllable(chance)
    return " ".join([pick(chance, _PARTS["kinh"]), *(pick(chance, _PARTS["middle"]) for _ in range(middles)), given])


def _highlander(chance: random.Random) -> str:
    given = pick(chance, _PARTS["highland_given"]) if chance.random() < 0.5 else syllable(chance)
    middle = pick(chance, _PARTS["highland_middle"])
    if middle == "H'":
        return f"H'{given} {pick(chance, _PARTS['highland_family'])}"
    family = pick(chance, _PARTS["highland_family"]) if chance.random() < 0.7 else syllable(chance)
    return f"{family} {middle} {given}"


def pen_name(chance: random.Random) -> str:
    """How a byline names its author: two syllables, sometimes in capitals."""
    name = f"{pick(chance, _PARTS['middle'] + _PARTS['given'])} {pick(chance, _PARTS['given'])}"
    return name.upper() if chance.random() < 0.2 else name


def given(chance: random.Random) -> str:
    """A given name alone, as behind Mr. or chị."""
    return pick(chance, _PARTS["given"]) if chance.random() < 0.7 else syllable(chance)


def commune(chance: random.Random) -> str:
    """The name of an invented commune, hamlet, river or pass."""
    kind = chance.random()
    if kind < 0.3:
        head = pick(chance, _PARTS["plain_heads"])
        return f"{head} {pick(chance, _PARTS['plain_heads']) if chance.random() < 0.4 else syllable(chance)}"
    if kind < 0.5:
        return f"{pick(chance, _PARTS['hill_heads'])} {syllable(chance)}"
    if kind < 0.56:
        return syllable(chance)
    size = 3 if kind > 0.94 else 2
    return " ".join(syllable(chance) for _ in range(size))


def coined(chance: random.Random) -> str:
    """A word that sounds Ukrainian and means nothing: so that unknown words are not taken for names."""
    head = pick(chance, _PARTS["coined_heads"]) if chance.random() < 0.5 else ""
    return head + pick(chance, _PARTS["coined_roots"]) + pick(chance, _PARTS["coined_tails"])


def coined_verb(chance: random.Random) -> str:
    """A coined word that ends as a verb of the third person or the past."""
    return (
        pick(chance, _PARTS["coined_heads"])
        + pick(chance, _PARTS["coined_roots"])
        + pick(chance, ["ує", "ив", "ила", "ило", "ає", "ав", "ала", "ить", "или", "ають"])
    )


def ukrainian(chance: random.Random, case: str) -> str:
    """A Ukrainian citizen's first name and surname (the surname first now and then)."""
    woman = chance.random() < 0.45
    first = pick(chance, _PARTS["uk_first_f"] if woman else _PARTS["uk_first_m"])
    last = pick(chance, _PARTS["uk_roots"]) + pick(chance, _PARTS["uk_tails"])
    if woman and last.endswith("ський"):
        last = last.removesuffix("ий") + "а"
    if case != "nom":
        first = _first_name(first, case)
        last = _surname(last, case, woman)
    return f"{first} {last}" if chance.random() < 0.9 else f"{last} {first}"


def _first_name(name: str, case: str) -> str:
    if name.endswith("ія"):
        return name[:-1] + {"gen": "ї", "dat": "ї", "acc": "ю", "ins": "єю", "loc": "ї"}[case]
    if name.endswith("а"):
        return name[:-1] + {"gen": "и", "dat": "і", "acc": "у", "ins": "ою", "loc": "і"}[case]
    if name.endswith("о"):
        return name[:-1] + {"gen": "а", "dat": "ові", "acc": "а", "ins": "ом", "loc": "ові"}[case]
    if name.endswith("ій"):
        return name[:-1] + {"gen": "я", "dat": "ю", "acc": "я", "ins": "єм", "loc": "єві"}[case]
    stem = name.removesuffix("ь")
    return stem + {"gen": "а", "dat": "ові", "acc": "а", "ins": "ом", "loc": "ові"}[case]


def _surname(name: str, case: str, woman: bool) -> str:
    if name.endswith("ська"):
        return name[:-1] + {"gen": "ої", "dat": "ій", "acc": "у", "ins": "ою", "loc": "ій"}[case]
    if name.endswith("ський"):
        return name[:-2] + {"gen": "ого", "dat": "ому", "acc": "ого", "ins": "им", "loc": "ому"}[case]
    if woman:
        return name
    if name.endswith("ко"):
        return name[:-1] + {"gen": "а", "dat": "у", "acc": "а", "ins": "ом", "loc": "у"}[case]
    if name.endswith("ів"):
        return name[:-2] + {"gen": "ова", "dat": "ову", "acc": "ова", "ins": "овим", "loc": "ову"}[case]
    stem = name[:-2] + "ц" if name.endswith("ець") else name
    return stem + {"gen": "а", "dat": "у", "acc": "а", "ins": "ом", "loc": "у"}[case]
