"""The shipped models: they load from the data folder, find names, stay small, and say who they are."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from govextract.article import Article
from govextract.cli.app import app
from govextract.pipeline import Extractor
from govextract.recognise import NamedEntity, SpacyRecogniser
from govextract.recognise.models import folder_hash, spacy_model
from govextract.recognise.namer import _one_off
from govextract.recognise.settings import load_settings
from govextract.resources import resource_dir
from govextract.rulepack import PackError
from govextract.validate.ner import NerGoldError, gold_files, load_sentences, score_sentences

MODELS = resource_dir("data") / "models"
LISTED = json.loads((MODELS / "models.json").read_text("utf-8"))
GOLD = Path(__file__).resolve().parent.parent / "fixtures" / "ner"
EXACT, OVERLAP, MOST_BYTES = 0.85, 0.93, 6_000_000


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(ner="spacy")


@pytest.mark.parametrize("language", sorted(LISTED))
def test_each_model_is_the_one_listed_and_small(language: str) -> None:
    folder = spacy_model(load_settings().of(language).spacy or "")
    assert folder is not None and folder.is_relative_to(MODELS)
    assert folder_hash(folder) == LISTED[language]["sha256"]
    assert sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) < MOST_BYTES


@pytest.mark.parametrize("language", sorted(gold_files(GOLD)))
def test_each_model_keeps_its_figures_on_the_gold(language: str, extractor: Extractor) -> None:
    gold = [s for s in load_sentences(gold_files(GOLD)[language]) if s.split == "test"]
    score = score_sentences(gold, lambda text: [(e.start, e.end, e.type) for e in extractor.entities(text, language)])
    assert score.sentences >= 40
    assert score.exact >= EXACT
    assert score.overlap >= OVERLAP


def test_rows_name_the_model_with_version_and_hash(extractor: Extractor) -> None:
    text = "Growth plan\n\nMr. Tran Van Khoat of Ia Rsai commune said the goal is GRDP growth of 8% in 2025."
    extraction = extractor.extract(Article(text, "a.txt"))
    (person,) = [row for row in extraction.entities if row.type == "PERSON"]
    assert person.text == "Tran Van Khoat"
    assert person.recogniser == extractor.recognisers()["en"]
    assert LISTED["en"]["sha256"][:12] in person.recogniser and LISTED["en"]["version"] in person.recogniser


def test_only_sentences_with_an_open_question_are_read(extractor: Extractor) -> None:
    text = "Growth plan\n\nThe hall was full. Mr. Tran Van Khoat of Ia Rsai commune danced all night."
    assert not [row for row in extractor.extract(Article(text, "a.txt")).entities if row.type == "PERSON"]


def test_a_sentence_whose_capitals_are_all_known_is_not_read(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    recognise = SpacyRecogniser.recognise

    def spy(self: SpacyRecogniser, text: str, spans: list[tuple[int, int]]) -> list[NamedEntity]:
        read.extend(text[start:end] for start, end in spans)
        return recognise(self, text, spans)

    monkeypatch.setattr(SpacyRecogniser, "recognise", spy)
    known = "By 2026 the province of Quang Tri strives for GRDP growth of 8%."
    unknown = "At the session Mr. Tran Van Khoat said it strives for GRDP growth of 9% in 2027."
    for sentence in (known, unknown):
        extractor.extract(Article(f"Plan\n\n{sentence}", "a.txt"))
    assert read == [unknown]


def test_a_part_of_a_name_counts_as_the_whole(extractor: Extractor) -> None:
    aims = "the province strives for GRDP growth of"
    text = f"Plan\n\nMr. Tran Van Khoat said {aims} 8% in 2025. Mr. Khoat said {aims} 9% in 2026."
    people = [row for row in extractor.extract(Article(text, "a.txt")).entities if row.type == "PERSON"]
    assert [(row.canonical, len(row.spans)) for row in people] == [("Tran Van Khoat", 2)]


def test_a_missing_model_becomes_a_warning_of_the_article(tmp_path: Path) -> None:
    (tmp_path / "recognisers.yaml").write_text("models:\n  en: {spacy: no_such_model}\n", "utf-8")
    text = "The plan\n\nThe Politburo met. The hall heard from Mr. Khoat that the goal is GRDP growth of 8% in 2025."
    extraction = Extractor(tmp_path, ner="spacy").extract(Article(text, "a.txt"))
    assert any("no_such_model" in warning for warning in extraction.article.warnings)
    assert {row.recogniser for row in extraction.entities} == {"gazetteer"}


def test_broken_settings_name_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "recognisers.yaml").write_text("models:\n  en: {spaci: x}\n", "utf-8")
    with pytest.raises(PackError, match=r"recognisers\.yaml: models\.en\.spaci"):
        load_settings(tmp_path)


def test_the_models_command_lists_what_there_is_and_how_to_get_the_rest(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("STANZA_RESOURCES_DIR", str(tmp_path))
    result = CliRunner().invoke(app, ["models", "--format", "json"])
    assert result.exit_code == 0
    states = {(state["language"], state["recogniser"]): state for state in json.loads(result.stdout)}
    assert states["vi", "spacy"]["found"] and states["vi", "spacy"]["digest"] == LISTED["vi"]["sha256"]
    assert not states["uk", "stanza"]["found"] and "stanza.download('uk'" in states["uk", "stanza"]["hint"]
    assert "missing" in CliRunner().invoke(app, ["models"]).stdout


def test_gold_with_a_span_outside_its_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "xx.expected.jsonl"
    path.write_text('{"id": "a", "split": "test", "text": "Hue", "entities": [[0, 9, "PLACE"]]}\n', "utf-8")
    with pytest.raises(NerGoldError, match="line 1: a span outside"):
        load_sentences(path)


def test_overlap_is_kinder_than_exact() -> None:
    gold = load_sentences(gold_files(GOLD)["en"])
    with_names = [sentence for sentence in gold if sentence.entities]
    score = score_sentences(
        with_names, lambda text: next([(a, b - 1, k) for a, b, k in s.entities] for s in with_names if s.text == text)
    )
    assert score.exact < 0.05 < 0.9 < score.overlap


@pytest.mark.parametrize(
    ("one", "other", "near"), [("куангчі", "куантчі", True), ("куангчі", "кунгчі", True), ("хазянг", "анзянг", False)]
)
def test_one_stray_letter_is_forgiven(one: str, other: str, near: bool) -> None:
    assert _one_off(one, other) is near


def test_the_component_works_in_anybodys_pipeline() -> None:
    code = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('govextract');"
        "doc = nlp('Plan\\n\\nThe Politburo set a GDP growth target of 8% in 2025 for Kon Tum province.');"
        "assert doc._.govextract.article.language == 'en';"
        "assert ('Politburo', 'ORG') in [(s.text, s.label_) for s in doc.spans['govextract_names']];"
        "assert 'targets' in [s.label_ for s in doc.spans['govextract']];"
        "assert nlp('')._.govextract is None"
    )
    run = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
