"""Lays out tables that are printed as text: every cell with a number becomes a line of its own that reads like the item of a list.

``Visitors | thousand | 4,250`` under ``Indicator | Unit | Plan 2025`` is read as ``- Plan 2025, Visitors: 4,250 thousand``. What is
moved keeps its place in the text, so that what is found in such a line maps back to the heading and the row it came from; a unit
counts as standing where its number ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_LINE = re.compile(r"[^\n]+")
_GAP = " \u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
_BAR, _DASH = re.compile(r"[|\t]"), re.compile(f"(?<=\\S)[{_GAP}]{{1,4}}[-–—][{_GAP}]{{1,4}}(?=\\S)")
_BLANK = " \t\r\x0b\x0c\u00a0\u00ad\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x2010)))
_INNER = re.compile(f"[{_GAP}]+")
_RULER = re.compile(r"[\s|:+=_-]+")
_VALUE = re.compile(r"[<>≥≤~≈+\-–−]{0,2}\s*\d[\d.,\s]*(?:[-–—]\s*\d[\d.,\s]*)?(?:%|[^\W\d][^\d|]{0,24})?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = re.compile(r"\d{1,2} [^\W\d]{3,}(?: [^\W\d]+){0,3}")
_INDEX = re.compile(r"(?:\d{1,3}|[IVXivx]{1,4}|[a-zđ])(?:\.\d{1,2})*[.)]?")
_GLOSS = re.compile(r"\s?[(,]\s?([^(),\d][^(),]{0,24}|%)\)?$")
_ROW_YEAR = re.compile(r"[^\W\d_]{0,12} ?(?:19|20)\d\d(?: ?[(,]? ?[^\W\d_]{1,14}\)?)?")  # "2025", "Year 2025", "2026 (plan)"
_COUNTED = re.compile(r"([^\W\d_]{1,12}) ?(?:[1-4]|I{1,3}|IV)")  # "Quarter I", "Q2"
_LEADERS = re.compile(r"^(?P<label>[^\n.…|]{3,90}?)[ \t]{0,3}(?:\.{4,}|…{2,}|_{4,}) {0,3}(?=\d)", re.MULTILINE)
LEAST_ROWS = 2  # below the heading
MOST_CELLS, LONGEST = 40, 300  # of a row, and characters of a name or heading; beyond it is no table anybody prints
UNIT_LENGTH = 25
UNIT_WORDS = 4
MOST_VALUES = 0.6  # share of a column's filled cells that are numbers, from which on it is one of numbers
_MARKS = (("|\t", _BAR), ((" - ", " – ", " — "), _DASH))  # what parts cells, and what a text with such cells holds
LEAST_CELLS = {_BAR: 2, _DASH: 3}
_EMPTY = frozenset({"", "-", "–", "—", "…", "...", "x", "*"})


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


class _Cell(NamedTuple):
    """What stands in a cell: as printed, from ``start`` on, and with plain spaces."""

    text: str
    start: int
    plain: str


class _Row(NamedTuple):
    start: int
    end: int
    cells: list[_Cell]


class _Columns(NamedTuple):
    """What the columns of a table hold, by number; -1 for none."""

    numbering: int
    label: int
    unit: int
    values: list[int]
    turned: bool = False  # its rows are times, its columns measures


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

    def head(self, heading: _Cell, place: int | None = None) -> None:
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
    led = "...." in text or "……" in text or "____" in text
    tables = [table for marks, mark in _MARKS if any(m in text for m in marks) for table in _tables(text, mark)]
    if not (tables or led):
        return None
    writer = _Writer(text)
    position = 0
    for start, end, rows in sorted(tables):
        header = _header(rows)
        body = rows if header is None else rows[1:]
        columns = _columns(body) if header is None or len(body) >= LEAST_ROWS else None
        if columns is None or start < position or (header is None and not _is_plain(body, columns, words)):
            continue
        _leaders(text, position, start, writer)
        unit = _titled(text, start, words)
        if not columns.turned:
            columns = columns._replace(turned=_is_turned([row.cells[columns.label].plain for row in body]))
        for row in body:
            _write(row, header or [_Cell("", row.start, "")] * len(row.cells), columns, words, writer, unit)
        position = end
    if position or led:
        _leaders(text, position, len(text), writer)
    laid = writer.laid()
    return laid if laid.text and laid.text != text else None


def _is_turned(labels: Sequence[str]) -> bool:
    """Whether the rows are parts of a year, so that the columns tell what is measured: "Quarter I", "Quarter II"."""
    counted = [_COUNTED.fullmatch(label.strip()) for label in labels]
    return len(labels) >= LEAST_ROWS and all(counted) and len({match[1].casefold() for match in counted if match}) == 1


def _titled(text: str, start: int, words: Words) -> str:
    """The unit that the line above a table gives to all its numbers: "Growth by sector (%)", "Unit: billion VND"; else none."""
    title = text[max(0, start - LONGEST) : start].rstrip().rpartition("\n")[2].strip(_BLANK).rstrip(":")
    gloss = _GLOSS.search(title)
    return _unit_of((title if gloss is None else gloss[1]).rpartition(":")[2], words)


def _unit_of(gloss: str, words: Words) -> str:
    """The unit that a gloss gives, without the time that it is reached in: "%/year"."""
    for unit in (gloss.strip(), gloss.partition("/")[0].strip()):
        if unit and words.is_unit(unit):
            return unit
    return ""


def _leaders(text: str, start: int, end: int, writer: _Writer) -> None:
    """Copies ``start:end``; dots that lead from a name to its number become a colon."""
    position = start
    for match in _LEADERS.finditer(text, start, end):
        writer.copy(position, match.end("label"))
        writer.insert(": ", match.end("label") - 1)
        position = match.end()
    writer.copy(position, end)


def _tables(text: str, mark: re.Pattern[str]) -> list[tuple[int, int, list[_Row]]]:
    """Runs of lines with equally many cells: start, end, rows without rulers."""
    found: list[tuple[int, int, list[_Row]]] = []
    rows: list[_Row] = []
    for match in _LINE.finditer(text):
        row = _row(text, match.start(), match.end(), mark)
        if row is not None and not row.cells and rows:
            rows[-1] = rows[-1]._replace(end=row.end)  # a ruler
            continue
        follows = row is not None and bool(rows) and text[rows[-1].end : row.start].count("\n") == 1
        if row is not None and follows and len(row.cells) + 1 == len(rows[-1].cells) and _is_cut(text, row):
            row.cells.append(_Cell("", row.end, ""))
        if row is not None and follows and len(row.cells) == len(rows[-1].cells):
            rows.append(row)
            continue
        if rows:
            found.append((rows[0].start, rows[-1].end, rows))
        rows = [row] if row is not None and len(row.cells) >= LEAST_CELLS[mark] else []
    if rows:
        found.append((rows[0].start, rows[-1].end, rows))
    return found


def _is_cut(text: str, row: _Row) -> bool:
    """Whether the last cell of a row is empty: "Prices | % | 3.4 | < 4.5 |"."""
    return text[row.start : row.end].rstrip().endswith("|")


def _row(text: str, start: int, end: int, mark: re.Pattern[str]) -> _Row | None:
    """The cells of a line, or None when it has none; a ruler is a row without cells."""
    bounds = [match.span() for match in mark.finditer(text, start, end)]
    if not bounds:
        return None
    if mark is _BAR and _RULER.fullmatch(text, start, end):
        return _Row(start, end, [])
    cells = []
    for low, high in zip([start, *(b for _, b in bounds)], [*(a for a, _ in bounds), end], strict=True):
        cells.append(_cell(text, low, high))
    if not cells[0].text and text[start:].lstrip(" ")[:1] == "|":
        cells = cells[1:]
    if cells and not cells[-1].text and text[start:end].rstrip(" ")[-1:] == "|":
        cells = cells[:-1]
    return _Row(start, end, cells)


def _cell(text: str, low: int, high: int) -> _Cell:
    inner = text[low:high]
    start = low + len(inner) - len(inner.lstrip(_BLANK))
    printed = inner.strip(_BLANK)
    return _Cell(printed, start, _INNER.sub(" ", printed.replace("\u00ad", "")))


def _header(rows: Sequence[_Row]) -> list[_Cell] | None:
    """The headings of the columns, if the first row holds them: words, or years."""
    cells = rows[0].cells
    plain = sum(not _VALUE.fullmatch(cell.plain) for cell in cells)
    worded = [not _VALUE.fullmatch(cell.plain) or _is_time(cell.plain, plain > len(cells) // 2) for cell in cells]
    printed = all(len(cell.text) <= LONGEST for cell in cells)
    return cells if printed and all(worded) and any(cell.text for cell in cells) else None


def _is_time(cell: str, headed: bool) -> bool:
    """Whether a number may be the heading of a column: a year, or, among words, a few months: "10 months"."""
    return _YEAR.fullmatch(cell) is not None or (headed and _MONTHS.fullmatch(cell) is not None)


def _columns(rows: Sequence[_Row]) -> _Columns | None:
    """What the columns hold, or None when they are no table of numbers with names."""
    size = len(rows[0].cells)
    if size > MOST_CELLS or any(len(cell.text) > LONGEST for row in rows for cell in row.cells):
        return None
    filled = [[row.cells[n].plain for row in rows if row.cells[n].plain not in _EMPTY] for n in range(size)]
    numeric = [sum(_VALUE.fullmatch(cell) is not None for cell in cells) for cells in filled]
    index = 0 if filled[0] and all(_INDEX.fullmatch(cell) for cell in filled[0]) else -1
    years = {n for n in range(size) if filled[n] and all(map(_YEAR.fullmatch, filled[n]))}
    values = [n for n in range(size) if n not in years | {index} and numeric[n] >= MOST_VALUES * max(1, len(filled[n]))]
    if len(rows) >= LEAST_ROWS and all(_ROW_YEAR.fullmatch(row.cells[0].plain) for row in rows) and values[-1:] > [0]:
        return _Columns(-1, 0, -1, [n for n in values if n], turned=True)  # "2023 | 7.1 | 15,000"
    texts = [n for n in range(size) if n != index and n not in values and filled[n]]
    if not values or not texts or texts[0] > values[0]:
        return None
    label = texts[0]
    unit = next((n for n in texts[1:] if n < values[0] and all(map(_is_short, filled[n]))), -1)
    return _Columns(index, label, unit, values)


def _is_plain(rows: Sequence[_Row], columns: _Columns, words: Words) -> bool:
    """Whether rows without headings speak for themselves: a name, a unit, a number."""
    if columns.unit < 0 or len(columns.values) > 1:
        return False
    return all(words.is_unit(row.cells[columns.unit].plain) for row in rows)


def _is_short(cell: str) -> bool:
    return len(cell) <= UNIT_LENGTH and len(cell.split()) <= UNIT_WORDS


def _write(row: _Row, header: Sequence[_Cell], columns: _Columns, words: Words, writer: _Writer, titled: str) -> None:
    """A line for each number of ``row``; a row without numbers stays as it is. ``titled`` is the unit of all that have none."""
    name, gloss = _parted(_unmarked(row.cells[columns.label]), words)
    numbers = [n for n in columns.values if _VALUE.fullmatch(row.cells[n].plain)]
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


def _line(number: _Cell, name: _Cell, heading: _Cell, units: tuple[str, str], words: Words, writer: _Writer) -> None:
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


def _unmarked(cell: _Cell) -> _Cell:
    """A name without the mark of a part: "- Services"."""
    text = cell.text.lstrip("-+*•–— ")
    return _Cell(text, cell.start + len(cell.text) - len(text), cell.plain.lstrip("-+*•–— "))


def _parted(cell: _Cell, words: Words) -> tuple[_Cell, str]:
    """A heading or a name, and the unit glossed behind it: "GRDP growth (%)", "Exports, million USD"."""
    gloss = _GLOSS.search(cell.text)
    unit = _unit_of(gloss[1], words) if gloss is not None else ""
    if gloss is None or not unit:
        return cell, ""
    return _Cell(cell.text[: gloss.start()].rstrip(), cell.start, ""), unit
