"""Lays out tables that are printed as text: every cell with a number becomes a line of its own that reads like the item of a list.

``Visitors | thousand | 4,250`` under ``Indicator | Unit | Plan 2025`` is read as ``- Plan 2025, Visitors: 4,250 thousand``. What is
moved keeps its place in the text, so that what is found in such a line maps back to the heading and the row it came from; a unit
counts as standing where its number ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from govextract.lexing.repairs import Repair, repairs
from govextract.lexing.rows import (
    BLANK,
    LEAST_ROWS,
    LONGEST,
    MARKS,
    VALUE,
    Cell,
    Columns,
    Row,
    columns_of,
    find_tables,
    header_of,
    is_turned,
)

PAIR = 2  # cells of a row that holds but a name and a number
_GLOSS = re.compile(r"\s?[(,]\s?([^(),\d][^(),]{0,24}|%)\)?\Z")


class Laid(NamedTuple):
    """A text with its tables laid out; ``starts`` and ``shifts`` say where its stretches stand in the original,
    ``headings`` are the spans of the columns' headings in its lines."""

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]
    headings: tuple[tuple[int, int], ...]


class Words(NamedTuple):
    """What a language has to say on a heading or a gloss: whether it is a unit, whether it is what a share is a share of."""

    is_unit: Callable[[str], bool]
    is_base: Callable[[str], bool]


class _Writer:
    """Puts the new text together, and notes where everything came from."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._shifts: list[int] = []
        self._headings: list[tuple[int, int]] = []

    def copy(self, start: int, end: int) -> None:
        """The original's ``start:end``, where it stands."""
        if start >= end:
            return
        self._starts.append(self._length)
        self._shifts.append(start - self._length)
        self._parts.append(self._text[start:end])
        self._length += end - start

    def insert(self, text: str, place: int) -> None:
        """``text`` as if all of it stood at the character ``place`` of the original."""
        for position in range(self._length, self._length + len(text)):
            self._starts.append(position)
            self._shifts.append(place - position)
        self._parts.append(text)
        self._length += len(text)

    def mend(self, start: int, end: int, repairs: Sequence[Repair]) -> None:
        """The original's ``start:end`` with those of ``repairs`` that lie in it."""
        position = start
        for repair in repairs[bisect_left(repairs, (start,)) : bisect_left(repairs, (end,))]:
            if position <= repair.start and repair.end <= end:
                self.copy(position, repair.start)
                self.insert(repair.text, repair.place)
                position = repair.end
        self.copy(position, end)

    def head(self, heading: Cell, place: int | None = None) -> None:
        """A column's heading, where it stands, or as if it stood at the character ``place``."""
        first = self._length
        if place is None:
            self.copy(heading.start, heading.start + len(heading.text))
        else:
            self.insert(heading.text, place)
        self._headings.append((first, self._length))

    def laid(self) -> Laid:
        return Laid("".join(self._parts), tuple(self._starts), tuple(self._shifts), tuple(self._headings))


def lay_out(text: str, words: Words) -> Laid | None:
    """``text`` with its tables laid out as lines, or None when it has none."""
    mends = repairs(text)
    tables = [table for marks, mark in MARKS if any(m in text for m in marks) for table in find_tables(text, mark)]
    if not (tables or mends):
        return None
    writer = _Writer(text)
    position = 0
    for start, end, rows in sorted(tables):
        header = header_of(rows)
        body = rows if header is None else rows[1:]
        columns = columns_of(body) if header is None or len(body) >= LEAST_ROWS else None
        if columns is None or start < position or (header is None and not _is_plain(body, columns, words)):
            continue
        writer.mend(position, start, mends)
        unit = _titled(text, start, words)
        if not columns.turned:
            columns = columns._replace(turned=is_turned([row.cells[columns.label].plain for row in body]))
        for row in body:
            _write(row, header or [Cell("", row.start, "")] * len(row.cells), columns, words, writer, unit)
        position = end
    writer.mend(position, len(text), mends)
    laid = writer.laid()
    return laid if laid.text and laid.text != text else None


