"""Surface forms of names: folding for comparison, and expansion of the patterns that the data files hold.

A pattern is a name as it is printed, with two marks: ``(a|b)`` are alternatives, and ``·`` is a joint between
syllables, which writers close up, space or hyphenate (``Кон·тум``: Контум, Кон Тум, Кон-тум). An apostrophe
behind a joint is printed only when the syllables are closed up.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping

JOINT = "·"
SHARED = "*"
"""The ``language`` of forms that every language uses, such as names in Latin script."""

_FOLDS = {
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("’ʼ‘`´′ʹ", "'"),
    **dict.fromkeys("ÐðƉɖ", "đ"),  # look-alikes of the Vietnamese letter, common in scraped text
}
_SPACE = re.compile(r"[^\S ]")
_SPACES = frozenset(_SPACE.findall("".join(map(chr, range(0x3001))))) - {"\n"}
_GROUP = re.compile(r"\(([^()]*)\)")


def fold_name(text: str) -> str:
    """Text made comparable: NFC, lower case, one apostrophe, one dash, plain spaces; letters keep their marks.

    NFC text keeps its length, so offsets in the result are offsets in the text.
    """
    composed = unicodedata.normalize("NFC", text)
    characters = set(composed)
    if not composed.isascii():
        for character in _FOLDS.keys() & characters:
            composed = composed.replace(character, _FOLDS[character])
    folded = composed.lower()
    if len(folded) != len(composed):  # a few letters grow when lowered
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in composed)
    folded = folded.replace("\n", " ")  # by far the most common; all others are rare
    return folded if _SPACES.isdisjoint(characters) else _SPACE.sub(" ", folded)


def strip_marks(text: str) -> str:
    """Latin letters without their marks, as typed on a plain keyboard: ``Đắk Lắk`` to ``Dak Lak``."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def expand(pattern: str) -> Iterator[str]:
    """All printed forms of a pattern, in a fixed order, case kept: the capitals are those a name must show.

    A spaced form has a capital in every syllable.
    """
    parts = _GROUP.split(unicodedata.normalize("NFC", pattern))
    choices = [part.split("|") if index % 2 else [part] for index, part in enumerate(parts)]
    for chosen in itertools.product(*choices):
        form = "".join(chosen)
        if JOINT not in form:
            yield form
            continue
        syllables = form.split(JOINT)
        tails = [syllable.removeprefix("'") for syllable in syllables[1:]]
        closed = "".join([syllables[0], *(tail[:1].lower() + tail[1:] for tail in tails)])
        yield from dict.fromkeys((syllables[0] + "".join(s.lower() for s in syllables[1:]), closed))
        yield " ".join([syllables[0], *(tail[:1].upper() + tail[1:] for tail in tails)])
        yield "-".join([syllables[0], *(tail[:1].lower() + tail[1:] for tail in tails)])


def inflect(form: str, endings: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The case forms of a name: its longest known ending is replaced by each form of that ending."""
    ending = max((known for known in endings if form.endswith(known)), key=len, default=None)
    if ending is None:
        yield form
        return
    stem = form[: len(form) - len(ending)]
    yield from (stem + case for case in endings[ending])
