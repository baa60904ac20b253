"""``govextract rules``: what the rule packs hold, and whether their examples come true."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from govextract.cli.options import Rules
from govextract.errors import GovextractError

if TYPE_CHECKING:
    from pydantic import BaseModel

    from govextract.rulepack import Pack

app = typer.Typer(help="List, test and show the rules.", no_args_is_help=True)

Language = Annotated[str | None, typer.Option("--lang", "-l", metavar="CODE", help="Only this language.")]


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