def _titled(text: str, start: int, words: Words) -> str:
    """The unit that the line above a table gives to all its numbers: "Growth by sector (%)", "Unit: billion VND"; else none."""
    title = text[max(0, start - LONGEST) : start].rstrip().rpartition("\n")[2].strip(BLANK).rstrip(":")
    gloss = _GLOSS.search(title)
    return _unit_of((title if gloss is None else gloss[1]).rpartition(":")[2], words)


def _unit_of(gloss: str, words: Words) -> str:
    """The unit that a gloss gives, without the time that it is reached in: "%/year"."""
    if gloss.startswith("% "):
        return "%"  # "(% of population)"
    for unit in (gloss.strip(), gloss.partition("/")[0].strip()):
        if unit and words.is_unit(unit):
            return unit
    return ""


def _is_plain(rows: Sequence[Row], columns: Columns, words: Words) -> bool:
    """Whether rows without headings speak for themselves: a name, a unit, a number; or a name and a number."""
    if len(columns.values) > 1:
        return False
    if columns.unit < 0:
        return len(rows) >= LEAST_ROWS and len(rows[0].cells) == PAIR
    return all(words.is_unit(row.cells[columns.unit].plain) for row in rows)


def _write(row: Row, header: Sequence[Cell], columns: Columns, words: Words, writer: _Writer, titled: str) -> None:
    """A line for each number of ``row``; a row without numbers stays as it is. ``titled`` is the unit of all that have none."""
    name, gloss = _parted(_unmarked(row.cells[columns.label]), words)
    numbers = [n for n in columns.values if VALUE.fullmatch(row.cells[n].plain)]
    if not name.text or not numbers:
        writer.copy(row.start, row.end)
        writer.insert("\n", row.end - 1)
        return
    if columns.unit >= 0:
        gloss = row.cells[columns.unit].plain or gloss
    for place, number in enumerate(numbers):
        if place == 0 and columns.numbering >= 0:
            digits = row.cells[columns.numbering].plain.rstrip(".)")
            start = row.cells[columns.numbering].start
            writer.copy(start, start + len(digits) if digits.isdigit() else start)
        heading, unit = _parted(header[number], words)
        parts = (heading, name) if columns.turned and heading.text else (name, heading)
        _line(row.cells[number], *parts, (unit, gloss or titled), words, writer)


def _line(number: Cell, name: Cell, heading: Cell, units: tuple[str, str], words: Words, writer: _Writer) -> None:
    """One number with its heading and its name; of ``units`` the first is the column's, the second the row's."""
    last = number.start + len(number.text) - 1
    share = heading.text.startswith("%")
    behind = share or (units[0] == "%" and words.is_base(heading.text))  # "83.1% of plan"
    writer.insert("- ", name.start)
    if heading.text and not behind:
        writer.head(heading)
        writer.insert(" ", name.start)
    writer.copy(name.start, name.start + len(name.text))
    writer.insert(": ", name.start + len(name.text) - 1)
    writer.copy(number.start, last + 1)
    unit = units[0] or units[1]
    if unit and not share and not number.text.endswith("%"):
        writer.insert(unit if unit == "%" else f" {unit}", last)
    if behind:
        writer.insert("" if share else " ", last)
        writer.head(heading, last)
    writer.insert("\n", last)


def _unmarked(cell: Cell) -> Cell:
    """A name without the mark of a part: "- Services"."""
    text = cell.text.lstrip("-+*•–— ")
    return Cell(text, cell.start + len(cell.text) - len(text), cell.plain.lstrip("-+*•–— "))


def _parted(cell: Cell, words: Words) -> tuple[Cell, str]:
    """A heading or a name, and the unit glossed behind it: "GRDP growth (%)", "Exports, million USD"."""
    gloss = _GLOSS.search(cell.text)
    unit = _unit_of(gloss[1], words) if gloss is not None else ""
    if gloss is None or not unit:
        return cell, ""
    return Cell(cell.text[: gloss.start()].rstrip(), cell.start, ""), unit
