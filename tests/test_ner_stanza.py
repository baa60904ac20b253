"""The stanza recogniser with a tiny pipeline of our own (training/ner/tiny_stanza.py): real loading, real failures."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from govextract.recognise import StanzaRecogniser, models, stanza_ner
from govextract.recognise.models import has_stanza
from govextract.recognise.settings import StanzaModel

TINY = Path(__file__).parent / "models" / "stanza"
TEXT = (
    "On March 6, the Ministry of Finance issued Resolution No. 12/NQ-CP on tourism. It rained.\n"
    "Mr. Tran Van An, Chairman of the Provincial People's Committee, visited Kon Tum."
)
needs_stanza = pytest.mark.skipif(not has_stanza(), reason="the extra stanza is not installed")


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection fails the test."""
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError("a recogniser must not use the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@needs_stanza
def test_offsets_are_of_the_whole_text_and_spans_are_read_on_their_own(offline: None) -> None:
    recogniser = StanzaRecogniser(StanzaModel(lang="en", dir=TINY))
    cut = TEXT.index("\n") + 1
    found = recogniser.recognise(TEXT, [(cut, len(TEXT)), (0, cut - 1)])
    assert recogniser.warnings == ()
    assert {e.text for e in found} >= {"Ministry of Finance"}
    assert all(TEXT[e.start : e.end] == e.text for e in found)
    assert [e.start for e in found] == sorted(e.start for e in found)
    assert any(e.start >= cut for e in found)
    assert {e.recogniser for e in found} == {"stanza:en/default"}
    second = recogniser.recognise(TEXT, [(cut, len(TEXT))])
    assert second == [e for e in found if e.start >= cut]


@needs_stanza
def test_a_batch_gives_what_single_spans_give(offline: None) -> None:
    recogniser = StanzaRecogniser(StanzaModel(lang="en", dir=TINY))
    sentence = TEXT.split("\n")[0]
    text = "\n".join([sentence] * 8)
    spans = [(i * (len(sentence) + 1), i * (len(sentence) + 1) + len(sentence)) for i in range(8)]
    once = [(e.start, e.end, e.type) for e in recogniser.recognise(sentence, [(0, len(sentence))])]
    batch = [(e.start, e.end, e.type) for e in recogniser.recognise(text, spans)]
    assert once
    assert batch == [(a + offset, b + offset, kind) for offset, _ in spans for a, b, kind in once]
    assert recogniser.recognise(text, []) == [] == recogniser.recognise("  \n ", [(0, 3)])


@needs_stanza
def test_labels_that_are_not_mapped_are_dropped(offline: None) -> None:
    recogniser = StanzaRecogniser(StanzaModel(lang="en", dir=TINY), {"ORG": "ORG"})
    assert {e.type for e in recogniser.recognise(TEXT, [(0, len(TEXT))])} == {"ORG"}


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stanza_ner, "has_stanza", lambda: False)
    recogniser = StanzaRecogniser(StanzaModel(lang="en", dir=TINY))
    assert recogniser.recognise(TEXT, [(0, len(TEXT))]) == []
    (warning,) = recogniser.warnings
    assert "pip install 'govextract[stanza]'" in warning and "gazetteer" in warning


@needs_stanza
def test_a_model_that_is_not_there_is_named_with_its_command(tmp_path: Path, offline: None) -> None:
    recogniser = StanzaRecogniser(StanzaModel(lang="vi", dir=tmp_path))
    assert recogniser.recognise(TEXT, [(0, len(TEXT))]) == []
    (warning,) = recogniser.warnings
    assert str(tmp_path) in warning and "stanza.download('vi'" in warning


@needs_stanza
@pytest.mark.parametrize("damaged", ["en/ner/tiny.pt", "en/tokenize/tiny.pt", "resources.json"])
@pytest.mark.parametrize("content", [b"", b"not a model", b"PK\x03\x04 cut off"])
def test_a_damaged_file_is_a_warning_not_a_crash(tmp_path: Path, damaged: str, content: bytes, offline: None) -> None:
    folder = tmp_path / "models"
    shutil.copytree(TINY, folder)
    (folder / damaged).write_bytes(content)
    recogniser = StanzaRecogniser(StanzaModel(lang="en", dir=folder))
    assert recogniser.recognise(TEXT, [(0, len(TEXT))]) == []
    (warning,) = recogniser.warnings
    assert "cannot be loaded" in warning and str(folder / "en") in warning


def test_the_folder_is_the_setting_then_the_environment_then_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANZA_RESOURCES_DIR", "/somewhere")
    assert models.stanza_folder(StanzaModel(lang="en")) == Path("/somewhere")
    assert models.stanza_folder(StanzaModel(lang="en", dir=TINY)) == TINY
    monkeypatch.delenv("STANZA_RESOURCES_DIR")
    assert models.stanza_folder(StanzaModel(lang="en")) == Path.home() / "stanza_resources"


@needs_stanza
def test_rules_may_name_a_stanza_model_for_the_whole_program(tmp_path: Path, offline: None) -> None:
    from govextract.pipeline import Extractor

    (tmp_path / "recognisers.yaml").write_text(f"models:\n  en: {{stanza: {{lang: en, dir: {TINY}}}}}\n", "utf-8")
    extractor = Extractor(tmp_path, ner="stanza")
    found = {e.text: e for e in extractor.entities(TEXT, "en")}
    assert found["Ministry of Finance"].canonical == "Bộ Tài chính"
    assert extractor.recognisers()["en"] == "stanza:en/default"
