"""Validation: the contract's comparison, figures equal to the referee's, errors that name file and key, proposals."""

from __future__ import annotations

import datetime as dt
import json
import random
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from fake_extractor import FakeExtractor
from govextract.batch import run
from govextract.dataset import DatasetWriter
from govextract.extracts import build_extractor
from govextract.validate import ExpectedError, Floor, FloorError, UpdateRefused, propose, validate
from govextract.validate.compare import TABLES, agree, compare, pair, same_value, unique
from govextract.validate.expected import find_cases, read_expected
from govextract.validate.figures import add_up
from govextract.validate.report import STYLES, findings, render

ROOT = Path(__file__).resolve().parent.parent
REFEREE = ROOT.parent / "shared" / "contract" / "score.py"

TARGET = {"indicator": "economic_growth", "comparator": "ge", "value": 10, "unit": "percent", "period": "2025"}
TEXT = "First line.\nGrowth of 10% in 2025, 3% later."


@pytest.fixture
def folder(tmp_path) -> Path:
    write(tmp_path, {"targets": [{**TARGET, "comparator": "eq", "evidence": "10%"}]})
    return tmp_path


def write(folder: Path, content: dict, name: str = "news", text: str = TEXT) -> None:
    (folder / f"{name}.txt").write_text(text, "utf-8")
    expected = {"article": {"language": "xx"}, **content}
    (folder / f"{name}.expected.json").write_text(json.dumps(expected), "utf-8")


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"comparator": "gt"}, True),
        ({"comparator": "eq"}, False),
        ({"value": Decimal("10.000000000")}, True),
        ({"value": 10.1}, False),
        ({"value_max": 12}, False),
        ({"unit": "percentage_point"}, False),
        ({"indicator": "other"}, False),
        ({"period": "2021/2025"}, True),
        ({"period": "2025-09-30"}, True),
        ({"period": "2030"}, False),
        ({"period": None}, False),
    ],
)
def test_key_of_targets(change, same):
    assert agree("targets", TARGET, {**TARGET, **change}) is same


def test_a_period_that_is_left_out_is_not_judged_but_null_is():
    without = {name: value for name, value in TARGET.items() if name != "period"}
    assert agree("targets", without, TARGET)
    assert not agree("targets", {**TARGET, "period": None}, TARGET)


@pytest.mark.parametrize(
    ("gold", "row", "same"),
    [
        ({"number": "57"}, {"number": "57", "symbol": "57-NQ/TW"}, True),
        ({"number": "57", "symbol": "57-NQ/TW"}, {"number": "57", "symbol": "57-nq/ tw"}, True),
        ({"number": "57", "symbol": "57-NQ/TW"}, {"number": "57", "symbol": None}, False),
        ({"number": "06"}, {"number": "6"}, True),
        ({"number": None}, {"number": "6"}, False),
        ({"number": None}, {"number": None}, True),
    ],
)
def test_key_of_resolutions(gold, row, same):
    assert agree("resolutions", {"doc_type": "plan", **gold}, {"doc_type": "plan", **row}) is same


def test_a_ratio_is_another_service_count_than_its_part():
    gold = {"category": "full_process", "count": 1436, "out_of": 1770}
    assert agree("services", gold, dict(gold))
    assert not agree("services", gold, {**gold, "out_of": None})


@pytest.mark.parametrize(
    ("expected", "got", "right"),
    [("2025", "2025-09", True), ("2021/2025", "2021/2025-12", True), ("2025", "2021/2025", False), (None, None, True),
     ("2025", None, False), ("2025-Q1", "2025-H1", False)],
)  # fmt: skip
def test_periods_agree_with_coarser_and_finer_forms(expected, got, right):
    assert same_value("period", expected, got) is right


def test_dates_compare_as_text_and_other_fields_exactly():
    assert same_value("issued_on", "2025-01-24", dt.date(2025, 1, 24))
    assert not same_value("place", "VN-2", "VN-28")


def test_duplicates_count_once_and_optional_facts_not_at_all():
    rows = unique("services", [{"category": "partial", "count": n} for n in (1, 1, 2, 3)])
    result = pair(rows[:1], rows[1:2], rows, lambda gold, row: agree("services", gold, row))
    assert result.counts == (1, 0, 1)
    assert result.spurious[0]["count"] == 3


def test_a_rejected_article_misses_everything():
    comparison = compare({"article": {"language": "xx"}, "targets": [TARGET]}, None, {})
    assert comparison.facts["targets"].counts == (0, 1, 0)
    assert comparison.article_fields == {"language": False}


def test_validate_finds_spurious_and_missed_facts_with_their_place(folder):
    write(folder, {"targets": [{**TARGET, "comparator": "eq", "evidence": "10%"}, {**TARGET, "value": 2025,
          "unit": "count", "evidence": "2025"}]})  # fmt: skip
    validation = validate(folder, FakeExtractor())
    missed, spurious = findings(validation.results[0])
    assert (missed.kind, missed.line, missed.column) == ("missed", 2, 18)
    assert (spurious.kind, spurious.line, spurious.column) == ("spurious", 2, 24)
    assert "«3%»" in spurious.message and "fake.percent" in spurious.message
    score = validation.figures.score("targets", "xx")
    assert (score.matched, score.missed, score.spurious) == (1, 1, 1)
    assert score.f1 == 0.5


