"""Reading the shipped models without spaCy gives what spaCy gives, word by word and name by name."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from govextract.recognise import SpacyRecogniser
from govextract.recognise.lean import LeanPipeline, read_lean
from govextract.recognise.lean import pipeline as lean_pipeline
from govextract.recognise.lean.tokens import shape
from govextract.resources import resource_dir
from govextract.validate.ner import gold_files, load_sentences

ROOT = Path(__file__).resolve().parent.parent
MODELS = resource_dir("data") / "models"
GOLD = gold_files(ROOT / "fixtures" / "ner")
ODD = [
    "", " ", "  two spaces  and\ta tab\n\nlines ", "no\xa0break", "(:-) 8)-foo, °C. and 20°C.", "«Нова» — “old”… 'x'",
    "see https://www.example.com/a?b=1, a@b.vn; Vietnam.vn.", "12/NQ-CP,57-NQ/TW;(204QD/TW).", "I O A X PERSON NUM U.S.A.",
    "L" * 120, "10%–15%/năm, 3.5tr USD/1km2", "😀 emoji👍🏽 ok",
]  # fmt: skip


@pytest.fixture(scope="module", params=sorted(GOLD))
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def lean(language: str) -> LeanPipeline:
    pipeline = read_lean(MODELS / language)
    assert pipeline is not None
    return pipeline


def texts_of(language: str) -> list[list[str]]:
    """Texts in groups, as articles give them: sentences of the gold, a few whole articles, and oddities."""
    sentences = [sentence.text for sentence in load_sentences(GOLD[language])]
    articles = [path.read_text("utf-8") for path in sorted((ROOT / "fixtures" / language).glob("*.txt"))[::6]]
    return [*(sentences[at : at + 6] for at in range(0, len(sentences), 6)), articles, ODD]


def test_names_and_words_are_those_of_spacy(language: str, lean: LeanPipeline) -> None:
    import spacy

    reference = spacy.load(MODELS / language)
    for texts in texts_of(language):
        docs = list(reference.pipe(texts))
        for text, doc in zip(texts, docs, strict=True):
            words = [(at, word.text, word.norm) for at, word in lean._tokenizer.split(text)]
            assert words == [(token.idx, token.text, token.norm_) for token in doc]
            assert all(shape(token.text) == token.shape_ for token in doc)
        expected = [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in docs]
        assert [[tuple(name) for name in names] for names in lean.names(texts)] == expected


def test_what_was_read_before_changes_nothing(language: str, lean: LeanPipeline) -> None:
    groups = texts_of(language)
    fresh = read_lean(MODELS / language)
    assert fresh is not None
    assert fresh.names(groups[-1]) == lean.names(groups[-1])


def test_long_articles_go_through_in_parts(monkeypatch: pytest.MonkeyPatch, language: str, lean: LeanPipeline) -> None:
    sentences = [sentence.text for sentence in load_sentences(GOLD[language])][:30]
    whole = lean.names(sentences)
    monkeypatch.setattr(lean_pipeline, "MOST_WORDS", 50)
    assert lean.names(sentences) == whole


def test_the_shipped_models_are_read_without_importing_spacy() -> None:
    code = (
        "import sys; from govextract.pipeline import Extractor;"
        "found = Extractor().extract(__import__('govextract.article').article.Article("
        "'Growth plan\\n\\nMr. Tran Van Khoat said the province strives for GRDP growth of 8% in 2025.', 'a.txt'));"
        "assert any(row.recogniser.startswith('spacy:') for row in found.entities), found.entities;"
        "sys.exit(any(name in sys.modules for name in ('spacy', 'thinc', 'torch', 'stanza')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_network_of_another_kind_is_left_to_spacy(tmp_path: Path) -> None:
    import spacy

    pipeline = spacy.blank("xx")
    ner = pipeline.add_pipe("ner", config={"model": {"@architectures": "spacy.TransitionBasedParser.v2", **_OTHER}})
    ner.add_label("PERSON")  # type: ignore[attr-defined]
    pipeline.initialize()
    pipeline.to_disk(tmp_path)
    shutil.copy(MODELS / "en" / lean_pipeline.STRINGS, tmp_path)
    assert read_lean(tmp_path) is None
    recogniser = SpacyRecogniser(str(tmp_path))
    recogniser.recognise("The hall was full.", [(0, 18)])
    assert recogniser.warnings == ()


_OTHER = {
    "state_type": "ner", "extra_state_tokens": True, "hidden_width": 8, "maxout_pieces": 1, "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 8, "depth": 1, "embed_size": 50,
        "window_size": 1, "maxout_pieces": 2, "subword_features": True,
    },
}  # fmt: skip


@pytest.mark.parametrize("damaged", ["ner/model", "ner/moves", "tokenizer", "strings.json"])
@pytest.mark.parametrize("content", [b"", b"not a model", b"{}"])
def test_a_damaged_file_is_a_warning_not_a_crash(tmp_path: Path, damaged: str, content: bytes) -> None:
    folder = tmp_path / "model"
    shutil.copytree(MODELS / "en", folder)
    (folder / damaged).write_bytes(content)
    recogniser = SpacyRecogniser(str(folder))
    assert recogniser.recognise("The hall was full.", [(0, 18)]) == []
    (warning,) = recogniser.warnings
    assert str(folder) in warning


def test_the_model_says_what_spacy_would_not_hash() -> None:
    strings = json.loads((MODELS / "en" / lean_pipeline.STRINGS).read_text("utf-8"))
    assert strings["symbols"]["X"] and strings["norms"]["–"] == "-"
