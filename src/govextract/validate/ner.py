"""Scores recognisers on sentences with marked names: exact and overlap F1, per type.

The gold is ``NAME.expected.jsonl``: one object a line with ``id``, ``split`` (``test``, or ``tune`` for those that
rules may be fitted to), ``text`` and ``entities``, a list of [start, end, type] in code points.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govextract.errors import GovextractError

SUFFIX = ".expected.jsonl"
Name = tuple[int, int, str]
Tagger = Callable[[str], Sequence[Name]]


class NerGoldError(GovextractError):
    """A gold file that cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence and the names in it."""

    id: str
    split: str
    text: str
    entities: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class NerScore:
    """F1 figures from 0 to 1: ``exact`` wants span and type, ``overlap`` the type and a shared character."""

    sentences: int
    entities: int
    exact: float
    overlap: float
    precision: float
    recall: float
    by_type: dict[str, float]


def load_sentences(path: Path) -> list[GoldSentence]:
    """The sentences of a gold file. Raises NerGoldError for a malformed line or a span outside its text."""
    sentences = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            raw: dict[str, Any] = json.loads(line)
            names = tuple((int(a), int(b), str(kind)) for a, b, kind in raw["entities"])
            sentence = GoldSentence(str(raw["id"]), str(raw["split"]), str(raw["text"]), names)
        except (ValueError, KeyError, TypeError) as error:
            raise NerGoldError(f"{path}, line {number}: {type(error).__name__}: {error}") from error
        if any(not 0 <= a < b <= len(sentence.text) for a, b, _ in names):
            raise NerGoldError(f"{path}, line {number}: a span outside the text")
        sentences.append(sentence)
    return sentences


def gold_files(folder: Path) -> dict[str, Path]:
    """The gold files under ``folder`` by language."""
    return {path.name.removesuffix(SUFFIX): path for path in sorted(folder.rglob(f"*{SUFFIX}"))}


def tagger(
    language: str, ner: str, *, model: str | None = None, refine: bool = True, rules: Path | None = None
) -> Tagger:  # fmt: skip
    """A function from text to names, by the recogniser ``ner`` (with a spaCy ``model`` other than the set one)."""
    from govextract.pipeline import Extractor

    extractor = Extractor(rules, ner)
    if model is not None:
        extractor.use_model(language, model)

    def tag(text: str) -> list[Name]:
        return [(e.start, e.end, e.type) for e in extractor.entities(text, language, refine=refine)]

    return tag


def score_sentences(sentences: Iterable[GoldSentence], tag: Tagger) -> NerScore:
    """The figures of ``tag`` over all names of the sentences together."""
    read = list(sentences)
    counts: Counter[str] = Counter()
    for sentence in read:
        gold, found = set(sentence.entities), set(tag(sentence.text))
        for kind in {name[2] for name in gold | found}:
            mine, theirs = {n for n in found if n[2] == kind}, {n for n in gold if n[2] == kind}
            counts[f"{kind} hit"] += len(mine & theirs)
            counts[f"{kind} found"] += len(mine)
            counts[f"{kind} gold"] += len(theirs)
            counts["touch found"] += sum(_touches(name, theirs) for name in mine)
            counts["touch gold"] += sum(_touches(name, mine) for name in theirs)
    kinds = sorted({key.split()[0] for key in counts if not key.startswith("touch")})
    hit, found_all, gold_all = (sum(counts[f"{kind} {what}"] for kind in kinds) for what in ("hit", "found", "gold"))
    precision, recall = _ratio(hit, found_all), _ratio(hit, gold_all)
    touch = _f1(_ratio(counts["touch found"], found_all), _ratio(counts["touch gold"], gold_all))
    by_type = {}
    for kind in kinds:
        right = counts[f"{kind} hit"]
        by_type[kind] = _f1(_ratio(right, counts[f"{kind} found"]), _ratio(right, counts[f"{kind} gold"]))
    return NerScore(len(read), gold_all, _f1(precision, recall), touch, precision, recall, by_type)


def report(folder: Path, ner: str, rules: Path | None = None) -> list[str]:
    """Lines for people: per language of the gold under ``folder``, the figures of ``ner`` on its split ``test``."""
    lines = []
    for language, path in gold_files(folder).items() if ner != "off" else ():
        held = [sentence for sentence in load_sentences(path) if sentence.split == "test"]
        score = score_sentences(held, tagger(language, ner, rules=rules))
        kinds = ", ".join(f"{kind} {f1:.3f}" for kind, f1 in score.by_type.items())
        lines.append(f"names ({ner}) {language}: exact F1 {score.exact:.3f}, overlap F1 {score.overlap:.3f} ({kinds})")
    return lines


def differences(sentences: Iterable[GoldSentence], tag: Tagger) -> list[str]:
    """One line per sentence in which ``tag`` errs: what it missed and what it made up."""
    lines = []
    for sentence in sentences:
        gold, found = set(sentence.entities), set(tag(sentence.text))
        if gold != found:
            missed, extra = (_printed(sentence.text, names) for names in (gold - found, found - gold))
            lines.append(f"{sentence.id}: missed {missed}; made up {extra}")
    return lines


def _printed(text: str, names: Iterable[Name]) -> str:
    return ", ".join(f"{text[a:b]!r} {kind}" for a, b, kind in sorted(names)) or "nothing"


def _touches(name: Name, others: Iterable[Name]) -> bool:
    return any(name[0] < other[1] and other[0] < name[1] for other in others)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
