"""Reads ``NAME.expected.json``: the facts a person found in an article, checked so that a typo is told, not scored."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from govextract.errors import GovextractError
from govextract.records import Comparator, Level, ServiceCategory

EXPECTED, PROPOSED = ".expected.json", ".proposed.json"
ARTICLE_SUFFIXES = (".txt", ".html", ".htm", ".json")
PERIOD = r"^\d{4}(-(\d\d(-\d\d)?|Q[1-4]|H[12]))?(/\d{4}(-(\d\d(-\d\d)?|Q[1-4]|H[12]))?)?$"


class ExpectedError(GovextractError):
    """An expected.json that cannot be used; the message names the file and the key."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class _Quantity(_Strict):
    indicator: str
    indicator_text: str | None = None
    comparator: Comparator = "eq"
    value: float
    value_max: float | None = None
    unit: str
    period: str | None = Field(None, pattern=PERIOD)
    place: str | None = None
    evidence: str | None = None

    @field_validator("value", "value_max")
    @classmethod
    def _as_printed(cls, value: float | None) -> float | None:
        """Refuses what no article prints: 4.1 times a million in binary arithmetic is 4099999.9999999995."""
        if value is not None and not value.is_integer() and float(meant := f"{value:.15g}") != value:
            raise ValueError(f"{value!r} is a remainder of binary arithmetic; write {float(meant):.15g}")
        return value


class _Target(_Quantity):
    period_role: str | None = None
    set_by: str | None = None
    document: str | None = None


class _Resolution(_Strict):
    doc_type: str
    number: str | None = None
    symbol: str | None = None
    issued_on: dt.date | None = None
    issuer: str | None = None
    issuer_place: str | None = None
    title: str | None = None
    evidence: str | None = None


class _Service(_Strict):
    category: ServiceCategory
    count: int
    out_of: int | None = None
    comparator: Comparator = "eq"
    as_of: str | None = Field(None, pattern=PERIOD)
    place: str | None = None
    level: Level | None = None
    evidence: str | None = None


class _Facts(_Strict):
    targets: list[_Target] = []
    resolutions: list[_Resolution] = []
    services: list[_Service] = []
    observations: list[_Quantity] = []


class _Article(_Strict):
    language: str
    place: str | None = None
    event_on: dt.date | None = None
    published_on: dt.date | None = None
    source_url: str | None = None
    title: str | None = None


class _Expected(_Facts):
    article: _Article
    optional: _Facts = Field(default_factory=_Facts)


@dataclass(frozen=True, slots=True)
class Case:
    """One article with what is expected of it. ``expected`` is the JSON as written: a key left out is not judged."""

    name: str
    article: Path
    expected_path: Path
    expected: dict[str, Any]


def find_cases(folder: Path) -> list[Case]:
    """The cases under ``folder``, sorted. Raises ExpectedError for a missing folder, article or a malformed file."""
    if not folder.is_dir():
        raise ExpectedError(f"{folder}: no such folder")
    cases = [_case(folder, path) for path in sorted(folder.rglob(f"*{EXPECTED}"))]
    if not cases:
        raise ExpectedError(f"{folder}: no *{EXPECTED} here; put NAME{EXPECTED} beside NAME.txt")
    return cases


def unexpected_articles(folder: Path) -> Iterator[Path]:
    """Articles under ``folder`` that have no expectations yet, sorted."""
    for path in sorted(folder.rglob("*")):
        ours = path.name.endswith((EXPECTED, PROPOSED))
        if path.suffix in ARTICLE_SUFFIXES and not ours and not path.with_suffix(EXPECTED).exists():
            yield path


def read_expected(path: Path) -> dict[str, Any]:
    """The content of one expected.json, checked. Raises ExpectedError naming the file and the key."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ExpectedError(f"{path}: not readable as JSON in UTF-8: {error}") from error
    try:
        _Expected.model_validate({**content, "optional": content.get("optional") or {}} if _is(content) else content)
    except ValidationError as error:
        raise ExpectedError("\n".join(f"{path}: {_where(item['loc'])}: {item['msg']}" for item in error.errors())) from error
    result: dict[str, Any] = content
    return result


def _case(folder: Path, path: Path) -> Case:
    stem = path.name.removesuffix(EXPECTED)
    candidates = [path.with_name(stem + suffix) for suffix in ARTICLE_SUFFIXES]
    article = next((candidate for candidate in candidates if candidate.is_file()), None)
    if article is None:
        raise ExpectedError(f"{path}: no article beside it; one of {', '.join(c.name for c in candidates)} is needed")
    name = path.relative_to(folder).as_posix().removesuffix(EXPECTED)
    return Case(name, article, path, read_expected(path))


def _is(content: object) -> bool:
    return isinstance(content, dict)


def _where(location: tuple[int | str, ...]) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return text.removeprefix(".") or "file"
