"""Renders a validation as text, JSON, JUnit XML or GitHub annotations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from govextract.validate import CaseResult, Validation
from govextract.validate.compare import QUANTITY_TABLES, TABLES, Row
from govextract.validate.figures import ALL, MICRO, Score
from govextract.validate.propose import FIELDS, plain


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference: a missed or spurious fact, or a wrong field of the article. Lines and columns count from 1."""

    kind: str
    table: str
    message: str
    file: str
    line: int | None = None
    column: int | None = None

    @property
    def where(self) -> str:
        """``file:line:column`` as far as known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


def render(validation: Validation, style: str) -> str:
    """The report in ``style``: text, json, junit or github. Raises KeyError for another."""
    return {"text": _text, "json": _json, "junit": _junit, "github": _github}[style](validation)


STYLES = ("text", "json", "junit", "github")
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def findings(result: CaseResult) -> Iterator[Finding]:
    """The differences of one article: rejects first, then its own fields, then facts table by table."""
    file = str(result.case.article)
    if result.reject is not None:
        yield Finding("rejected", "articles", f"{result.reject.reason}: {result.reject.message}", file)
    got = result.article or {}
    for field, right in result.comparison.article_fields.items():
        if not right:
            wanted = result.case.expected["article"][field]
            yield Finding("wrong", "articles", f"{field} is {got.get(field)}, expected {wanted}", file)
    text = str(got.get("text") or "")
    for table in TABLES:
        pairing = result.comparison.facts[table]
        for row in pairing.missed:
            evidence = str(row.get("evidence") or row.get("symbol") or "")
            start = text.find(evidence) if evidence else -1
            yield Finding("missed", table, _describe(table, row), file, *_position(text, start))
        for row in pairing.spurious:
            yield Finding("spurious", table, _describe(table, row), file, *_position(text, row["start"]))


def _text(validation: Validation) -> str:
    lines = [f"{f.kind:9}{f.where} {f.table} {f.message}" for result in validation.results for f in findings(result)]
    return "\n".join([*lines, *([""] if lines else []), *_figures(validation)]) + "\n"


def _figures(validation: Validation) -> Iterator[str]:
    figures = validation.figures
    yield f"{'table':15}{'lang':6}{'gold':>6}{'prec':>8}{'rec':>8}{'F1':>8}"
    for table in TABLES:
        for language in (*figures.languages, ALL):
            yield _line(table, language, figures.score(table, language))
        if table in QUANTITY_TABLES:
            yield _line("  (detection)", ALL, figures.detection[table])
    yield _line("three tables", ALL, figures.score(MICRO))
    for (table, field), (right, judged) in sorted(figures.attributes.items()):
        yield f"  {table}.{field}: {right}/{judged} = {right / judged:.3f}"
    for (field, language), (right, judged) in sorted(figures.article_fields.items()):
        yield f"  articles.{field} [{language}]: {right}/{judged} = {right / judged:.3f}"
    yield f"  evidence is text[start:end]: {figures.grounded[0]}/{figures.grounded[1]}"


def _line(table: str, language: str, score: Score) -> str:
    return f"{table:15}{language:6}{score.gold:6d}{score.precision:8.3f}{score.recall:8.3f}{score.f1:8.3f}"


def _json(validation: Validation) -> str:
    found = [
        {"kind": f.kind, "table": f.table, "message": f.message, "file": f.file, "line": f.line, "column": f.column}
        for result in validation.results
        for f in findings(result)
    ]
    return json.dumps({**validation.figures.as_dict(), "findings": found}, ensure_ascii=False, indent=2) + "\n"


def _junit(validation: Validation) -> str:
    failed = {result.case.name: list(findings(result)) for result in validation.results}
    suite = ElementTree.Element(
        "testsuite", name="govextract validate", tests=str(len(failed)), failures=str(sum(map(bool, failed.values())))
    )
    for result in validation.results:
        name = {"classname": "govextract.validate", "name": result.case.name, "file": str(result.case.article)}
        case = ElementTree.SubElement(suite, "testcase", name)
        if found := failed[result.case.name]:
            failure = ElementTree.SubElement(case, "failure", message=f"{len(found)} differences")
            text = "\n".join(f"{f.kind} {f.where} {f.table} {f.message}" for f in found)
            failure.text = NOT_IN_XML.sub("\ufffd", text)
    ElementTree.indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suite, encoding="unicode") + "\n"


def _github(validation: Validation) -> str:
    return "".join(_annotation(f) for result in validation.results for f in findings(result))


def _annotation(finding: Finding) -> str:
    at = {"file": finding.file, "line": finding.line, "col": finding.column, "title": f"{finding.kind} {finding.table}"}
    properties = ",".join(f"{name}={_escaped(str(value), ',:')}" for name, value in at.items() if value is not None)
    return f"::warning {properties}::{_escaped(finding.message)}\n"


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _describe(table: str, row: Row) -> str:
    fields = " ".join(f"{name}={plain(row[name])}" for name in FIELDS[table] if row.get(name) is not None)
    evidence = " ".join(str(row.get("evidence") or "").split())
    rule = f" by {row['rule_id']}" if row.get("rule_id") else ""
    return f"{fields}{rule}" + (f" «{evidence}»" if evidence else "")


def _position(text: str, offset: int) -> tuple[int | None, int | None]:
    if offset < 0:
        return None, None
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
