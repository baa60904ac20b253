"""Recognisers: who finds the people, organisations and places that an article names."""

from govextract.recognise.base import NamedEntity, Recogniser
from govextract.recognise.gazetteer import GazetteerHit, GazetteerRecogniser
from govextract.recognise.namer import CHOICES, GAZETTEER, Namer, RecogniserError, check_choice
from govextract.recognise.spacy_ner import DEFAULT_LABELS, SpacyRecogniser
from govextract.recognise.stanza_ner import StanzaRecogniser

__all__ = [
    "CHOICES", "DEFAULT_LABELS", "GAZETTEER", "GazetteerHit", "GazetteerRecogniser", "NamedEntity", "Namer",
    "Recogniser", "RecogniserError", "SpacyRecogniser", "StanzaRecogniser", "check_choice",
]  # fmt: skip
