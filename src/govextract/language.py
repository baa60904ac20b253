"""The second stage: which language an article is in.

Cheap evidence decides nearly always: the script, characters that only one language uses, the share of very common
words. langdetect judges the rest. All that is known about a language stands in ``rules/languages.yaml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from govextract.resources import resource_dir

UNDETERMINED = "und"
"""ISO 639-2 code for a language that is unknown or that no pack reads."""

# ISO 15924 codes and how Unicode begins the names of their letters.
_SCRIPTS = {
    "Latn": "LATIN", "Cyrl": "CYRILLIC", "Grek": "GREEK", "Arab": "ARABIC", "Hebr": "HEBREW", "Armn": "ARMENIAN",
    "Geor": "GEORGIAN", "Deva": "DEVANAGARI", "Beng": "BENGALI", "Thai": "THAI", "Laoo": "LAO", "Khmr": "KHMER",
    "Mymr": "MYANMAR", "Ethi": "ETHIOPIC", "Hang": "HANGUL", "Hani": "CJK", "Kana": "KATAKANA", "Hira": "HIRAGANA",
}  # fmt: skip
_READ = 50_000  # characters of the article that are looked at at all
_SAMPLE = 600  # characters that are counted
_JUDGED = 500  # letters that langdetect gets: more makes it slower, not better
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")

_CLEAR_MARKS = 0.04  # share of marks among letters; marked names in foreign prose stay below
_CLEAR_WORDS = 0.09  # share of common words among words
_LEANING_WORDS = 0.06
_RIVALRY = 3  # how many times the common words of the next language must be outnumbered
_FOREIGN_WEIGHT = 4  # a quoted sentence in a neighbouring language is bearable, a text is not
_LONG = 40  # words from which on a text without any common word is in another language
_SHORT = 12  # words below which evidence is thin
_SURE_ENOUGH = 0.7  # probability that makes langdetect's verdict ours
_CERTAIN = 0.9  # probability of another language against which a few common words do not count


class Language(BaseModel):
    """One language of ``languages.yaml``; the file's head explains the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    script: str
    marks: str = ""
    foreign: str = ""
    words: frozenset[str] = frozenset()
    langdetect: str | None = None
    footers: tuple[str, ...] = ()


class LanguagesError(ValueError):
    """A languages file that cannot be used; the message names file and key."""


@dataclass(frozen=True, slots=True)
class Detection:
    """A language code, or "und" for an unknown or unsupported language, and how sure that is (0 to 1)."""

    language: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Clues:
    """The marks, foreign letters and common words of a language, as sets."""

    marks: frozenset[str]
    foreign: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """For one language: the shares of its marks among letters and of its common words among words, both 0 to 1."""

    code: str
    marks: float
    words: float


def load_languages(*files: Path) -> dict[str, Language]:
    """The languages of ``files``; a later file adds languages or replaces those of the same code.

    Raises LanguagesError for a wrong entry and YamlError (a ValueError) for a file that is no YAML.
    """
    from govextract.rulepack.yamlio import load_yaml

    languages: dict[str, Language] = {}
    for file in files:
        found = load_yaml(file)
        if not isinstance(found, dict):
            raise LanguagesError(f"{file}: expected a mapping from language codes to their descriptions")
        for code, entry in found.items():
            languages[str(code)] = _language(file, str(code), entry)
    return languages


def _language(file: Path, code: str, entry: Any) -> Language:
    try:
        language = Language.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join([code, *map(str, first["loc"])])
        raise LanguagesError(f"{file}: {place}: {first['msg']}") from error
    if language.script not in _SCRIPTS:
        raise LanguagesError(f"{file}: {code}.script: {language.script!r} is not one of {', '.join(_SCRIPTS)}")
    return language


def detect(text: str) -> Detection:
    """The language of ``text`` among those of the built-in ``languages.yaml``; the same text, the same answer."""
    return _built_in().detect(text)


@cache
def _built_in() -> Detector:
    return Detector(load_languages(resource_dir("rules") / "languages.yaml"))


