"""Recognises entities with a spaCy pipeline: one of those shipped in ``data/models``, or any that a pack names.

The model is loaded at the first use only. The shipped ones are read without spaCy (see ``lean``), which takes less
time than importing it; any other is spaCy's to load. Without the model the recogniser finds nothing and says so in its
warnings, so that the gazetteer can go on alone.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from govextract.recognise.base import NamedEntity
from govextract.recognise.models import folder_hash, model_version, spacy_model
from govextract.records import EntityType

if TYPE_CHECKING:
    from pathlib import Path

_Names = Sequence[Sequence[tuple[int, int, str]]]
"""For each text its names as (start, end, label)."""

DEFAULT_LABELS: Mapping[str, EntityType] = MappingProxyType(
    {
        "PERSON": "PERSON",
        "PER": "PERSON",
        "ORG": "ORG",
        "GPE": "PLACE",
        "LOC": "PLACE",
        "PLACE": "PLACE",
        "FAC": "PLACE",
    }
)
"""Labels of common models. Labels without an entry are dropped."""
UNUSED = ("tagger", "parser", "senter", "lemmatizer", "attribute_ruler", "morphologizer", "textcat")
DIGEST_LENGTH = 12


@dataclass(slots=True)
class SpacyRecogniser:
    """``model`` is a folder of ``data/``, any folder, or an installed package; ``labels`` maps its labels to ours."""

    model: str
    labels: Mapping[str, EntityType] = field(default_factory=lambda: DEFAULT_LABELS)
    _read: Callable[[Sequence[str]], _Names] | None = field(default=None, init=False, repr=False)
    _warnings: tuple[str, ...] = field(default=(), init=False, repr=False)
    _name: str = field(default="", init=False, repr=False)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Says that the model is missing or unusable, once :meth:`recognise` has tried it; else empty."""
        return self._warnings

    @property
    def name(self) -> str:
        """What rows say of who found them: ``spacy:NAME-VERSION@HASH``."""
        if not self._name:
            folder = spacy_model(self.model)
            known = (folder and model_version(folder)) or self.model
            self._name = f"spacy:{known}" + (f"@{folder_hash(folder)[:DIGEST_LENGTH]}" if folder else "")
        return self._name

    def recognise(self, text: str, spans: Sequence[tuple[int, int]]) -> list[NamedEntity]:
        """The entities of each span, read on its own; none when the model is missing (see :attr:`warnings`)."""
        read = self._load() if spans else None
        if read is None:
            return []
        wanted = sorted(spans)
        found: list[NamedEntity] = []
        for (offset, _), names in zip(wanted, read([text[start:end] for start, end in wanted]), strict=True):
            for first, behind, label in names:
                kind = self.labels.get(label)
                start, end = offset + first, offset + behind
                if kind is not None and (not found or found[-1].end <= start):
                    found.append(NamedEntity(kind, start, end, text[start:end], None, None, self.name))
        return found

    def _load(self) -> Callable[[Sequence[str]], _Names] | None:
        if self._read is not None or self._warnings:
            return self._read
        folder = spacy_model(self.model)
        try:
            with warnings.catch_warnings(record=True) as caught:  # such as a model made for another version
                self._read = _reader(folder, self.model)
            self._warnings = tuple(f"spaCy model {self.model!r}: {warning.message}" for warning in caught)
        except OSError:
            self._warnings = (
                f"the spaCy model {self.model!r} is not installed; entities come from the gazetteer alone "
                "(govextract models tells where models are looked for and how to get them)",
            )
        except (ImportError, ValueError, KeyError) as error:
            self._warnings = (f"the spaCy model {self.model!r} cannot be loaded: {error}",)
        return self._read


def _reader(folder: Path | None, model: str) -> Callable[[Sequence[str]], _Names]:
    """What reads texts with the model. Raises what loading raises."""
    if folder is not None:
        from govextract.recognise.lean import read_lean

        lean = read_lean(folder)
        if lean is not None:
            return lean.names
    import spacy

    pipeline = spacy.load(folder or model, exclude=list(UNUSED))

    def read(texts: Sequence[str]) -> _Names:
        return [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in pipeline.pipe(texts)]

    return read
