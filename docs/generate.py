"""Regenerates what the documentation derives from the code: the support table of the README and the figures on the fixtures.

usage: python docs/generate.py [--check]     (--check changes nothing and fails when the README is out of date)
"""

from __future__ import annotations

import sys
from pathlib import Path

from govextract.places import load_places
from govextract.resources import resource_dir
from govextract.rulepack import load_packs

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BEGIN, END = "<!-- support table: make docs -->", "<!-- end -->"


def support_table() -> str:
    """What each language's pack covers, as a Markdown table."""
    packs = load_packs()
    places = load_places(resource_dir("data"))
    rows = {
        "vocabulary indicators": lambda p: len(_codes(p, "indicator") & set(p.indicators)),
        "service categories": lambda p: len(_codes(p, "service") | _codes(p, "service_mode")),
        "document types": lambda p: len(_codes(p, "doc_type")),
        "issuing bodies": lambda p: len(_codes(p, "issuer")),
        "role cues (groups)": lambda p: sum(kind == "role" for kind, _ in p.groups.values()),
        "ways to write a period": lambda p: len(p.periods.rules),
        "lexicon phrases": lambda p: sum(len(group.phrases) for _, group in p.groups.values()),
        "place-name forms": lambda p: len(places.names(p.code)) if p.code in places.languages() else 0,
        "fixtures": lambda p: len(list((ROOT / "fixtures" / p.code).glob("*.expected.json"))),
    }
    lines = ["| | " + " | ".join(packs) + " |", "| --- |" + " ---: |" * len(packs)]
    for name, count in rows.items():
        lines.append(f"| {name} | " + " | ".join(f"{count(pack):,}" for pack in packs.values()) + " |")
    return "\n".join(lines)


def _codes(pack: object, kind: str) -> set[str]:
    return {group.code or "" for k, group in pack.groups.values() if k == kind}  # type: ignore[attr-defined]


def accuracy_table() -> str:
    """F1 per table and language on the fixtures, as a Markdown table."""
    from govextract.extracts import build_extractor
    from govextract.validate import validate

    figures = validate(ROOT / "fixtures", build_extractor()).figures
    languages = list(load_packs())
    lines = ["| table | " + " | ".join([*languages, "all"]) + " |", "| --- |" + " ---: |" * (len(languages) + 1)]
    for table in ("targets", "resolutions", "services", "observations"):
        cells = [f"{figures.score(table, code).f1:.3f}" for code in [*languages, "all"]]
        lines.append(f"| {table} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def replace_between(text: str, begin: str, body: str) -> str:
    """``text`` with what stands between ``begin`` and the next end mark replaced."""
    head, _, rest = text.partition(begin)
    _, _, tail = rest.partition(END)
    return f"{head}{begin}\n{body}\n{END}{tail}"


def main() -> int:
    """Writes the README's table, or checks it."""
    text = README.read_text("utf-8")
    fresh = replace_between(text, BEGIN, support_table())
    if "--check" in sys.argv:
        return int(fresh != text)
    README.write_text(fresh, "utf-8")
    accuracy = ROOT / "docs" / "accuracy.md"
    accuracy.write_text(replace_between(accuracy.read_text("utf-8"), "<!-- fixtures: make docs -->", accuracy_table()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
