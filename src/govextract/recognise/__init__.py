"""Recognisers: who finds the people, organisations and places that an article names."""

from govextract.recognise.base import NamedEntity, Recogniser
from govextract.recognise.gazetteer import GazetteerHit, GazetteerRecogniser
from govextract.recognise.spacy_ner import DEFAULT_LABELS, SpacyRecogniser

__all__ = ["DEFAULT_LABELS", "GazetteerHit", "GazetteerRecogniser", "NamedEntity", "Recogniser", "SpacyRecogniser"]
