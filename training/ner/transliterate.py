"""Vietnamese names in Ukrainian: practical transcription syllable by syllable, joints, and case endings.

The rules reproduce 59 of the 63 province names of Unicode CLDR. News texts stray from them, so ``loosely`` strays, too.
"""

from __future__ import annotations

import random
import re
import unicodedata

ONSETS = [
    ("ngh", "нг"), ("ng", "нг"), ("nh", "нь"), ("ch", "т"), ("tr", "ч"), ("th", "тх"), ("kh", "кх"), ("ph", "ф"),
    ("gh", "г"), ("gi", "з"), ("qu", "ку"), ("đ", "д"), ("b", "б"), ("c", "к"), ("k", "к"), ("q", "к"), ("d", "з"),
    ("g", "г"), ("h", "х"), ("l", "л"), ("m", "м"), ("n", "н"), ("r", "р"), ("s", "ш"), ("t", "т"), ("v", "в"),
    ("x", "с"), ("p", "п"),
]  # fmt: skip
VOWELS = [
    ("uyê", "уйє"), ("iêu", "ьєу"), ("yêu", "єу"), ("ươi", "ионй"), ("ươu", "иоу"), ("uôi", "уой"), ("oai", "оай"),
    ("oay", "оай"), ("uây", "уей"), ("iê", "ьє"), ("yê", "є"), ("ươ", "ио"), ("uô", "уо"), ("ưa", "иа"), ("ua", "уа"),
    ("ia", "іа"), ("oa", "оа"), ("oă", "оа"), ("oe", "ое"), ("uê", "юе"), ("uy", "уі"), ("uơ", "уо"), ("uâ", "уа"),
    ("ai", "ай"), ("ay", "ай"), ("ây", "ей"), ("ao", "ао"), ("au", "ау"), ("âu", "ау"), ("eo", "ео"), ("êu", "еу"),
    ("iu", "іу"), ("oi", "ой"), ("ôi", "ой"), ("ơi", "ой"), ("ui", "уй"), ("ưi", "ий"), ("ưu", "иу"), ("ă", "а"),
    ("â", "а"), ("a", "а"), ("ê", "е"), ("e", "е"), ("i", "і"), ("y", "і"), ("ô", "о"), ("ơ", "о"), ("o", "о"),
    ("ư", "и"), ("u", "у"),
]  # fmt: skip
CODAS = {
    "ng": "нг", "nh": "нь", "ch": "ть", "c": "к", "m": "м", "n": "н", "p": "п", "t": "т", "k": "к", "l": "л", "r": "р",
    "g": "г",
}  # fmt: skip
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_ENDINGS = [
    ("нг", {"gen": "нгу", "dat": "нгу", "acc": "нг", "ins": "нгом", "loc": "нзі"}),
    ("нь", {"gen": "ня", "dat": "ню", "acc": "нь", "ins": "нем", "loc": "ні"}),
    ("ть", {"gen": "тя", "dat": "тю", "acc": "ть", "ins": "тем", "loc": "ті"}),
    ("й", {"gen": "ю", "dat": "ю", "acc": "й", "ins": "єм", "loc": "ї"}),
    ("а", {"gen": "и", "dat": "і", "acc": "у", "ins": "ою", "loc": "і"}),
]
_CONSONANT = {"gen": "у", "dat": "у", "acc": "", "ins": "ом", "loc": "і"}
_LOOSE = [
    ("кх", "х"),
    ("тх", "т"),
    ("ьє", "є"),
    ("ио", "іо"),
    ("и", "і"),
    ("нь", "н"),
    ("зя", "жа"),
    ("уй", "ю"),
    ("дж", "з"),
]


def _syllable(text: str) -> str:
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text.lower()).translate(_TONES))
    onset, rest = "", plain
    if plain.startswith("gi") and (len(plain) < 3 or plain[2] not in "aăâeêoôơuư"):
        onset, rest = "gi", plain[1:]
    else:
        onset = next((known for known, _ in ONSETS if plain.startswith(known)), "")
        rest = plain[len(onset) :]
    vowel, coda = next(((out, rest[len(known) :]) for known, out in VOWELS if rest.startswith(known)), ("", rest))
    head, tail = dict(ONSETS).get(onset, ""), CODAS.get(coda, coda)
    if onset in ("ch", "gi", "nh") and vowel[:1] in ("а", "у"):
        vowel = {"а": "я", "у": "ю" if onset != "nh" else "у"}[vowel[0]] + vowel[1:]
        head = head.rstrip("ь") if onset == "nh" else head
    if not onset and vowel.startswith("ьє"):
        vowel = vowel[1:]
    return head + ("ує" if vowel == "уйє" else vowel) + tail


def spaced(name: str) -> str:
    """The name with its syllables apart, as people's names are printed."""
    return " ".join("-".join(_capital(_syllable(part)) for part in word.split("-") if part) for word in name.split())


def closed(name: str) -> str:
    """The name closed up into one word, as places are printed."""
    first, *others = spaced(name).split()
    for word in others:
        joint = "'" if first[-1] in "бвгджзклмнпрстфхцчшщ" and word[0].lower() in "єїюя" else ""
        first += joint + word.lower()
    return first


def loosely(chance: random.Random, name: str) -> str:
    """A printed variant of a transcribed name: one rule broken."""
    known = [(old, new) for old, new in _LOOSE if old in name.lower()]
    if not known:
        return name
    old, new = known[chance.randrange(len(known))]
    return re.sub(old, new, name, count=1)


def decline(name: str, case: str) -> str:
    """The case form of a place name; names that end in other vowels than а keep one form."""
    if case == "nom":
        return name
    for ending, forms in _ENDINGS:
        if name.endswith(ending):
            return name[: -len(ending)] + forms[case]
    return name if name[-1] in "оуієиюяеьї" else name + _CONSONANT[case]


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
