"""Recognises entities with stanza (the extra ``stanza``) and models that the user has downloaded. Never downloads.

stanza and torch are imported at the first use. Whatever keeps the model from working becomes a warning that says what
to do; the gazetteer then goes on alone.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from govextract.recognise.base import NamedEntity
from govextract.recognise.models import has_stanza, stanza_command, stanza_folder, stanza_present
from govextract.recognise.settings import StanzaModel
from govextract.recognise.spacy_ner import DEFAULT_LABELS
from govextract.records import EntityType

if TYPE_CHECKING:
    from stanza import Pipeline

ALONE = "entities come from the gazetteer alone"


@dataclass(slots=True)
class StanzaRecogniser:
    """``model`` says which models and where; ``labels`` maps their labels to entity types."""

    model: StanzaModel
    labels: Mapping[str, EntityType] = field(default_factory=lambda: DEFAULT_LABELS)
    _pipeline: Pipeline | None = field(default=None, init=False, repr=False)
    _warnings: tuple[str, ...] = field(default=(), init=False, repr=False)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Says what is missing or damaged, once :meth:`recognise` has tried; else empty."""
        return self._warnings

    @property
    def name(self) -> str:
        """What rows say of who found them."""
        return f"stanza:{self.model.lang}/{self.model.package or 'default'}"

    def recognise(self, text: str, spans: Sequence[tuple[int, int]]) -> list[NamedEntity]:
        """The entities of all spans, read in one batch; none when stanza cannot work (see :attr:`warnings`)."""
        pipeline = self._load() if spans else None
        if pipeline is None:
            return []
        from stanza import Document

        wanted = [(start, text[start:end]) for start, end in sorted(spans) if text[start:end].strip()]
        found: list[NamedEntity] = []
        documents = pipeline.bulk_process([Document([], text=piece) for _, piece in wanted])
        for (offset, _), document in zip(wanted, documents, strict=True):
            for entity in document.ents:
                kind = self.labels.get(entity.type)
                start, end = offset + entity.start_char, offset + entity.end_char
                if kind is not None and (not found or found[-1].end <= start):
                    found.append(NamedEntity(kind, start, end, text[start:end], None, None, self.name))
        return found

    def _load(self) -> Pipeline | None:
        if self._pipeline is not None or self._warnings:
            return self._pipeline
        if not has_stanza():
            self._fail("stanza or torch is not installed (pip install 'govextract[stanza]')")
            return None
        if not stanza_present(self.model):
            where = stanza_folder(self.model)
            self._fail(f"no stanza NER model for {self.model.lang!r} in {where} ({stanza_command(self.model)})")
            return None
        import stanza

        options: dict[str, Any] = {"package": self.model.package} if self.model.package else {}
        try:
            self._pipeline = stanza.Pipeline(
                self.model.lang, dir=str(stanza_folder(self.model)), processors="tokenize,ner", use_gpu=False,
                download_method=None, verbose=False, **options,
            )  # fmt: skip
        except (OSError, RuntimeError, ValueError, KeyError, EOFError, pickle.UnpicklingError, ImportError) as error:
            first = str(error).split("\n")[0]
            where, command = stanza_folder(self.model) / self.model.lang, stanza_command(self.model)
            reason = f"the stanza model for {self.model.lang!r} cannot be loaded: {type(error).__name__}: {first}"
            self._fail(f"{reason}; delete {where} and run {command}")
        return self._pipeline

    def _fail(self, reason: str) -> None:
        self._warnings = (f"{reason}; {ALONE}",)