class Detector:
    """Tells the given languages apart and from all others."""

    def __init__(self, languages: Mapping[str, Language]) -> None:
        self._languages = dict(languages)
        self._clues = {code: _Clues(frozenset(one.marks), frozenset(one.foreign), one.words) for code, one in languages.items()}
        self._footers = tuple(start for language in languages.values() for start in language.footers)

    def detect(self, text: str) -> Detection:
        """The language of ``text``: "und" with confidence 0 if it has no letters, else "und" if it is none of ours."""
        sample = self._sample(text)
        script, letters = _main_script(Counter(sample))
        if not script:
            return Detection(UNDETERMINED, 0.0)
        codes = [code for code, language in self._languages.items() if _SCRIPTS[language.script] == script]
        if not codes:
            return Detection(UNDETERMINED, 1.0)
        words = Counter(sample.split())  # very common words rarely touch punctuation, and splitting is cheap
        evidence = self._evidence(codes, letters, words)
        total = sum(words.values())
        return _clear(evidence, total) or self._judged(sample, evidence, total)

    def _sample(self, text: str) -> str:
        """Lower-case prose: the longest lines first, which leaves menus, tags and footers for the shortest texts."""
        lines = [line for line in text[:_READ].split("\n") if not line.startswith(self._footers)]
        if not lines:
            lines = [text[:_READ]]
        lines.sort(key=len, reverse=True)
        chosen, length = [], 0
        for line in lines:
            chosen.append(line)
            length += len(line)
            if length >= _SAMPLE:
                break
        prose = "\n".join(chosen)[:_SAMPLE]
        if "://" in prose or "www." in prose:
            prose = _ADDRESS.sub(" ", prose)
        if not prose.isascii():  # invisible characters would glue themselves to the words
            prose = _INVISIBLE.sub("", prose)
        return unicodedata.normalize("NFC", prose).lower()

    def _evidence(self, codes: list[str], letters: dict[str, int], words: dict[str, int]) -> list[_Evidence]:
        """The evidence for each language, the best first; ties keep the order of the file."""
        total_letters, total_words = sum(letters.values()), max(1, sum(words.values()))
        found = []
        for code in codes:
            clues = self._clues[code]
            marks = sum(letters[ch] for ch in clues.marks & letters.keys())
            foreign = sum(letters[ch] for ch in clues.foreign & letters.keys())
            share = (marks - _FOREIGN_WEIGHT * foreign) / total_letters if clues.marks else 0.0
            common = sum(words[word] for word in clues.words & words.keys()) / total_words
            found.append(_Evidence(code, share, common))
        found.sort(key=lambda one: one.words + max(0.0, one.marks), reverse=True)
        return found

    def _judged(self, sample: str, evidence: list[_Evidence], words: int) -> Detection:
        """langdetect's verdict, unless it contradicts what the text plainly has or lacks."""
        from govextract.langprofiles import guess  # few articles need it

        name, probability = guess(sample[:_JUDGED])
        for one in evidence:
            if name is not None and self._languages[one.code].langdetect == name:
                if probability >= _SURE_ENOUGH and self._plausible(one, words):
                    return Detection(one.code, round(probability, 3))
                return Detection(UNDETERMINED, 0.5)
        if probability < _CERTAIN and (leaning := _by_words(evidence, _LEANING_WORDS)):
            return Detection(leaning, 0.6)
        return Detection(UNDETERMINED, round(probability, 3))

    def _plausible(self, one: _Evidence, words: int) -> bool:
        if one.marks < 0:
            return False
        language = self._languages[one.code]
        return words < _LONG or not (language.words or language.marks) or one.words + max(0.0, one.marks) > 0.01


def _clear(evidence: list[_Evidence], words: int) -> Detection | None:
    """The verdict of common words or marks, if they leave no doubt. Words go first: marks may come with the names."""
    code = _by_words(evidence, _CLEAR_WORDS)
    if code is None:
        best = max(evidence, key=lambda one: one.marks)
        if best.marks < _CLEAR_MARKS or any(one.words > best.words for one in evidence):
            return None
        code = best.code
    return Detection(code, 0.99 if words >= _SHORT else 0.8)


def _by_words(evidence: list[_Evidence], least: float) -> str | None:
    """The language with a share of at least ``least`` common words that clearly outnumber every other's, if any."""
    best, *others = sorted(evidence, key=lambda one: one.words, reverse=True)
    rival = max((one.words for one in others), default=0.0)
    return best.code if best.marks >= 0 and best.words >= max(least, _RIVALRY * rival) else None


def _main_script(characters: dict[str, int]) -> tuple[str, dict[str, int]]:
    """The script of most letters, as Unicode names it, and the count of each letter; "" when there are none."""
    scripts: dict[str, int] = {}
    letters: dict[str, int] = {}
    for character, count in characters.items():
        if script := _script(character):
            letters[character] = count
            scripts[script] = scripts.get(script, 0) + count
    return max(scripts, key=lambda script: scripts[script], default=""), letters


@lru_cache(maxsize=8192)
def _script(character: str) -> str:
    """The first word of a letter's Unicode name; "" for what is no letter."""
    return unicodedata.name(character, "").split(" ", 1)[0] if character.isalpha() else ""