def test_html_and_json_articles_are_validated_too(folder):
    (folder / "page.html").write_text("<html><body><article><p>Growth of 10% in 2025.</p></article></body></html>")
    (folder / "page.expected.json").write_text(json.dumps({"article": {"language": "xx"}, "targets": [TARGET]}))
    (folder / "data.json").write_text(json.dumps({"text": "Growth of 10% in 2025."}))
    (folder / "data.expected.json").write_text(json.dumps({"article": {"language": "xx"}, "targets": [TARGET]}))
    assert [result.case.name for result in validate(folder, FakeExtractor()).results] == ["data", "news", "page"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ({"targets": [{"indicator": "x", "unit": "percent"}]}, r"targets\[0\]\.value"),
        ({"targets": [{**TARGET, "value": 4099999.9999999995}]}, r"targets\[0\]\.value"),
        ({"targets": [{**TARGET, "comparator": "about"}]}, r"targets\[0\]\.comparator"),
        ({"targets": [{**TARGET, "perod": "2025"}]}, r"targets\[0\]\.perod"),
        ({"observations": [{**TARGET, "period": "March"}]}, r"observations\[0\]\.period"),
        ({"services": [{"category": "online", "count": 1}]}, r"services\[0\]\.category"),
        ({"optional": {"resolutions": [{"number": "1"}]}}, r"optional\.resolutions\[0\]\.doc_type"),
        ({"article": {}}, r"article\.language"),
        ({"goals": []}, "goals"),
    ],
)
def test_a_mistake_in_the_expectations_is_told_with_file_and_key(tmp_path, content, key):
    write(tmp_path, content)
    with pytest.raises(ExpectedError, match=rf"news\.expected\.json: {key}: "):
        validate(tmp_path, FakeExtractor())


def test_expectations_that_are_no_json_or_have_no_article(tmp_path):
    with pytest.raises(ExpectedError, match="no such folder"):
        find_cases(tmp_path / "missing")
    with pytest.raises(ExpectedError, match="NAME"):
        find_cases(tmp_path)
    (tmp_path / "lonely.expected.json").write_text("{}")
    with pytest.raises(ExpectedError, match="no article beside it"):
        find_cases(tmp_path)
    (tmp_path / "lonely.txt").write_text("x")
    for text in ("{", "[]"):
        (tmp_path / "lonely.expected.json").write_text(text)
        with pytest.raises(ExpectedError, match=r"lonely\.expected\.json"):
            find_cases(tmp_path)


def test_all_fixtures_are_well_formed():
    for path in (ROOT / "fixtures").rglob("*.expected.json"):
        assert read_expected(path)["article"]["language"]


def test_no_two_fixtures_share_a_name():
    """The referee looks articles up by name: two of one name would be scored against one of them."""
    names = [path.name for path in (ROOT / "fixtures").rglob("*.expected.json")]
    assert len(set(names)) == len(names)


