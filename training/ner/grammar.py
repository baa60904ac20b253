"""Expands the grammars of ``grammar/<language>.yaml`` into sentences with the spans of their entities.

A production is text with ``{symbol}`` or ``{symbol.case}`` in it. ``@`` hands the case on to a symbol's own production:
``{council@}`` inside ``org`` becomes ``{council.gen}`` when ``{org.gen}`` was asked for. A symbol under ``forms`` is a
declined phrase: its forms divided by ``|``, in the order of ``CASES``. A symbol under ``labels`` is an entity; the
outermost one counts. Everything else that a symbol can be is in ``_BUILT_IN``.
"""

from __future__ import annotations

import csv
import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import names
import transliterate

from govextract.rulepack.yamlio import load_yaml

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent / "data"
ROMANS = ["I", "II", "III", "IV", "X", "XI", "XIV", "XVI", "XVII", "XX"]
SYMBOL_TAILS = [
    "-NQ/TW", "-KL/TW", "/NQ-HĐND", "/NQ-HDND", "/QĐ-TTg", "/QD-TTg", "/KH-UBND", "/NQ-CP", "/2025/NĐ-CP", "-NQ/TU",
    "/CĐ-TTg", "/2025/QH15", "-CT/TW", "/QĐ-UBND", "-KH/BCĐTW",
]  # fmt: skip
_SLOT = re.compile(r"\{(\w+)(?:\.(\w+)|(@))?\}")
Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """A text and its entities: start, end, label."""

    text: str
    entities: tuple[Span, ...]


