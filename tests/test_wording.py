"""What plain words around a number say: heard on both sides of it, names and titles apart, weighed as the rule file says."""

from __future__ import annotations

import pytest

from govextract.article import Article
from govextract.link.words import Words
from govextract.pipeline import Extractor
from govextract.rulepack.loader import PackError, load_pack

STATEMENT = "By 2030 the province will have 25 more communes reaching new rural standards across the snow."


def _rules(folder, text):
    (folder / "en").mkdir()
    (folder / "en" / "wording.yaml").write_text("kind: wording\n" + text, "utf-8")
    return folder


def _targets(folder=None):
    return [row.indicator for row in Extractor(rules=folder).extract(Article(STATEMENT)).targets]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("roles: |\n  behind elsewhere -9 9\n", ["new_rural_communes"]),
        ("roles: |\n  behind snow -9 9\n", []),
        ("roles: |\n  before snow -9 9\n", ["new_rural_communes"]),
        ("roles: |\n  just_behind snow -9 9\n", ["new_rural_communes"]),
        ("roles: |\n  just_behind communes -9 9\n", []),
        ("indicators:\n  new_rural_communes: |\n    behind snow -19\n", []),
        ("indicators:\n  forest_cover: |\n    behind snow -19\n", ["new_rural_communes"]),
    ],
)
def test_words_of_a_users_rules_speak_where_they_stand(tmp_path, text, expected):
    assert _targets(_rules(tmp_path, text)) == expected


def test_names_are_not_heard_but_the_words_of_titles_are():
    assert Words("By May the Kon Tum office paid 1,250 households").plain(0, 47)[1] == [
        "by", "", "the", "", "", "office", "paid", "#", "households",
    ]  # fmt: skip
    assert Words("Province Sets Goal Of 95%").plain(0, 25)[1] == ["province", "sets", "goal", "of", "#"]


@pytest.mark.parametrize(
    "line", ["behind snow", "behind snow -9", "behind snow much more", "beside snow 1 2", "behind snow 1 nan", "behind snow 1 99"]
)
def test_a_line_that_is_none_is_told_with_its_file(tmp_path, line):
    with pytest.raises(PackError, match=r"wording\.yaml, line 2: roles.*should be before or behind"):
        load_pack("en", _rules(tmp_path, f"roles: |\n  {line}\n"))


def test_a_pack_without_words_still_reads(tmp_path):
    assert _targets(_rules(tmp_path, "")) == ["new_rural_communes"]


def test_the_ledger_names_the_words_that_spoke():
    read = Extractor().extract(Article("By 2030 the province strives to have 25 more communes reaching new rural standards."))
    assert len(read.targets) == 1
    assert any("; words " in (row.reason or "") for row in read.ledger)
