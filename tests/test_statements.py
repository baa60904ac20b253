"""Statements put together from the same parts in many ways: each number must be read as what it is, whatever stands beside it.

Each line of ``tests/statements/LANGUAGE.jsonl`` holds a text and its facts: table, indicator or category, value, and, where it
matters, periods (any of them), comparator and place; an empty table or indicator stands for any, the table "none" for a number
that is no fact. What is still missed is a strict expected failure. The shapes: ``plan`` (results and what they are held
against), ``time`` (times in one sentence), ``carried`` (times over sentences), ``bound`` (comparators), ``place``, ``services``,
``other`` (goals of no indicator beside some of the vocabulary), ``own`` (goals that name a subject of their own), ``told`` and
``beside`` (what is told of other things beside results), ``joined`` (two statements in one sentence) and ``part`` (a part of the
period told between two statements on all of it).
"""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from govextract.article import Article
from govextract.pipeline import Extractor

FOLDER = Path(__file__).parent / "statements"
TABLES = ("targets", "observations", "services")
HEADS = {
    "en": {
        "meeting": "Dong Nai discusses its tasks\n\nOn November 14, 2025, the People's Committee of Dong Nai held a meeting.\n\n",
        "reform": "Dong Nai speeds up reform\n\nOn November 14, 2025, the People's Committee of Dong Nai spoke of reform.\n\n",
        "ministry": "Ministry reports on disbursement\n\nOn November 14, 2025, the Ministry of Finance spoke of investment.\n\n",
        "plan": "Dong Nai has a plan\n\nOn November 14, 2025, the province adopted a plan with these targets for 2026:\n\n",
    },
    "uk": {
        "meeting": "Донгнай обговорює завдання\n\n14 листопада 2025 року Народний комітет провінції Донгнай провів нараду.\n\n",
        "reform": "Донгнай прискорює реформу\n\n14 листопада 2025 року Народний комітет провінції Донгнай говорив про реформу.\n\n",
        "ministry": "Міністерство звітує\n\n14 листопада 2025 року Міністерство фінансів говорило про інвестиції.\n\n",
        "plan": "Донгнай має план\n\n14 листопада 2025 року провінція ухвалила план із такими цілями на 2026 рік:\n\n",
    },
    "vi": {
        "meeting": "Đồng Nai bàn nhiệm vụ thời gian tới\n\nNgày 14/11/2025, UBND tỉnh Đồng Nai tổ chức họp.\n\n",
        "reform": "Đồng Nai đẩy mạnh cải cách\n\nNgày 14/11/2025, UBND tỉnh Đồng Nai họp về cải cách hành chính.\n\n",
        "ministry": "Bộ Tài chính báo cáo\n\nNgày 14/11/2025, Bộ Tài chính báo cáo về đầu tư công.\n\n",
        "plan": "Đồng Nai có kế hoạch mới\n\nNgày 14/11/2025, tỉnh ban hành kế hoạch với các mục tiêu năm 2026:\n\n",
    },
}


def is_read(extractor: Extractor, language: str, statement: dict[str, Any]) -> bool:
    """Whether each fact is found, and its number as nothing else."""
    text = f"{HEADS[language][statement['head']]}{statement['text']}\n"
    extraction = extractor.extract(Article(text))
    rows = [(table, row) for table in TABLES for row in getattr(extraction, table)]
    return all(_is_found(rows, fact) for fact in statement["facts"])


def _is_found(rows: list[tuple[str, Any]], fact: list[Any]) -> bool:
    table, code, value, periods, comparator, place = [*fact, None, None, None][:6]
    same = [(name, row) for name, row in rows if _value(name, row) == Decimal(value)]
    if table == "none":
        return not same
    if not same:
        return False
    for name, row in same:
        found = row.category if name == "services" else row.indicator
        if (table and name != table) or (code and found != code):
            return False
        if periods and row.period not in periods.split(","):
            return False
        if (comparator and row.comparator != comparator) or (place and row.place != place):
            return False
    return True


def _value(table: str, row: Any) -> Decimal:
    return Decimal(row.count) if table == "services" else row.value


def statements() -> dict[tuple[str, str], list[dict[str, Any]]]:
    """All statements by language and shape."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            statement = json.loads(line)
            groups[path.stem, statement["shape"]].append(statement)
    return groups


GROUPS = statements() if FOLDER.is_dir() else {}
MISSED = [(key[0], one) for key, group in GROUPS.items() for one in group if one.get("missed")]


@pytest.mark.parametrize(("key", "group"), [pytest.param(k, g, id="-".join(k)) for k, g in GROUPS.items()])
def test_each_statement_is_read(extractor, key, group):
    lost = [one["text"] for one in group if not one.get("missed") and not is_read(extractor, key[0], one)]
    assert lost == []


@pytest.mark.parametrize(("language", "statement"), MISSED)
@pytest.mark.xfail(strict=True, reason="not yet read")
def test_missed_statements(extractor, language, statement):
    assert is_read(extractor, language, statement)


def test_there_are_statements_of_every_shape_and_language():
    assert {language for language, _ in GROUPS} == {"en", "uk", "vi"}
    shapes = {shape.partition(".")[0] for _, shape in GROUPS}
    assert shapes == {"plan", "time", "carried", "bound", "place", "services", "other", "own", "told", "beside", "joined", "part"}
