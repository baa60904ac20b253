"""Recognisers: entities with true offsets, and a clear word when a model is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from govextract.recognise import GazetteerHit, GazetteerRecogniser, Recogniser, SpacyRecogniser

TEXT = "Intro by Lan Anh.\nMr. Tran Viet Truong of the Fatherland Front visited Kon Tum City on March 6."


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    import spacy

    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "PERSON", "pattern": "Tran Viet Truong"},
            {"label": "PERSON", "pattern": "Lan Anh"},
            {"label": "ORG", "pattern": "Fatherland Front"},
            {"label": "GPE", "pattern": "Kon Tum"},
            {"label": "DATE", "pattern": "March 6"},
        ]
    )
    folder = tmp_path_factory.mktemp("model")
    pipeline.to_disk(folder)
    return str(folder)


def test_spacy_labels_are_mapped_and_offsets_are_of_the_whole_text(model: str) -> None:
    recogniser: Recogniser = SpacyRecogniser(model)
    second = (TEXT.index("\n") + 1, len(TEXT))
    found = recogniser.recognise(TEXT, [second])
    assert [(e.type, e.text) for e in found] == [
        ("PERSON", "Tran Viet Truong"),
        ("ORG", "Fatherland Front"),
        ("PLACE", "Kon Tum"),
    ]
    assert all(TEXT[e.start : e.end] == e.text for e in found)
    assert recogniser.warnings == ()


def test_spacy_reads_only_the_spans_it_is_given(model: str) -> None:
    assert SpacyRecogniser(model).recognise(TEXT, []) == []
    assert [e.text for e in SpacyRecogniser(model).recognise(TEXT, [(0, 17)])] == ["Lan Anh"]


def test_a_pack_may_map_labels_itself(model: str) -> None:
    found = SpacyRecogniser(model, {"GPE": "PLACE"}).recognise(TEXT, [(0, len(TEXT))])
    assert [e.type for e in found] == ["PLACE"]


def test_a_missing_model_is_a_warning_not_a_crash(capsys: pytest.CaptureFixture[str]) -> None:
    recogniser = SpacyRecogniser("no_such_model")
    assert recogniser.recognise(TEXT, [(0, len(TEXT))]) == []
    (warning,) = recogniser.warnings
    assert "no_such_model" in warning and "gazetteer" in warning
    assert capsys.readouterr() == ("", "")


def test_a_damaged_model_is_a_warning_too(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}", "utf-8")
    recogniser = SpacyRecogniser(str(tmp_path))
    assert recogniser.recognise(TEXT, [(0, len(TEXT))]) == []
    assert recogniser.warnings


def test_gazetteer_keeps_the_longest_hit_inside_the_spans() -> None:
    start = TEXT.index("Kon Tum")
    city = GazetteerHit("PLACE", start, start + 12, "VN-28", "Kon Tum")
    short = GazetteerHit("PLACE", start, start + 7, "VN-28", "Kon Tum")
    outside = GazetteerHit("ORG", 0, 5, "other", "Intro")
    recogniser: Recogniser = GazetteerRecogniser((short, city, outside))
    (entity,) = recogniser.recognise(TEXT, [(18, len(TEXT))])
    assert (entity.text, entity.code, entity.canonical) == ("Kon Tum City", "VN-28", "Kon Tum")
    assert recogniser.warnings == ()


def test_importing_recognisers_does_not_import_spacy() -> None:
    import subprocess
    import sys

    code = "import sys, govextract.recognise, govextract.places; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
