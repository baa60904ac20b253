"""Rules that a user brings cannot hang, exhaust or run anything: they load and work, or are refused with file and line."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from govextract.lexing.lexicon import Lexicon, Term
from govextract.lexing.patterns import PatternError
from govextract.lexing.periods import PeriodLexer, PeriodPatternError
from govextract.lexing.quantities import QuantityLexer
from govextract.lexing.view import make_view
from govextract.pipeline import Extractor
from govextract.resources import resource_dir
from govextract.rulepack import PackError, load_pack, pack_codes
from govextract.rulepack.schema import PeriodRule

CODE = pack_codes()[0]
GROUP = """kind: indicator
groups:
  grdp_growth.mine:
    phrases: [{phrases}]
    examples: [GRDP grew 5%]
    rejects: [nothing]
"""


def overlay(folder: Path, content: str | bytes, name: str = "mine.yaml") -> Path:
    (folder / CODE).mkdir(exist_ok=True)
    (folder / CODE / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def bomb() -> str:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "\n".join(levels)


@pytest.mark.parametrize(
    "content",
    [
        bomb(),
        "kind: indicator\ngroups: " + "[" * 1200,
        "kind: indicator\ngroups: " + "{a: " * 400 + "1" + "}" * 400,
        "kind: indicator\nkind: indicator\ngroups: {}",
        "kind: !!python/object/apply:os.system ['touch owned']",
        "kind: indicator\ngroups: {}\n" + "# " + "x" * 1_100_000,
        b"kind: indicator\n\xff\xfe",
        b"kind: indicator\0",
        "kind: 5\ngroups: 7",
        "- a list",
        "just words",
        "",
        GROUP.format(phrases="'" + "(" * 2000 + "'"),
        GROUP.format(phrases="'" + "(a " * 1000 + ")" * 1000 + "'"),
        GROUP.format(phrases="'a " + "[a*] " * 40 + "z'"),
        GROUP.format(phrases="'a" + " ... a" * 8 + " z'"),
        GROUP.format(phrases="'a " + "(a*|ab*|abc*) " * 20 + "z'"),
        GROUP.format(phrases="'" + "a" * 5000 + "'"),
        GROUP.format(phrases="'*'"),
    ],
    ids=lambda content: repr(content[:40]),
)
def test_dangerous_rules_are_refused_with_their_file(tmp_path: Path, content: str | bytes) -> None:
    began = time.process_time()
    with pytest.raises(PackError, match=re.escape("mine.yaml")):
        Extractor(overlay(tmp_path, content), "off")
    assert time.process_time() - began < 30
    assert not (tmp_path / "owned").exists()


def with_period(folder: Path, pattern: str) -> Path:
    """An overlay with one more period rule."""
    text = (resource_dir("rules") / CODE / "periods.yaml").read_text("utf-8")
    rule = f"rules:\n  mine: {{kind: year, pattern: '{pattern}'}}\n"
    return overlay(folder, text.replace("rules:\n", rule, 1), "periods.yaml")


@pytest.mark.parametrize(
    "pattern",
    ["x" + "*" * 30 + " {Y}", "[a]" * 60 + "{Y}", "(a|a)" * 40 + "{Y}", "(" * 300 + "{Y}" + ")" * 300, "x" * 5000, "(a {Y}", "{X}"],
)
def test_dangerous_period_patterns_are_refused_with_file_and_line(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(PackError, match=r"periods\.yaml, line \d+: rules\.mine\.pattern"):
        Extractor(with_period(tmp_path, pattern), "off")


def test_dangerous_citation_words_are_refused_with_file_and_line(tmp_path: Path) -> None:
    text = (resource_dir("rules") / CODE / "citations.yaml").read_text("utf-8")
    changed = text.replace("issue: [", "issue: ['a*a*a*a*a*a*a*a*', ", 1)
    with pytest.raises(PackError, match=r"citations\.yaml, line \d+: issue.*wildcards at most"):
        load_pack(CODE, overlay(tmp_path, changed, "citations.yaml"))


HARDEST = "a " + "[a*] " * 14 + "z"


@pytest.mark.parametrize("text", ["a " * 400, "a" * 20_000, "a a a ab abc " * 80, "a, " * 1000])
@pytest.mark.parametrize("phrase", [HARDEST, "a ... a ... a ... a z", "a* a* a* a* z", "a" + " (a*|ab*|abc*)" * 3 + " z"])
def test_the_hardest_phrases_that_are_let_in_end_on_the_worst_texts(phrase: str, text: str) -> None:
    lexicon = Lexicon([(phrase, Term("indicator", "x", "x"))])
    began = time.process_time()
    lexicon.find(text)
    assert time.process_time() - began < 60


@pytest.mark.parametrize("text", ["a" * 20_000, "a " * 3000, "2025 " * 2000, "ab" * 5000 + " 2025"])
@pytest.mark.parametrize("pattern", ["a*a*a*a* {Y}", "[a ][a ][a ][a ][a ][a ]{Y} a"])
def test_the_hardest_period_patterns_that_are_let_in_end_on_the_worst_texts(pattern: str, text: str) -> None:
    periods = load_pack(CODE).periods.model_copy(update={"rules": {"mine": PeriodRule(kind="year", pattern=pattern)}})
    began = time.process_time()
    PeriodLexer(periods).find(make_view(text), [], [])
    assert time.process_time() - began < 60


def test_a_period_pattern_too_hard_says_which_rule_it_is() -> None:
    periods = load_pack(CODE).periods.model_copy(update={"rules": {"mine": PeriodRule(kind="year", pattern="(a|a)" * 40)}})
    with pytest.raises(PeriodPatternError) as caught:
        PeriodLexer(periods)
    assert caught.value.rule == "mine"


def test_a_phrase_too_hard_says_what_to_do() -> None:
    with pytest.raises(PatternError, match="several phrases"):
        Lexicon([("a" + " ... a" * 8, Term("indicator", "x", "x"))])


def test_modifiers_that_contain_each_other_end() -> None:
    numbers = load_pack(CODE).numbers.model_copy(update={"modifiers": ("new", "new new", "new new new")})
    began = time.process_time()
    QuantityLexer(numbers).find(make_view("The province has 5" + " new" * 400 + " x."), [], [])
    assert time.process_time() - began < 60
