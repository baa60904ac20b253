"""The gazetteer: provinces and countries, their codes, their names in each language, and their successors.

Everything it knows comes from ``data/places*.csv``; ``data/README.md`` describes the columns.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from govextract.places.forms import SHARED, expand, fold_name, inflect, strip_marks
from govextract.places.slugs import SlugReader

Kind = Literal["country", "province", "region", "city"]
Zone = Literal["headline", "dateline", "body", "boilerplate"]
_NAME_COLUMN = "name_"
_LONGEST_SURNAME = 24


@dataclass(frozen=True, slots=True)
class Place:
    """One unit: ``until`` is the day from which it no longer exists, ``successor`` what it became part of."""

    code: str
    country: str
    kind: Kind
    capital: bool
    until: dt.date | None
    successor: str | None
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One mention of a place in an article; ``town`` when the text names a town of the province, not itself."""

    code: str
    start: int
    zone: Zone = "body"
    end: int = 0
    town: bool = False


@dataclass(frozen=True, slots=True)
class NameTable:
    """The folded forms of one language, by what they are for."""

    names: Mapping[str, str]
    towns: Mapping[str, str]
    stops: frozenset[str]
    surnames: frozenset[str]
    capitals: Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """All places and names. Get it from :func:`load_places`; unknown codes raise ``KeyError``."""

    units: Mapping[str, Place]
    known: frozenset[str]  # the languages that have names, and SHARED
    table: Callable[[str], NameTable] = field(repr=False)  # of one of these, worked out when first asked for
    slugs: SlugReader = field(repr=False)

    def names(self, language: str) -> Mapping[str, str]:
        """Folded surface form to ISO code, for names of the units themselves, shared forms included."""
        return self._table(language).names

    def towns(self, language: str) -> Mapping[str, str]:
        """Folded surface form of a town to the code of its province; disjoint from :meth:`names`."""
        return self._table(language).towns

    def stops(self, language: str) -> frozenset[str]:
        """Folded phrases that hold a place name and name something else; to be matched like names, and dropped."""
        return self._table(language).stops

    def accepts(self, text: str, start: int, end: int, language: str) -> bool:
        """Whether the form at ``text[start:end]`` is printed as a name and does not end a person's name.

        Capitals are compared with the data's own: *Hòa Bình* is a province, *hòa bình* is peace.
        """
        table = self._table(language)
        surface = text[start:end]
        required = table.capitals.get(fold_name(surface), frozenset())
        if any(surface[offset].lower() == surface[offset] for offset in required):
            return False
        return not _behind_surname(text, start, table.surnames)

    def name(self, code: str, language: str) -> str:
        """The name to display, in the language if the data has it, else in the first that they have."""
        labels = self.units[code].labels
        return labels.get(language) or next(iter(labels.values()))

    def is_former(self, code: str, on: dt.date | None) -> bool:
        """Whether the unit had become part of another on that day; unknown days count as before."""
        until = self.units[code].until
        return on is not None and until is not None and on >= until

    def current(self, code: str, on: dt.date | None) -> str:
        """The unit that ``code`` belonged to on that day: itself, or the successor of a former province."""
        unit = self.units[code]
        return unit.successor if unit.successor and self.is_former(code, on) else code

    def country(self, code: str) -> str:
        """The country code of a unit; a country is its own."""
        return self.units[code].country or code

    def is_country(self, code: str) -> bool:
        """Whether the code is a nation's."""
        return self.units[code].kind == "country"

    def from_slug(self, url: str) -> str | None:
        """The province that a URL names: in its path, else in its host; None for national sites."""
        return self.slugs.from_path(url) or self.slugs.from_host(url)

    def languages(self) -> tuple[str, ...]:
        """The languages that have forms of their own, sorted."""
        return tuple(sorted(self.known - {SHARED}))

    def _table(self, language: str) -> NameTable:
        return self.table(language if language in self.known else SHARED)


def _behind_surname(text: str, start: int, surnames: frozenset[str]) -> bool:
    before = text[max(0, start - _LONGEST_SURNAME) : start].split(" ")
    if len(before) < 2 or before[-1]:  # no space between
        return False
    return before[-2][:1].isupper() and fold_name(before[-2]) in surnames