def strip_marks(text: str) -> str:
    """Latin letters without their marks."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


class Grammar:
    """One language's sentences; ``chance`` decides everything, so one seed gives one corpus."""

    def __init__(self, language: str, chance: random.Random) -> None:
        raw = load_yaml(HERE / "grammar" / f"{language}.yaml")
        self.language = language
        self.chance = chance
        self.labels: dict[str, str] = raw["labels"]
        self.script: str = raw["script"]
        noise = raw["noise"]
        self.menus: float = noise["menus"]  # share of the noise lines that are page furniture
        self.acronyms: float = noise["acronyms"]  # share of the jargon in noise lines
        self.joints: list[str] = noise["joints"]  # between the words of page furniture
        self.forms = {name: text.split("|") for name, text in raw.get("forms", {}).items()}
        self.symbols: dict[str, list[str]] = raw["symbols"]
        self.words = _words(language)
        with (DATA / "places.csv").open(encoding="utf-8", newline="") as file:
            self._provinces = [row for row in csv.DictReader(file) if row["country"] == "VN"]
        self._built_in: dict[str, Callable[[str], str]] = {
            "person_name": self._person, "pen_name": lambda case: self._print(names.pen_name(chance), apart=True),
            "given_name": lambda case: self._print(names.given(chance), apart=True), "ukrainian": self._ukrainian,
            "commune": self._commune, "province": self._province, "number": lambda case: self._number(),
            "small": lambda case: str(chance.randrange(1, 30)), "year": lambda case: str(chance.randrange(2018, 2032)),
            "symbol": lambda case: self._symbol(), "word": lambda case: self._word(),
            "verb": lambda case: names.coined_verb(chance), "native_first": self._native_first,
            "acronym": lambda case: self._acronym(), "roman": lambda case: names.pick(chance, ROMANS),
            "initial": lambda case: "ABCDĐHKLMNPQSTUÚVXY"[chance.randrange(19)],
        }  # fmt: skip

    def sentence(self) -> Sample:
        """One sentence: a statement, a short line, or noise."""
        kind = self.chance.random()
        symbol = "statement" if kind < 0.6 else "line" if kind < 0.72 else "plain" if kind < 0.86 else ""
        if not symbol:
            return self._menu() if self.chance.random() < self.menus else self._salad()
        sample = self._expand(symbol, "nom")
        if symbol != "plain" and self.chance.random() < 0.3:
            sample = self._stuffed(sample)
        return _opened(self._disturbed(sample))

    def text(self, sentences: int) -> Sample:
        """Several sentences, joined by spaces or line breaks."""
        parts: list[str] = []
        spans: list[Span] = []
        length = 0
        for number in range(sentences):
            sample = self.sentence()
            joint = "" if not number else "\n" if self.chance.random() < 0.3 else " "
            length += len(joint)
            spans += [(start + length, end + length, label) for start, end, label in sample.entities]
            parts.append(joint + sample.text)
            length += len(sample.text)
        return Sample("".join(parts), tuple(spans))

    def _expand(self, symbol: str, case: str) -> Sample:
        production = names.pick(self.chance, self.symbols[symbol]).replace("@", f".{case}")
        out, spans, at = "", [], 0
        for slot in _SLOT.finditer(production):
            out += production[at : slot.start()]
            at = slot.end()
            name, inner = slot.group(1), slot.group(2) or "nom"
            sample = self._fill(name, inner)
            if name in self.labels:
                spans.append((len(out), len(out) + len(sample.text), self.labels[name]))
            else:
                spans += [(start + len(out), end + len(out), label) for start, end, label in sample.entities]
            out += sample.text
        return Sample(out + production[at:], tuple(spans))

    def _fill(self, name: str, case: str) -> Sample:
        if name in self.forms:
            return Sample(self.forms[name][CASES.index(case)], ())
        if name in self.symbols:
            return self._expand(name, case)
        return Sample(self._built_in[name](case), ())

    def _print(self, name: str, *, apart: bool) -> str:
        """A Vietnamese name as the language prints it."""
        if self.script == "cyrillic":
            printed = transliterate.spaced(name) if apart else transliterate.closed(name)
            return transliterate.loosely(self.chance, printed) if self.chance.random() < 0.3 else printed
        plain = self.script == "plain" and self.chance.random() < 0.88
        return strip_marks(name) if plain else name

    def _person(self, case: str) -> str:
        name = names.person(self.chance)
        return self._print(name.upper() if self.chance.random() < 0.02 else name, apart=True)

    def _word(self) -> str:
        """An ordinary word; in the Cyrillic corpus every other one is coined."""
        if self.script == "cyrillic" and self.chance.random() < 0.5:
            return names.coined(self.chance)
        return names.pick(self.chance, self.words)

    def _native_first(self, case: str) -> str:
        return names.ukrainian(self.chance, case).split()[0]

    def _ukrainian(self, case: str) -> str:
        return names.ukrainian(self.chance, case)

    def _commune(self, case: str) -> str:
        name = names.commune(self.chance)
        if self.script != "cyrillic":
            return self._print(name, apart=True)
        kind = self.chance.random()
        printed = self._print(name, apart=kind < 0.35)
        if kind < 0.08:
            printed = printed.replace(" ", "-")
        return transliterate.decline(printed, case) if self.chance.random() < 0.6 else printed

    def _province(self, case: str) -> str:
        row = names.pick(self.chance, self._provinces)  # type: ignore[arg-type]
        name = row[f"name_{self.language}"] if f"name_{self.language}" in row else row["name_vi"]  # type: ignore[index]
        if self.script != "cyrillic":
            name = row["name_vi"] if self.script == "marks" or self.chance.random() < 0.1 else name  # type: ignore[index]
            return name.upper() if self.chance.random() < 0.02 else name
        name = name if self.chance.random() < 0.8 else self._print(row["name_vi"].replace(" - ", " "), apart=False)  # type: ignore[index]
        if self.chance.random() < 0.1:
            name = self._print(row["name_vi"], apart=True)  # type: ignore[index]
        return transliterate.decline(name, case) if self.chance.random() < 0.8 else name

    def _number(self) -> str:
        chance = self.chance
        whole = chance.randrange(1, 999)
        mark, other = (".", ",") if self.script == "plain" else (",", ".")
        parts = f"{chance.randrange(1, 99)}{mark}{chance.randrange(1, 99)}"
        grouped = f"{whole}{other}{chance.randrange(100, 999)}"
        return names.pick(chance, [str(whole), parts, grouped, str(chance.randrange(2, 60))])

    def _symbol(self) -> str:
        number = self.chance.randrange(1, 3000)
        return f"{number}{names.pick(self.chance, SYMBOL_TAILS)}"

    def _acronym(self) -> str:
        """Capitals that name no one: of a programme, an index, a kind of document."""
        chance = self.chance
        letters = "ABCDĐEGHIKLMNOPQRSTUVX" if self.script != "cyrillic" or chance.random() < 0.5 else "АБВГДЕЗІКЛМНОПРСТУФЦ"
        tail = names.pick(
            chance, ["", "", "", "", "-" + str(chance.randrange(1, 40)), str(chance.randrange(1, 10)), "/" + letters[0]]
        )
        return "".join(names.pick(chance, letters) for _ in range(chance.randrange(2, 6))) + tail  # type: ignore[arg-type]

    def _menu(self) -> Sample:
        """A line of page furniture: capitalised words that are no names."""
        joint = names.pick(self.chance, self.joints)
        words = [self._word() for _ in range(self.chance.randrange(2, 7))]
        return Sample(joint.join(word[:1].upper() + word[1:] for word in words), ())

    def _salad(self) -> Sample:
        """Words in no order, with the capitals, quotes and brackets that texts have: none of it is a name."""
        chance = self.chance
        words = [self._word() for _ in range(chance.randrange(4, 22))]
        for index, word in enumerate(words):
            kind = chance.random()
            if kind < 0.07:
                words[index] = word + names.pick(chance, [",", ";", ":", " -", " –"])
            elif kind < 0.09:
                words[index] = f"({word})"
            elif kind < 0.13:
                left, right = names.pick(chance, ['""', "«»", "“”"])  # type: ignore[misc]
                words[index] = left + " ".join([word.capitalize(), self._word()]) + right
            elif kind < 0.17:
                words[index] = self._expand("jargon", "nom").text if chance.random() < 1 - self.acronyms else self._acronym()
            elif kind < 0.21:
                words[index] = self._number() + names.pick(chance, ["", "%", " %"])
        return _opened(Sample(" ".join(words) + names.pick(chance, [*"....;:?!…", ""]), ()))

    def _stuffed(self, sample: Sample) -> Sample:
        """Words of the salad between the words of a sentence, never inside a name."""
        out, spans, at = "", [], 0
        gaps = [i for i, char in enumerate(sample.text) if char == " " and not any(a <= i < b for a, b, _ in sample.entities)]
        chosen = [gap for gap in gaps if self.chance.random() < 0.1]
        shift: list[tuple[int, int]] = []
        for gap in chosen:
            more = " " + " ".join(self._word() for _ in range(self.chance.randrange(1, 4)))
            out += sample.text[at:gap] + more
            shift.append((gap, len(more)))
            at = gap
        out += sample.text[at:]
        for start, end, label in sample.entities:
            by = sum(size for gap, size in shift if gap < start)
            spans.append((start + by, end + by, label))
        return Sample(out, tuple(spans))

    def _disturbed(self, sample: Sample) -> Sample:
        """Now and then a line without its full stop, or one in capitals."""
        text, kind = sample.text, self.chance.random()
        if kind < 0.12 and text.endswith("."):
            return Sample(text[:-1], sample.entities)
        if kind < 0.14 and len(text.upper()) == len(text) and len(text) < 90:
            return Sample(text.upper(), sample.entities)
        return sample


def _opened(sample: Sample) -> Sample:
    """With a capital at the beginning."""
    first = sample.text[:1].upper()
    return Sample(first + sample.text[1:], sample.entities) if len(first) == 1 else sample


def _words(language: str) -> list[str]:
    """Ordinary words and phrases, one a line; where they come from stands in README.md."""
    return (HERE / "words" / f"{language}.txt").read_text("utf-8").split("\n")[:-1]
