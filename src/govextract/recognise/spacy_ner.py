"""Recognises entities with a spaCy pipeline: one of those shipped in ``data/models``, or any that a pack names.

spaCy is imported and the model loaded at the first use only. Without the model the recogniser finds nothing and
says so in its warnings, so that the gazetteer can go on alone.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from govextract.recognise.base import NamedEntity
from govextract.recognise.models import folder_hash, model_version, spacy_model
from govextract.records import EntityType

if TYPE_CHECKING:
    from spacy.language import Language

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
    _pipeline: Language | None = field(default=None, init=False, repr=False)
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
        pipeline = self._load() if spans else None
        if pipeline is None:
            return []
        wanted = [(text[start:end], start) for start, end in sorted(spans)]
        found: list[NamedEntity] = []
        for doc, offset in pipeline.pipe(wanted, as_tuples=True):
            for entity in doc.ents:
                kind = self.labels.get(entity.label_)
                start, end = offset + entity.start_char, offset + entity.end_char
                if kind is not None and (not found or found[-1].end <= start):
                    found.append(NamedEntity(kind, start, end, text[start:end], None, None, self.name))
        return found

    def _load(self) -> Language | None:
        if self._pipeline is not None or self._warnings:
            return self._pipeline
        import spacy

        folder = spacy_model(self.model)
        try:
            with warnings.catch_warnings(record=True) as caught:  # such as a model made for another version
                self._pipeline = spacy.load(folder or self.model, exclude=list(UNUSED))
            self._warnings = tuple(f"spaCy model {self.model!r}: {warning.message}" for warning in caught)
        except OSError:
            self._warnings = (
                f"the spaCy model {self.model!r} is not installed; entities come from the gazetteer alone "
                "(govextract models tells where models are looked for and how to get them)",
            )
        except (ImportError, ValueError, KeyError) as error:
            self._warnings = (f"the spaCy model {self.model!r} cannot be loaded: {error}",)
        return self._pipeline