def test_proposals_stand_beside_and_never_over(folder, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    optional = {"services": [{"category": "partial", "count": 3}]}
    write(folder, {"targets": [], "optional": optional})
    (folder / "new.txt").write_text("Reach 5%", "utf-8")
    before = (folder / "news.expected.json").read_bytes()
    written = propose(folder, validate(folder, FakeExtractor()), FakeExtractor())
    assert [path.name for path in written] == ["news.proposed.json", "new.proposed.json"]
    assert (folder / "news.expected.json").read_bytes() == before
    proposed = json.loads(written[0].read_text("utf-8"))
    assert proposed["optional"] == optional
    assert proposed["targets"][0] == {
        "indicator": "economic_growth", "comparator": "eq", "value": 10, "unit": "percent", "period": "2025",
        "evidence": "10%",
    }  # fmt: skip
    written[0].replace(folder / "news.expected.json")
    written[1].replace(folder / "new.expected.json")
    again = validate(folder, FakeExtractor())
    assert all(result.clean for result in again.results)
    assert propose(folder, again, FakeExtractor()) == []


def test_no_proposals_on_a_build_server(folder, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(UpdateRefused, match="CI=true"):
        propose(folder, validate(folder, FakeExtractor()), FakeExtractor())


def test_floors(folder):
    figures = validate(folder, FakeExtractor()).figures  # one match, one spurious: F1 is 2/3
    assert Floor.parse("0.66").broken_by(figures) is None
    assert "micro (all)" in (Floor.parse("0.67").broken_by(figures) or "")
    assert Floor.parse("targets.xx=0.67").broken_by(figures)
    assert Floor.parse("services=1").broken_by(figures) is None
    for text in ("high", "goals=0.5", "1.5", "targets="):
        with pytest.raises(FloorError):
            Floor.parse(text)


def test_reports_in_every_style(folder):
    validation = validate(folder, FakeExtractor())
    reports = {style: render(validation, style) for style in STYLES}
    assert f"spurious {folder}/news.txt:2:24 targets" in reports["text"]
    assert "0.667" in reports["text"]
    content = json.loads(reports["json"])
    assert content["tables"]["targets"]["xx"]["p"] == 0.5
    assert content["findings"][0]["line"] == 2
    suite = ElementTree.fromstring(reports["junit"])
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")
    assert reports["github"].startswith(f"::warning file={folder}/news.txt,line=2,col=24,title=spurious targets::")


def test_a_clean_validation_reports_no_findings(tmp_path):
    write(tmp_path, {}, text="Nothing to see.")
    validation = validate(tmp_path, FakeExtractor())
    assert render(validation, "github") == ""
    assert ElementTree.fromstring(render(validation, "junit")).get("failures") == "0"


def noisy_rows(table: str, gold: list[dict], text: str, chance: random.Random) -> list[dict]:
    """Expected rows with some dropped, doubled and changed: every way in which a prediction can differ."""
    rows = []
    for fact in gold:
        row = {name: value for name, value in fact.items() if name != "evidence"}
        for name, values in {
            "value": [7, 7.5], "unit": ["VND"], "period": ["2025", "2021/2025", "2025-09", None],
            "place": ["VN-28", None], "comparator": ["ge", "lt", "approx", "range"], "count": [12],
            "number": ["57", None, "0" + str(row.get("number"))],
            "symbol": [None, "57-NQ/TW", str(row.get("symbol")).lower()], "out_of": [100], "indicator": ["other"],
            "issuer": ["government"], "as_of": ["2025"],
        }.items():  # fmt: skip
            if name in row and chance.random() < 0.15:
                row[name] = chance.choice(values)
        start = text.find(fact.get("evidence") or "\0")
        row |= {"evidence": fact.get("evidence") or "", "start": max(start, 0)}
        row["end"] = row["start"] + len(row["evidence"])
        rows += [row] * chance.choice([0, 1, 1, 1, 2])
    return rows


def full_row(table: str, row: dict, number: int, article_id: str) -> dict:
    """A partial row completed to all columns of its table."""
    blank = {
        "record_id": f"{article_id}-{table}-{number}", "article_id": article_id, "language": "xx", "rule_id": "r",
        "sentence": "", "mentions": [], "confidence": 1.0, "notes": [], "comparator": "eq", "unit": "count",
    }  # fmt: skip
    full = {**blank, **row}
    for name in ("value", "value_max"):
        if full.get(name) is not None:
            full[name] = Decimal(str(full[name]))
    if full.get("issued_on"):
        full["issued_on"] = dt.date.fromisoformat(full["issued_on"])
    return full


@pytest.mark.skipif(not REFEREE.is_file(), reason="the referee is not present")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_equal_the_referees(tmp_path, seed):
    chance, compared = random.Random(seed), []
    cases = find_cases(distinctly_named(ROOT / "fixtures", tmp_path / "gold"))
    with DatasetWriter(tmp_path / "out") as writer:
        for case in cases:
            text = case.article.read_text("utf-8")
            article = {
                **case.expected["article"], "path": case.article.name, "article_id": case.name, "text": text,
                "language_confidence": 1.0, "text_sha256": "", "characters": 0, "targets": 0, "resolutions": 0,
                "services": 0, "observations": 0, "numbers": 0, "unclaimed": 0, "warnings": [],
            }  # fmt: skip
            for name in ("event_on", "published_on"):
                if article.get(name):
                    article[name] = dt.date.fromisoformat(article[name])
            if chance.random() < 0.2:
                article["place"] = "VN-01"
            rows = {}
            for table in TABLES:
                facts = [*case.expected.get(table, []), *case.expected.get("optional", {}).get(table, [])]
                noisy = noisy_rows(table, facts, text, chance)
                rows[table] = [full_row(table, row, number, case.name) for number, row in enumerate(noisy)]
            writer.add({"articles": [article], **rows})
            compared.append((case.expected["article"]["language"], compare(case.expected, article, rows)))
    assert add_up(compared).as_dict() == referee(tmp_path / "gold", tmp_path / "out")


@pytest.mark.skipif(not REFEREE.is_file(), reason="the referee is not present")
def test_figures_equal_the_referees_on_a_real_run(tmp_path):
    gold = distinctly_named(ROOT / "fixtures", tmp_path / "gold")
    run([gold], tmp_path / "out")
    assert validate(gold, build_extractor()).figures.as_dict() == referee(gold, tmp_path / "out")


def distinctly_named(source: Path, target: Path) -> Path:
    """A copy in which no two articles share a file name, by which the referee joins."""
    target.mkdir()
    for path in source.rglob("*.*"):
        (target / "-".join(path.relative_to(source).parts)).write_bytes(path.read_bytes())
    return target


def referee(gold: Path, out: Path) -> dict:
    command = [sys.executable, str(REFEREE), str(gold), str(out), "--json", str(out.with_suffix(".json"))]
    subprocess.run(command, check=True, capture_output=True)
    return json.loads(out.with_suffix(".json").read_text("utf-8"))
