"""A language is data: a folder of rules and an article are all it takes to read Esperanto, new to the code."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from govextract.article import Article
from govextract.cli.app import app
from govextract.pipeline import Extractor
from govextract.rulecheck import selftest
from govextract.rulepack import load_pack, pack_codes
from govextract.validate import validate

FILES = {
    "languages.yaml": """
        eo:
          name: Esperanto
          script: Latn
          marks: "ĉĝĥĵŝŭ"
          words: [la, kaj, de, en, estas, por, kun, ĝis, jaro, provinco, servoj]
          langdetect: null
    """,
    "eo/numbers.yaml": """
        kind: numbers
        decimal: ","
        scales: {mil: 3, milionoj: 6, miliardoj: 9}
        percent: ["%", elcentoj]
        percentage_point: [elcentaj poentoj]
        currencies: {VND: [dongoj]}
        units: {person: [homoj]}
        labels_before: [numero]
        examples:
        - {text: "kresko de 8,5%", quantities: [8.5 percent]}
        - {text: "25.500 miliardoj dongoj", quantities: [25500000000000 VND]}
    """,
    "eo/periods.yaml": """
        kind: periods
        months: {januaro: 1, marto: 3, junio: 6}
        rules:
          date: {kind: date, pattern: "[la ]{D}[-a] de {M} {Y}"}
          month: {kind: month, pattern: "{M} {Y}"}
          year: {kind: year, pattern: "{Y}"}
        examples:
        - {text: "la 6-a de marto 2025", periods: ["2025-03-06"]}
        - {text: "en 2025", periods: ["2025"]}
    """,
    "eo/comparators.yaml": """
        kind: comparator
        groups:
          ge: {phrases: [almenaŭ], direction: forward, examples: [almenaŭ 80%], rejects: [maksimume 80%]}
    """,
    "eo/period_roles.yaml": """
        kind: period_role
        groups:
          by: {phrases: [ĝis, antaŭ], examples: [ĝis 2030], rejects: [en 2030]}
    """,
    "eo/indicators.yaml": """
        kind: indicator
        groups:
          economic_growth: {phrases: [ekonomia kresko*], examples: [ekonomia kresko de 8%], rejects: [loĝantara kresko]}
          online_submission_rate:
            phrases: ["(dosieroj|petoj) .. retaj", "retaj (dosieroj|petoj)"]
            examples: [retaj petoj]
            rejects: [petoj]
    """,
    "eo/service_heads.yaml": """
        kind: service_head
        groups:
          service: {phrases: ["[retaj] publikaj servoj"], examples: [837 publikaj servoj], rejects: [servoj]}
    """,
    "eo/services.yaml": """
        kind: service
        groups:
          full_process: {phrases: [plenprocez*], examples: [plenprocezaj servoj], rejects: [parta procezo]}
    """,
    "eo/roles.yaml": """
        kind: role
        groups:
          goal.strive: {phrases: [celas, strebas], direction: forward, examples: [provinco celas], rejects: [atingis]}
          achieved.verb: {phrases: [atingis], direction: forward, examples: [la kresko atingis 8%], rejects: [celas]}
    """,
}
ARTICLE = """La provinco Nam Dinh strebas al pli rapida kresko

La 6-a de marto 2025 la provinco Nam Dinh publikigis sian planon por la jaro. Ĝi celas ekonomian kreskon.
La provinco celas, ke la ekonomia kresko estu almenaŭ 10% en 2025, kun pli da entreprenoj kaj pli bonaj servoj.
En 2024 la ekonomia kresko atingis 8,02%.
La provinco nun havas 837 plenprocezajn retajn servojn, tio estas 837 plenprocezaj retaj publikaj servoj.
"""
EXPECTED = {
    "article": {"language": "eo", "place": "VN-67", "event_on": "2025-03-06"},
    "targets": [{"indicator": "economic_growth", "comparator": "ge", "value": 10, "unit": "percent", "period": "2025"}],
    "resolutions": [],
    "services": [{"category": "full_process", "count": 837}],
    "observations": [{"indicator": "economic_growth", "value": 8.02, "unit": "percent", "period": "2024"}],
}


@pytest.fixture(scope="module")
def rules(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("rules")
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def extractor(rules) -> Extractor:
    return Extractor(rules)


@pytest.fixture
def fixture(tmp_path) -> Path:
    (tmp_path / "nam-dinh.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "nam-dinh.expected.json").write_text(json.dumps(EXPECTED), "utf-8")
    return tmp_path


def test_the_new_language_comes_behind_the_built_in_ones(rules):
    assert pack_codes(rules) == (*pack_codes(), "eo")


def test_its_rules_test_themselves(rules):
    results = selftest.run(load_pack("eo", rules))
    assert len(results) > 15
    assert [result for result in results if not result.ok] == []


def test_its_articles_give_records(extractor):
    extraction = extractor.extract(Article(ARTICLE))
    assert extraction.article.language == "eo"
    (target,) = extraction.targets
    assert (target.indicator, target.comparator, target.value, target.unit) == (
        "economic_growth", "ge", Decimal(10), "percent",
    )  # fmt: skip
    assert (target.period, target.place) == ("2025", "VN-67")
    (observation,) = extraction.observations
    assert (observation.value, observation.period) == (Decimal("8.02"), "2024")
    assert ("full_process", 837) in [(service.category, service.count) for service in extraction.services]
    for fact in (*extraction.targets, *extraction.observations, *extraction.services):
        assert fact.rule_id.startswith("eo.")
        assert ARTICLE[fact.start : fact.end] == fact.evidence


def test_its_fixtures_validate(extractor, fixture):
    validation = validate(fixture, extractor)
    assert validation.figures.languages == ["eo"]
    assert validation.results[0].comparison.article_fields == {"language": True, "place": True, "event_on": True}
    assert validation.figures.score("micro").f1 == 1.0
    assert validation.figures.score("observations").f1 == 1.0


def test_the_built_in_languages_are_read_as_before(extractor):
    text = (
        "The province has set a target of 10% growth for 2025 and will provide 837 online public services, "
        "which is more than the year before."
    )
    with_it, without = (one.extract(Article(text)) for one in (extractor, Extractor()))
    assert with_it == without


def test_the_command_line_takes_the_folder(rules, fixture):
    article = fixture / "nam-dinh.txt"
    result = CliRunner().invoke(app, ["extract", str(article), "--rules", str(rules)])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["article"]["language"] == "eo"
    listed = CliRunner().invoke(app, ["rules", "list", "--lang", "eo", "--rules", str(rules)])
    assert "eo.indicator.economic_growth" in listed.stdout
