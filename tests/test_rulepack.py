"""Rule packs: an overlay adds, replaces and disables; whatever is wrong is told with file, line and key."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from govextract.lexing.patterns import MAX_LENGTH
from govextract.pipeline import Extractor, LanguageKit
from govextract.rulepack import PackError, load_pack, load_packs, pack_codes
from govextract.rulepack.loader import pack_hash
from govextract.rulepack.yamlio import MAX_BYTES, MAX_DEPTH, YamlError, line_of, load_yaml

GROUP = "{code: commune, phrases: [village-level], examples: [a village-level plan], rejects: [a hamlet]}"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_an_overlay_adds_a_group_and_keeps_the_rest(tmp_path):
    write(tmp_path, "en/more.yaml", f"kind: level\ngroups:\n  village: {GROUP}\n")
    pack = load_pack("en", tmp_path)
    assert pack.groups["en.level.village"][1].phrases == ("village-level",)
    assert set(load_pack("en").groups) < set(pack.groups)


def test_an_overlay_replaces_a_group_of_the_same_id_and_can_disable_one(tmp_path):
    write(tmp_path, "en/more.yaml", f"kind: level\ngroups:\n  commune: {GROUP}\ndisable: [district]\n")
    pack = load_pack("en", tmp_path)
    assert pack.groups["en.level.commune"][1].phrases == ("village-level",)
    assert "en.level.district" not in pack.groups


def test_the_hash_names_the_rules_in_use(tmp_path):
    write(tmp_path, "en/more.yaml", f"kind: level\ngroups:\n  village: {GROUP}\n")
    before = pack_hash(tmp_path)
    assert before != pack_hash()
    write(tmp_path, "en/more.yaml", "kind: level\n")
    assert pack_hash(tmp_path) not in (before, pack_hash())


def test_every_built_in_pack_loads_and_compiles():
    packs = load_packs()
    assert tuple(packs) == pack_codes()
    for pack in packs.values():
        LanguageKit(pack)


EXAMPLES = "examples: [{text: x, periods: []}]\n"
BROKEN = {
    "a typo in a key": (
        "en/more.yaml",
        "kind: level\ngroups:\n  village:\n    phrases: [x]\n    exmaples: [x]\n    rejects: [y]\n",
        "more.yaml, line 5: groups.village.exmaples: Extra inputs are not permitted",
    ),
    "a missing key": (
        "en/more.yaml",
        "kind: level\ngroups:\n  village: {code: commune, phrases: [x], rejects: [y]}\n",
        "more.yaml, line 3: groups.village.examples: Field required",
    ),
    "no rejects": (
        "en/more.yaml",
        "kind: level\ngroups:\n  village: {code: commune, phrases: [x], examples: [x], rejects: []}\n",
        "more.yaml, line 3: groups.village.rejects: ",
    ),
    "a phrase with an open bracket": (
        "en/more.yaml",
        "kind: level\ngroups:\n  commune:\n    phrases:\n    - village\n    - (a|b\n    examples: [x]\n    rejects: [y]\n",
        "more.yaml, line 6: groups.commune.phrases.1: '(a|b': unbalanced brackets",
    ),
    "a phrase that begins with a gap": (
        "en/more.yaml",
        "kind: level\ngroups:\n  village: {code: commune, phrases: [.. level], examples: [x], rejects: [y]}\n",
        "groups.village.phrases.0: '.. level': a phrase must begin with a word",
    ),
    "an endless phrase": (
        "en/more.yaml",
        f"kind: level\ngroups:\n  village: {{code: commune, phrases: [{'x' * (MAX_LENGTH + 1)}], examples: [x], rejects: [y]}}\n",
        "more.yaml, line 3: groups.village.phrases.0: ",
    ),
    "a duplicate key": (
        "en/more.yaml",
        f"kind: level\ngroups:\n  village: {GROUP}\n  village: {GROUP}\n",
        "line 4",
    ),
    "a code that no record can hold": (
        "en/more.yaml",
        "kind: service\ngroups:\n  trial: {phrases: [trial services], examples: [12 trial services], rejects: [x]}\n",
        "more.yaml, line 3: groups.trial: no service 'trial'; there are any_location, ",
    ),
    "an alias": (
        "en/more.yaml",
        "kind: level\ngroups:\n  a: &x {phrases: [x], examples: [x], rejects: [y]}\n  b: *x\n",
        "more.yaml, line 3: anchors, aliases and tags are not allowed",
    ),
    "a tag": ("en/more.yaml", "kind: !!python/name:os.system x\n", "more.yaml, line 1: anchors, aliases and tags"),
    "too deep": ("en/more.yaml", "kind: " + "[" * (MAX_DEPTH + 5) + "]" * (MAX_DEPTH + 5), "more.yaml, line 1: nested"),
    "too large": ("en/more.yaml", f"kind: level # {'x' * MAX_BYTES}\n", f"may have {MAX_BYTES} at most"),
    "no YAML": ("en/more.yaml", "kind: [level\n", "more.yaml: "),
    "a kind that is no word": ("en/more.yaml", "kind: 7 up\n", "more.yaml, line 1: kind: "),
    "an unknown placeholder of a period": (
        "en/periods.yaml",
        f"kind: periods\nmonths: {{}}\nrules:\n  year: {{kind: year, pattern: '{{X}}'}}\n{EXAMPLES}",
        "periods.yaml, line 4: rules.year.pattern: '{X}': no placeholder {X}",
    ),
    "a period with an open bracket": (
        "en/periods.yaml",
        f"kind: periods\nmonths: {{}}\nrules:\n  year: {{kind: year, pattern: '({{Y}}'}}\n{EXAMPLES}",
        "periods.yaml, line 4: rules.year.pattern: '({Y}': brackets",
    ),
    "a period of an unknown kind": (
        "en/periods.yaml",
        "kind: periods\nmonths: {}\nrules:\n  y: {kind: epoch, pattern: '{Y}'}\nexamples: [{text: x, periods: []}]\n",
        "periods.yaml, line 4: rules.y.kind: ",
    ),
    "a language without a script": (
        "languages.yaml",
        "en: {name: English}\n",
        "languages.yaml: en.script: Field required",
    ),
}


@pytest.mark.parametrize(("name", "text", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_file_is_told_with_its_place(tmp_path, name, text, message):
    write(tmp_path, name, text)
    with pytest.raises(PackError) as error:
        Extractor(tmp_path)
    assert str(tmp_path / name) in str(error.value)
    assert message in str(error.value)


def test_scalars_are_those_of_yaml_1_2(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text("[no, yes, on, 12:30, 010, 7, -0.5, true, ~, 2026-11-21, null, '5', <<]\n")
    day = dt.date(2026, 11, 21)
    assert load_yaml(path) == ["no", "yes", "on", "12:30", "010", 7, -0.5, True, None, day, None, "5", "<<"]


def test_rules_that_are_not_utf_8_are_told_where(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_bytes(b"kind: \xff\n")
    with pytest.raises(YamlError, match="not UTF-8 at byte 6"):
        load_yaml(path)


def test_a_missing_rules_folder_is_told(tmp_path):
    with pytest.raises(PackError, match="no such rules folder"):
        Extractor(tmp_path / "nowhere")


def test_a_language_of_the_list_without_its_files_says_what_is_missing(tmp_path):
    write(tmp_path, "languages.yaml", "xx: {name: Xish, script: Grek}\n")
    with pytest.raises(PackError, match="rules/xx: a pack needs a file of kind numbers and one of kind periods"):
        load_pack("xx", tmp_path)


def test_the_line_of_a_key_that_is_not_there_is_that_of_its_parent(tmp_path):
    path = write(tmp_path, "x.yaml", "a:\n  b:\n  - c\n  - d: 1\n")
    assert line_of(path, ("a", "b", 1, "d")) == 4
    assert line_of(path, ("a", "b", 1, "missing")) == 4
    assert line_of(path, ("a", "missing")) == 1
