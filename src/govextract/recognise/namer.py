"""Names the people, bodies and places of one language's documents: gazetteer, model, post-rules, canonical names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from govextract.errors import GovextractError
from govextract.lexing.lexicon import Hit
from govextract.lexing.view import View
from govextract.places import Places, fold_name
from govextract.recognise.base import NamedEntity, Recogniser
from govextract.recognise.bodies import Bodies
from govextract.recognise.gate import unknown_names
from govextract.recognise.models import STANZA, has_stanza
from govextract.recognise.namerules import NameRules, Span
from govextract.recognise.settings import Models, RecogniserSettings, load_settings
from govextract.recognise.spacy_ner import DEFAULT_LABELS, SpacyRecogniser
from govextract.recognise.stanza_ner import StanzaRecogniser

OFF, GAZETTEER, SPACY = "off", "gazetteer", "spacy"
CHOICES = (OFF, GAZETTEER, SPACY, STANZA)
FUZZY_LENGTH = 6
"""Letters that an unknown place name needs before one wrong letter is forgiven."""


class RecogniserError(GovextractError):
    """A recogniser that does not exist or is not installed; the message says what to do."""


def check_choice(ner: str) -> None:
    """Raises RecogniserError when ``ner`` names no recogniser, or one whose packages are not installed."""
    if ner not in CHOICES:
        raise RecogniserError(f"no recogniser {ner!r}; choose one of {', '.join(CHOICES)}")
    if ner == STANZA and not has_stanza():
        raise RecogniserError("the recogniser stanza needs an extra: pip install 'govextract[stanza]'")


class Namer:
    """Finds the entities of documents in one language. ``ner`` is one of CHOICES."""

    def __init__(self, language: str, places: Places, ner: str, rules: Path | None = None, root: Path | None = None) -> None:
        settings = load_settings(rules, root)
        self.language = language
        self._settings: RecogniserSettings = settings
        self._places = places
        self._ner = ner
        self._bodies = Bodies(language)
        self.model = _recogniser(ner, settings.of(language))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What kept the model from working, once it was tried."""
        if self.model is not None:
            return self.model.warnings
        if self._ner in (SPACY, STANZA):
            return (f"no {self._ner} model is set for this language; entities come from the gazetteer alone",)
        return ()

    def name(
        self, view: View, hits: Sequence[Hit], read: Sequence[tuple[int, int]], *, refine: bool = True,
        gate: bool = False,
    ) -> list[NamedEntity]:  # fmt: skip
        """The entities of a document: what the lexicons know anywhere, what the model finds in the spans ``read``.

        With ``gate`` the model reads only those of them that hold a capitalised word which no lexicon knows.
        Spans count in the view, the entities in the stored text. ``refine=False`` gives what the model alone finds.
        """
        if self._ner == OFF:
            return []
        known = [*hits, *self._bodies.hits(view.lower)]
        rules = NameRules(view.text, known)
        wanted = unknown_names(view.text, known, read) if gate else read
        found = self.model.recognise(view.text, wanted) if self.model is not None else []
        spans = [Span(e.start, e.end, e.type, e.recogniser) for e in found]
        named = rules.refine(spans) if refine else spans
        return [self._entity(view, span, rules) for span in named]

    def _entity(self, view: View, span: Span, rules: NameRules) -> NamedEntity:
        canonical, code = None, None
        if span.type == "PLACE":
            code = rules.place_code(span) or self._nearly(view.text[span.start : span.end])
            canonical = self._place_name(code)
        elif span.type == "ORG":
            code = rules.issuer_code(span) or rules.head_code(span)
            body = self._bodies.find(view.lower[span.start : span.end])
            if body is not None:
                code = code or body.code
                canonical = body.named(self._place_name(rules.place_code(span)))
        start, end = view.source(span.start, span.end)
        return NamedEntity(span.type, start, end, view.text[span.start : span.end], canonical, code, span.by)

    def _place_name(self, code: str | None) -> str | None:
        if code is None:
            return None
        country = self._places.country(code)
        return self._places.name(code, self._settings.canonical.get(country, self.language))

    def _nearly(self, surface: str) -> str | None:
        """The one place whose name differs from ``surface`` in one letter, such as a stray transcription."""
        folded = fold_name(surface)
        if len(folded) < FUZZY_LENGTH or folded in self._places.stops(self.language):
            return None
        return _nearest(self._places, self.language, folded)


def _recogniser(ner: str, models: Models) -> Recogniser | None:
    labels = {**DEFAULT_LABELS, **models.labels}
    if ner == SPACY and models.spacy:
        return SpacyRecogniser(models.spacy, labels)
    if ner == STANZA and models.stanza:
        return StanzaRecogniser(models.stanza, labels)
    return None


@lru_cache(maxsize=4096)
def _nearest(places: Places, language: str, folded: str) -> str | None:
    names = places.names(language)
    codes = {
        code
        for name, code in names.items()
        if abs(len(name) - len(folded)) <= 1 and name[0] == folded[0] and _one_off(name, folded)
    }
    return codes.pop() if len(codes) == 1 else None


def _one_off(one: str, other: str) -> bool:
    """Whether one letter put in, left out or changed makes the names equal."""
    if len(one) > len(other):
        one, other = other, one
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return one[at + (len(one) == len(other)) :] == other[at + 1 :]
