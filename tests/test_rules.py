"""Every rule keeps the word of its examples and rejects, in every pack; and a broken word is told by rule and text."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from govextract.cli.app import app
from govextract.rulecheck import selftest
from govextract.rulepack import load_pack, pack_codes

RESULTS = [result for code in pack_codes() for result in selftest.run(load_pack(code))]


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: f"{result.rule}: {result.text[:40]}")
def test_every_example_fires_and_no_reject_does(result):
    assert result.ok, f"{result.rule}: {result.message}"


@pytest.mark.parametrize("code", pack_codes())
def test_a_pack_tests_words_numbers_periods_symbols_and_citations(code):
    kinds = {result.rule.split(".")[1] for result in RESULTS if result.rule.startswith(f"{code}.")}
    assert kinds >= {"indicator", "role", "service", "numbers", "periods", "symbols", "citations"}


@pytest.fixture
def liar(tmp_path) -> Path:
    """A rules folder whose only group is wrong about itself, twice."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "more.yaml").write_text(
        "kind: level\n"
        "groups:\n"
        "  village: {code: commune, phrases: [village-level], examples: [a hamlet], rejects: [a village-level plan]}\n"
    )
    return tmp_path


def failures_of(rule: str, overlay: Path) -> list[selftest.SelfTestResult]:
    return [result for result in selftest.run(load_pack("en", overlay)) if result.rule == rule and not result.ok]


def test_a_rule_that_lies_about_itself_is_named(liar):
    failed = failures_of("en.level.village", liar)
    assert [(result.rule, result.text) for result in failed] == [
        ("en.level.village", "a hamlet"),
        ("en.level.village", "a village-level plan"),
    ]
    assert "'village-level'" in failed[1].message


def test_an_example_that_another_group_takes_names_that_group(liar):
    (liar / "en" / "more.yaml").write_text(
        "kind: level\ngroups:\n  village: {code: commune, phrases: [level], examples: [at the commune level], rejects: [a plan]}\n"
    )
    (failed,) = failures_of("en.level.village", liar)
    assert "en.level.commune" in failed.message


def test_the_command_lists_what_failed_and_exits_1(liar):
    result = CliRunner().invoke(app, ["rules", "test", "--lang", "en", "--rules", str(liar)])
    assert result.exit_code == 1
    assert result.stdout.count("en.level.village: ") == 2
    assert "self-tests" in result.stderr
