"""``rules stats`` and ``rules diff``: which rules work on articles, and what a change of rules changes."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from govextract.article import Article
from govextract.cli.app import app
from govextract.pipeline import Extractor
from govextract.read import discover, read_path
from govextract.rulecheck.stats import gather
from govextract.rulepack import PackError, load_packs
from govextract.validate.versions import compare_versions, open_rules

FIRST = "In 2025 the province strives for economic growth of 8% or more, according to its people's committee."
SECOND = "In 2024 the GRDP growth rate of the province reached 7.5%, which was more than in the years before."


@pytest.fixture
def articles(tmp_path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, "utf-8")
    (folder / "second.txt").write_text(SECOND, "utf-8")
    (folder / "photo.jpg").write_bytes(b"x")
    return folder


@pytest.fixture
def rules(tmp_path) -> Path:
    """The built-in rules with one that fires once and one that never does."""
    folder = tmp_path / "more"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "more.yaml").write_text(
        "kind: filler\n"
        "groups:\n"
        "  once: {phrases: [according to], examples: [according to him], rejects: [him]}\n"
        "  never: {phrases: [zyzzyva], examples: [a zyzzyva], rejects: [weevils]}\n"
    )
    return folder


def test_uses_are_counted_by_firing_article_and_record(rules):
    statistics = gather([Article(FIRST), Article(SECOND)], Extractor(rules), load_packs(rules))
    uses = {use.rule: use for use in statistics.uses}
    assert statistics.articles == {"en": 2}
    once, never, growth = uses["en.filler.once"], uses["en.filler.never"], uses["en.indicator.economic_growth"]
    assert (once.fired, once.articles, once.records, once.remark) == (1, 1, 0, "one article")
    assert (never.fired, never.articles, never.records, never.remark) == (0, 0, 0, "dead")
    assert growth.fired >= 2 and growth.articles == 2 and growth.records == 2
    assert uses["en.periods.year.plain"].fired >= 1
    assert never in statistics.dead and once in statistics.lone


def test_languages_that_were_not_met_are_not_called_dead():
    statistics = gather([Article(FIRST)], Extractor(), load_packs())
    assert {use.rule.split(".")[0] for use in statistics.uses} <= {"en", "engine"}


def test_the_table_goes_to_stdout_and_what_was_passed_over_to_stderr(articles, rules):
    result = CliRunner().invoke(app, ["rules", "stats", str(articles), "--rules", str(rules)])
    assert result.exit_code == 0
    lines = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines()}
    assert lines["en.filler.once"] == ["1", "1", "0", "one", "article"]
    assert lines["en.filler.never"] == ["0", "0", "0", "dead"]
    assert "photo.jpg: unsupported" in result.stderr
    assert "articles: 2 en;" in result.stderr


def test_the_figures_come_as_json_too(articles):
    result = CliRunner().invoke(app, ["rules", "stats", str(articles), "--format", "json"])
    content = json.loads(result.stdout)
    assert content["articles"] == {"en": 2}
    assert content["dead"] == sum(rule["remark"] == "dead" for rule in content["rules"])


def without_growth(folder: Path) -> Path:
    """Rules under which growth is not heard of any more, and "province" is a level."""
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "more.yaml").write_text("kind: indicator\ndisable: [economic_growth, economic_growth.bare]\n")
    return folder


def test_lost_and_gained_records_name_the_rule(tmp_path):
    changed = without_growth(tmp_path / "new")
    old, new = Extractor(), Extractor(changed)
    lost = [one for one in compare_versions([Article(SECOND)], old, new) if one.table == "observations"]
    assert [(one.change, one.old["value"], one.old_rule) for one in lost] == [("lost", 7.5, "en.indicator.economic_growth")]
    assert lost[0].rule is None or lost[0].rule.split()[0] in ("unclaimed", "refused")
    gained = [one for one in compare_versions([Article(SECOND)], new, old) if one.table == "observations"]
    assert [(one.change, one.new["value"], one.rule) for one in gained] == [("gained", 7.5, "en.indicator.economic_growth")]


def test_a_record_that_differs_at_the_same_place_is_changed_not_lost(tmp_path):
    changed = without_growth(tmp_path / "new")
    differences = list(compare_versions([Article(FIRST)], Extractor(), Extractor(changed)))
    (change,) = [one for one in differences if one.table == "targets"]
    assert change.change == "changed"
    assert (change.old["indicator"], change.new["indicator"]) == ("economic_growth", "other")
    assert change.old_rule == "en.indicator.economic_growth"
    assert change.evidence in FIRST


def test_the_same_rules_find_the_same(articles):
    result = CliRunner().invoke(app, ["rules", "diff", "built-in", "built-in", str(articles)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 gained, 0 lost, 0 changed" in result.stderr


def test_the_command_tells_the_differences_and_exits_1(articles, tmp_path):
    changed = without_growth(tmp_path / "new")
    result = CliRunner().invoke(app, ["rules", "diff", "built-in", str(changed), str(articles)])
    assert result.exit_code == 1
    assert "lost    second.txt@" in result.stdout
    assert "by en.indicator.economic_growth -> " in result.stdout
    as_json = CliRunner().invoke(app, ["rules", "diff", "built-in", str(changed), str(articles), "-f", "json"])
    assert {one["path"] for one in json.loads(as_json.stdout)} == {"first.txt", "second.txt"}


def test_a_complete_folder_of_rules_stands_for_itself(tmp_path):
    from shutil import copytree

    from govextract.resources import resource_dir

    old = tmp_path / "old"
    copytree(resource_dir("rules"), old)
    for path in (old / "en").glob("indicator*.yaml"):
        path.write_text("kind: indicator\n")
    extraction = open_rules(old).extract(Article(SECOND))
    assert not extraction.observations
    assert [one.value for one in open_rules("built-in").extract(Article(SECOND)).observations] == [Decimal("7.5")]


def test_rules_that_are_not_there_are_told(tmp_path):
    with pytest.raises(PackError, match="no such rules folder"):
        open_rules(tmp_path / "nowhere")


ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT.parent / "shared" / "gold" / "dev"


@pytest.mark.skipif(not DEV.is_dir(), reason="the annotated articles that the bar speaks of are not part of this repository")
def test_rules_that_fire_in_one_article_say_why_they_are_general():
    found = [item for folder in (ROOT / "fixtures", DEV) for path, name in discover([folder]) for item in read_path(path, name)]
    packs = load_packs()
    lone = gather([item for item in found if isinstance(item, Article)], Extractor(ner="off"), packs).lone
    unexplained = []
    for use in lone:
        code, _, rest = use.rule.partition(".")
        pack = packs.get(code)
        if pack is None:  # a rule of the engine, documented in the code
            continue
        rule = pack.groups[use.rule][1] if use.rule in pack.groups else pack.periods.rules.get(rest.removeprefix("periods."))
        if rule is not None and not rule.comment:
            unexplained.append(use.rule)
    assert unexplained == []
