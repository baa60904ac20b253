"""One article for the terminal: the text with its facts marked, each fact with its rule, each number with its fate."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from govextract.records import Extraction, Fate, LedgerRow
from govextract.report.spans import Tagged, stretches, summary_of, tagged

STYLES = {
    "targets": "bold black on bright_yellow", "resolutions": "bold black on bright_blue",
    "services": "bold black on bright_green", "observations": "bold black on bright_magenta",
}  # fmt: skip
FATE_STYLES: dict[Fate, str] = {"used": "green", "refused": "dim", "unclaimed": "bold red"}


def print_explanation(console: Console, extraction: Extraction) -> None:
    """Print the article, its facts and the ledger. Marks stand in brackets too, for terminals without colour."""
    facts = tagged(extraction)
    console.print(_heading(extraction))
    console.print()
    console.print(_marked(extraction.article.text, facts))
    console.print(_facts(facts))
    console.print(_ledger(extraction, {item.fact.record_id: item.tag for item in facts}))


def fact_table(extraction: Extraction) -> RenderableType:
    """The facts of an article: tag, what it says, the evidence, the rule that decided it."""
    return _facts(tagged(extraction))


def _heading(extraction: Extraction) -> RenderableType:
    article = extraction.article
    known = [article.language, article.place, article.event_on and f"event {article.event_on}"]
    known.append(article.published_on and f"published {article.published_on}")
    lines = [
        f"[bold]{escape(article.title or article.path)}[/]",
        escape(" · ".join(str(item) for item in known if item)),
    ]
    lines += [f"[yellow]warning:[/] {escape(warning)}" for warning in article.warnings]
    return Group(*lines)


def _marked(text: str, facts: list[Tagged]) -> Text:
    marked = Text()
    for part in stretches(text, facts):
        marked.append(part.text, style=STYLES[part.covers[0].table] if part.covers else "")
        for item in part.closes:
            marked.append(f"[{item.tag}]", style="bold")
    return marked


def _facts(facts: list[Tagged]) -> RenderableType:
    if not facts:
        return Text("No facts.", style="dim")
    table = Table("", "fact", "evidence", "rule", "conf.", title="Facts", title_justify="left")
    for item in facts:
        fact = item.fact
        notes = "".join(f"\n{note}" for note in fact.notes)
        cells = (summary_of(fact) + notes, " ".join(fact.evidence.split()), fact.rule_id, f"{fact.confidence:.2f}")
        table.add_row(Text(item.tag, style=STYLES[item.table]), *map(Text, cells))
    return table


def _ledger(extraction: Extraction, tags: dict[str, str]) -> RenderableType:
    if not extraction.ledger:
        return Text("No numbers.", style="dim")
    fates = [row.fate for row in extraction.ledger]
    counts = ", ".join(f"{fates.count(fate)} {fate}" for fate in FATE_STYLES)
    table = Table("line:col", "number", "fate", "by", "why", title=f"Numbers: {counts}", title_justify="left")
    for row in sorted(extraction.ledger, key=lambda row: row.start):
        at = _line_and_column(extraction.article.text, row.start)
        fate = Text(row.fate, style=FATE_STYLES[row.fate])
        number, by, why = Text(" ".join(row.text.split())), Text(_by(row, tags)), Text(row.reason or "")
        table.add_row(at, number, fate, by, why)
    return table


def _line_and_column(text: str, offset: int) -> str:
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def _by(row: LedgerRow, tags: dict[str, str]) -> str:
    record = tags.get(row.record_id, row.record_id) if row.record_id else None
    return " ".join(part for part in (record, row.rule_id) if part)
