"""``govextract rules``: what the rule packs hold, whether their examples come true, and what they do on articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govextract.cli.options import Rules
from govextract.errors import GovextractError

if TYPE_CHECKING:
    from pydantic import BaseModel

    from govextract.article import Article
    from govextract.rulecheck.stats import Statistics
    from govextract.rulepack import Pack
    from govextract.validate.versions import Difference

app = typer.Typer(help="List, test, show, count and compare the rules.", no_args_is_help=True)

Language = Annotated[str | None, typer.Option("--lang", "-l", metavar="CODE", help="Only this language.")]


Articles = Annotated[list[Path], typer.Argument(metavar="INPUT...", help="Files or folders of articles.")]


class Format(StrEnum):
    """How figures are printed."""

    TEXT = "text"
    JSON = "json"


Style = Annotated[Format, typer.Option("--format", "-f", help="text or json.")]


class UnknownRule(GovextractError):
    """No rule or language of that name."""


@app.command("list")
def list_rules(language: Language = None, rules: Rules = None) -> None:
    """Print every rule: id, kind, how many phrases.

    Exit codes: 0 clean; 2 the packs cannot be loaded.
    """
    for pack in _packs(language, rules):
        for identifier, kind, rule in _rules_of(pack):
            phrases = len(getattr(rule, "phrases", ())) or 1
            typer.echo(f"{identifier}\t{kind}\t{phrases}")


@app.command("test")
def test_rules(language: Language = None, rules: Rules = None) -> None:
    """Run the examples and rejects of every rule.

    Exit codes: 0 all come true; 1 some do not (stdout lists them); 2 the packs cannot be loaded.
    """
    from govextract.rulecheck import selftest

    failed = total = 0
    for pack in _packs(language, rules):
        for result in selftest.run(pack):
            total += 1
            if not result.ok:
                failed += 1
                typer.echo(f"{result.rule}: {result.message}")
    typer.echo(f"{total:,} self-tests, {failed:,} failed", err=True)
    raise typer.Exit(1 if failed else 0)


@app.command("show")
def show_rule(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="A rule id, as rules list prints it.")],
    rules: Rules = None,
) -> None:
    """Print one rule as JSON: phrases, examples, rejects.

    Exit codes: 0 clean; 2 there is no such rule.
    """
    for pack in _packs(None, rules):
        for name, kind, rule in _rules_of(pack):
            if name == identifier:
                content = {"id": name, "kind": kind, **rule.model_dump(mode="json", exclude_defaults=True)}
                typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
                return
    raise UnknownRule(f"{identifier}: no such rule; govextract rules list prints them all")


@app.command("stats")
def count_rules(inputs: Articles, language: Language = None, style: Style = Format.TEXT, rules: Rules = None) -> None:
    """Count on articles how often each rule fired, in how many of them, and how many records it decided.

    Rules that never fired are marked dead, those that fired in one article only are marked too. Languages that none of
    the articles is in are left out.

    Exit codes: 0 counted; 2 could not run.
    """
    from govextract.pipeline import Extractor
    from govextract.rulecheck.stats import gather

    packs = {pack.code: pack for pack in _packs(language, rules)}
    statistics = gather(_articles(inputs), Extractor(rules), packs)
    if style is Format.JSON:
        typer.echo(json.dumps(statistics.as_dict(), ensure_ascii=False, indent=2))
    else:
        _print_statistics(statistics)


def _print_statistics(statistics: Statistics) -> None:
    width = max((len(use.rule) for use in statistics.uses), default=4)
    typer.echo(f"{'rule':{width}}{'fired':>8}{'articles':>10}{'records':>9}")
    for use in statistics.uses:
        line = f"{use.rule:{width}}{use.fired:8,}{use.articles:10,}{use.records:9,}  {use.remark}"
        typer.echo(line.rstrip())
    articles = ", ".join(f"{count:,} {code}" for code, count in statistics.articles.items()) or "none"
    typer.echo(
        f"articles: {articles}; {len(statistics.uses):,} rules, {len(statistics.dead):,} dead, "
        f"{len(statistics.lone):,} in one article only",
        err=True,
    )


@app.command("diff")
def compare_rules(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Folder of the old rules, or built-in.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Folder of the new rules, or built-in.")],
    inputs: Articles,
    style: Style = Format.TEXT,
) -> None:
    """Compare what two versions of the rules find: records gained, lost and changed, and the rule behind each.

    A folder with languages.yaml and base/ stands for itself; any other adds to the built-in rules, as with --rules.

    Exit codes: 0 they find the same; 1 they differ; 2 could not run.
    """
    from govextract.validate.versions import compare_versions, open_rules

    differences = list(compare_versions(_articles(inputs), open_rules(old), open_rules(new)))
    if style is Format.JSON:
        typer.echo(json.dumps([one.as_dict() for one in differences], ensure_ascii=False, indent=2))
    else:
        for one in differences:
            typer.echo(_line(one))
    changes = [one.change for one in differences]
    typer.echo(", ".join(f"{changes.count(change):,} {change}" for change in ("gained", "lost", "changed")), err=True)
    raise typer.Exit(1 if differences else 0)


def _line(one: Difference) -> str:
    if one.change == "changed":
        fields = " ".join(f"{name}: {one.old[name]} -> {one.new[name]}" for name in one.new)
    else:
        fields = " ".join(f"{name}={value}" for name, value in (one.new or one.old).items() if value is not None)
    rules = " -> ".join(dict.fromkeys(rule or "no number" for rule in (one.old_rule or one.rule, one.rule)))
    return f"{one.change:8}{one.path}@{one.start} {one.table} {fields} «{' '.join(one.evidence.split())}» by {rules}"


def _articles(inputs: list[Path]) -> Iterator[Article]:
    """The readable articles under ``inputs``; what cannot be read is told on stderr and passed over."""
    from govextract.article import Article
    from govextract.read import discover, read_path

    for path in inputs:
        if not path.exists():
            raise FileNotFoundError(f"{path}: no such file or folder")
    for path, name in discover(inputs):
        for item in read_path(path, name):
            if isinstance(item, Article):
                yield item
            else:
                typer.echo(f"govextract: {item.path}: {item.reason}: {item.message}", err=True)


def _packs(language: str | None, rules: Rules) -> list[Pack]:
    from govextract.rulepack import load_packs

    packs = load_packs(rules)
    if language is None:
        return list(packs.values())
    if language not in packs:
        raise UnknownRule(f"--lang {language}: no such pack; there are {', '.join(packs)}")
    return [packs[language]]


def _rules_of(pack: Pack) -> Iterator[tuple[str, str, BaseModel]]:
    """Id, kind and content of every rule of a pack: its lexicon groups, numbers and periods."""
    for identifier, (kind, group) in sorted(pack.groups.items()):
        yield identifier, kind, group
    yield f"{pack.code}.numbers", "numbers", pack.numbers
    for name, rule in pack.periods.rules.items():
        yield f"{pack.code}.periods.{name}", "periods", rule
