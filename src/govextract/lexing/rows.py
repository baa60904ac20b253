"""Tables that are printed as text: their rows and cells, which row heads them, and what their columns hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_LINE = re.compile(r"[^\n]+")
_GAP = " \u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
_BAR, _DASH = re.compile(r"[|\t]"), re.compile(f"(?<=\\S)[{_GAP}]{{1,4}}[-–—][{_GAP}]{{1,4}}(?=\\S)")
BLANK = " \t\r\x0b\x0c\u00a0\u00ad\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x2010)))
_INNER = re.compile(f"[{_GAP}]+")
_RULER = re.compile(r"[\s|:+=_-]+")
VALUE = re.compile(r"[<>≥≤~≈+\-–−]{0,2}\s*\d[\d.,\s]*(?:[-–—]\s*\d[\d.,\s]*)?%?(?:\s?[^\W\d][^\d|]{0,24})?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = re.compile(r"\d{1,2} [^\W\d]{3,}(?: [^\W\d]+){0,3}")
_INDEX = re.compile(r"(?:\d{1,3}|[IVXivx]{1,4}|[a-zđ])(?:\.\d{1,2})*[.)]?")
_ROW_YEAR = re.compile(r"[^\W\d_]{0,12} ?(?:19|20)\d\d(?: ?[(,]? ?[^\W\d_]{1,14}\)?)?")  # "2025", "Year 2025", "2026 (plan)"
_COUNTED = re.compile(r"([^\W\d_]{1,12}) ?(?:[1-4]|I{1,3}|IV)")  # "Quarter I", "Q2"
LEAST_ROWS = 2  # below the heading
MOST_CELLS, LONGEST = 40, 300  # of a row, and characters of a name or heading; beyond it is no table anybody prints
UNIT_LENGTH = 25
UNIT_WORDS = 4
MOST_VALUES = 0.6  # share of a column's filled cells that are numbers, from which on it is one of numbers
MARKS = (("|\t", _BAR), ((" - ", " – ", " — "), _DASH))  # what parts cells, and what a text with such cells holds
LEAST_CELLS = {_BAR: 2, _DASH: 3}
_EMPTY = frozenset({"", "-", "–", "—", "…", "...", "x", "*"})


class Cell(NamedTuple):
    """What stands in a cell: as printed, from ``start`` on, and with plain spaces."""

    text: str
    start: int
    plain: str


class Row(NamedTuple):
    """A line of a table, where it stands, and its cells."""

    start: int
    end: int
    cells: list[Cell]


class Columns(NamedTuple):
    """What the columns of a table hold, by number; -1 for none."""

    numbering: int
    label: int
    unit: int
    values: list[int]
    turned: bool = False  # its rows are times, its columns measures


def find_tables(text: str, mark: re.Pattern[str]) -> list[tuple[int, int, list[Row]]]:
    """Runs of lines with equally many cells: start, end, rows without rulers."""
    found: list[tuple[int, int, list[Row]]] = []
    rows: list[Row] = []
    for match in _LINE.finditer(text):
        row = _row(text, match.start(), match.end(), mark)
        if row is not None and not row.cells and rows:
            rows[-1] = rows[-1]._replace(end=row.end)  # a ruler
            continue
        follows = row is not None and bool(rows) and text[rows[-1].end : row.start].count("\n") == 1
        if row is not None and follows and len(row.cells) + 1 == len(rows[-1].cells) and _is_cut(text, row):
            row.cells.append(Cell("", row.end, ""))
        if row is not None and follows and len(row.cells) == len(rows[-1].cells):
            rows.append(row)
            continue
        if rows:
            found.append((rows[0].start, rows[-1].end, rows))
        rows = [row] if row is not None and len(row.cells) >= LEAST_CELLS[mark] else []
    if rows:
        found.append((rows[0].start, rows[-1].end, rows))
    return found


def _is_cut(text: str, row: Row) -> bool:
    """Whether the last cell of a row is empty: "Prices | % | 3.4 | < 4.5 |"."""
    return text[row.start : row.end].rstrip().endswith("|")


def _row(text: str, start: int, end: int, mark: re.Pattern[str]) -> Row | None:
    """The cells of a line, or None when it has none; a ruler is a row without cells."""
    bounds = [match.span() for match in mark.finditer(text, start, end)]
    if not bounds:
        return None
    if mark is _BAR and _RULER.fullmatch(text, start, end):
        return Row(start, end, [])
    cells = []
    for low, high in zip([start, *(b for _, b in bounds)], [*(a for a, _ in bounds), end], strict=True):
        cells.append(_cell(text, low, high))
    if not cells[0].text and text[start:].lstrip(" ")[:1] == "|":
        cells = cells[1:]
    if cells and not cells[-1].text and text[start:end].rstrip(" ")[-1:] == "|":
        cells = cells[:-1]
    return Row(start, end, cells)


def _cell(text: str, low: int, high: int) -> Cell:
    inner = text[low:high]
    start = low + len(inner) - len(inner.lstrip(BLANK))
    printed = inner.strip(BLANK)
    return Cell(printed, start, _INNER.sub(" ", printed.replace("\u00ad", "")))


def header_of(rows: Sequence[Row]) -> list[Cell] | None:
    """The headings of the columns, if the first row holds them: words, or years."""
    cells = rows[0].cells
    plain = sum(not VALUE.fullmatch(cell.plain) for cell in cells)
    worded = [not VALUE.fullmatch(cell.plain) or _is_time(cell.plain, plain > len(cells) // 2) for cell in cells]
    printed = all(len(cell.text) <= LONGEST for cell in cells)
    return cells if printed and all(worded) and any(cell.text for cell in cells) else None


def _is_time(cell: str, headed: bool) -> bool:
    """Whether a number may be the heading of a column: a year, or, among words, a few months: "10 months"."""
    return _YEAR.fullmatch(cell) is not None or (headed and _MONTHS.fullmatch(cell) is not None)


def columns_of(rows: Sequence[Row]) -> Columns | None:
    """What the columns hold, or None when they are no table of numbers with names."""
    size = len(rows[0].cells)
    if size > MOST_CELLS or any(len(cell.text) > LONGEST for row in rows for cell in row.cells):
        return None
    filled = [[row.cells[n].plain for row in rows if row.cells[n].plain not in _EMPTY] for n in range(size)]
    numeric = [sum(VALUE.fullmatch(cell) is not None for cell in cells) for cells in filled]
    index = 0 if filled[0] and all(_INDEX.fullmatch(cell) for cell in filled[0]) else -1
    years = {n for n in range(size) if filled[n] and all(map(_YEAR.fullmatch, filled[n]))}
    values = [n for n in range(size) if n not in years | {index} and numeric[n] >= MOST_VALUES * max(1, len(filled[n]))]
    if len(rows) >= LEAST_ROWS and all(_ROW_YEAR.fullmatch(row.cells[0].plain) for row in rows) and values[-1:] > [0]:
        return Columns(-1, 0, -1, [n for n in values if n], turned=True)  # "2023 | 7.1 | 15,000"
    texts = [n for n in range(size) if n != index and n not in values and filled[n]]
    if not values or not texts or texts[0] > values[0]:
        return None
    label = texts[0]
    unit = next((n for n in texts[1:] if n < values[0] and all(map(_is_short, filled[n]))), -1)
    return Columns(index, label, unit, values)


def _is_short(cell: str) -> bool:
    return len(cell) <= UNIT_LENGTH and len(cell.split()) <= UNIT_WORDS


def is_turned(labels: Sequence[str]) -> bool:
    """Whether the rows are parts of a year, so that the columns tell what is measured: "Quarter I", "Quarter II"."""
    counted = [_COUNTED.fullmatch(label.strip()) for label in labels]
    return len(labels) >= LEAST_ROWS and all(counted) and len({match[1].casefold() for match in counted if match}) == 1