@cache
def load_places(data_dir: Path) -> Places:
    """Read ``places.csv``, ``places_names.csv`` and ``places_endings.csv`` of a data folder.

    Raises FileNotFoundError when one is missing, and ValueError when a row names an unknown code. That no form stands
    for two units is asked when the names of a language are first used.
    """
    units = {row["code"]: _place(row) for row in _rows(data_dir / "places.csv")}
    rows = _rows(data_dir / "places_names.csv")
    for row in rows:
        if row["code"] and row["code"] not in units:
            raise ValueError(f"places_names.csv: unknown code {row['code']!r} of form {row['form']!r}")
    endings: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in _rows(data_dir / "places_endings.csv"):
        endings.setdefault(row["language"], {})[row["ending"]] = tuple(row["forms"].split("|"))
    languages = {row["language"] for row in rows} | {code for unit in units.values() for code in unit.labels} | {SHARED}
    table = cache(partial(_table_of, rows=rows, endings=endings, units=units))
    return Places(MappingProxyType(units), frozenset(languages), table, _slug_reader(rows, units))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _place(row: Mapping[str, str]) -> Place:
    columns = [column for column in row if column.startswith(_NAME_COLUMN)]
    labels = {column.removeprefix(_NAME_COLUMN): row[column] for column in columns if row[column]}
    return Place(
        code=row["code"],
        country=row["country"],
        kind=row["kind"],  # type: ignore[arg-type]  # the data test checks the column
        capital=row["capital"] == "yes",
        until=dt.date.fromisoformat(row["until"]) if row["until"] else None,
        successor=row["successor"] or None,
        labels=MappingProxyType(labels),
    )


def _forms(row: Mapping[str, str], endings: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, bool]]:
    """The forms of a row, each with whether it is derived: not one that the row itself prints."""
    for form in expand(row["form"]):
        yield form, False
        if row["variants"] == "bare":
            yield strip_marks(form), True
        elif row["variants"] == "cases":
            yield from ((case, True) for case in inflect(form, endings))


def _table_of(
    language: str,
    rows: list[dict[str, str]],
    endings: Mapping[str, Mapping[str, tuple[str, ...]]],
    units: Mapping[str, Place],
) -> NameTable:
    wanted = [row for row in rows if row["language"] in (SHARED, language)] + list(_label_rows(language, units))
    capitals: dict[str, frozenset[int]] = {}
    forms = {kind: _codes(kind, wanted, endings.get(language, {}), capitals) for kind in ("name", "town", "stop", "surname")}
    towns = {form: code for form, code in forms["town"].items() if form not in forms["name"]}
    return NameTable(
        names=MappingProxyType(forms["name"]),
        towns=MappingProxyType(towns),
        stops=frozenset(forms["stop"]),
        surnames=frozenset(forms["surname"]),
        capitals=MappingProxyType(capitals),
    )


def _codes(
    kind: str,
    rows: list[dict[str, str]],
    endings: Mapping[str, tuple[str, ...]],
    capitals: dict[str, frozenset[int]],
) -> dict[str, str]:
    """Folded form to code. A derived form that two units share names neither: it is left out."""
    printed: dict[str, str] = {}
    derived: dict[str, set[str]] = {}
    for row in rows:
        if row["kind"] != kind:
            continue
        for form, is_derived in _forms(row, endings):
            folded = fold_name(form)
            shape = frozenset(offset for offset, char in enumerate(form) if char.isupper())
            capitals[folded] = capitals.get(folded, shape) & shape
            if is_derived:
                derived.setdefault(folded, set()).add(row["code"])
            elif printed.setdefault(folded, row["code"]) != row["code"]:
                raise ValueError(f"places_names.csv: {form!r} stands for {printed[folded]} and {row['code']}")
    unique = {form: next(iter(codes)) for form, codes in derived.items() if len(codes) == 1}
    return unique | printed


def _label_rows(language: str, units: Mapping[str, Place]) -> Iterator[dict[str, str]]:
    for code, unit in units.items():
        if (label := unit.labels.get(language)) and unit.kind != "city":  # bare city names may be ambiguous
            yield {"code": code, "kind": "name", "form": label, "variants": "cases"}


def _slug_reader(rows: list[dict[str, str]], units: Mapping[str, Place]) -> SlugReader:
    wanted = [row for row in rows if row["language"] == SHARED]
    wanted = [row for row in wanted if not row["code"] or units[row["code"]].kind != "country"]
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for row in wanted:
        for form, _ in _forms(row, {}):
            by_kind.setdefault(row["kind"], []).append((strip_marks(fold_name(form)), row["code"]))
    return SlugReader.build(by_kind)
