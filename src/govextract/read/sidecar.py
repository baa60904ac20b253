"""Side-cars: ``NAME.meta.json`` beside ``NAME.txt`` or ``NAME.html`` says title, url and published of that article.

Keys other than these three are ignored. A side-car that cannot be used never costs its article: a warning says why.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from govextract.read.encoding import decode
from govextract.read.metadata import iso_date, kind_of, optional_string, web_address
from govextract.read.parts import Known
from govextract.read.reasons import Unreadable

SUFFIX = ".meta.json"
DESCRIBED = (".txt", ".html", ".htm")
"""Suffixes of the files that a side-car may describe; JSON carries its own title, url and date."""
MAX_BYTES = 100_000


def side_car(path: Path) -> Path | None:
    """The side-car of ``path``, if it may have one and there is one: its bytes, too, decide what ``path`` gives."""
    name = car_name(path.name)
    if name is None:
        return None
    car = path.with_name(name)
    return car if os.path.isfile(car) else None  # noqa: PTH113 - Path.is_file raises when the name is too long


def car_name(name: str) -> str | None:
    """How the side-car of a file called ``name`` would be called; None for a file that cannot have one."""
    path = PurePosixPath(name)
    return name[: -len(path.suffix)] + SUFFIX if path.suffix.lower() in DESCRIBED else None


def describes(name: str, exists: Callable[[str], bool]) -> bool:
    """Whether ``name`` is a side-car: called like one, and the file it describes ``exists``."""
    if not name.endswith(SUFFIX):
        return False
    stem = name[: -len(SUFFIX)]
    return any(exists(stem + suffix) for suffix in DESCRIBED)


def known_from(car: Path) -> Known:
    """What the side-car ``car`` says."""
    try:
        with car.open("rb") as stream:
            return parse_car(stream.read(MAX_BYTES + 1))
    except OSError as error:
        return _unused(f"it cannot be read: {error.strerror or error}")


def parse_car(data: bytes) -> Known:
    """What the side-car ``data`` says; what of it cannot be used is among the notes."""
    if len(data) > MAX_BYTES:
        return _unused(f"it is larger than {MAX_BYTES} bytes")
    try:
        value: Any = json.loads(decode(data).text.lstrip("\ufeff"))
    except Unreadable as finding:
        return _unused(finding.what)
    except (ValueError, RecursionError):
        return _unused("it is not JSON")
    if not isinstance(value, dict):
        return _unused(f"it is {kind_of(value)}, not an object")
    notes: list[str] = []
    title = optional_string(value, "title", notes)
    url = web_address(optional_string(value, "url", notes), notes)
    published = iso_date(optional_string(value, "published", notes), notes)
    line = " ".join(title.split()) if title else None
    return Known(line, url, published, notes=tuple(f"{SUFFIX}: {note}" for note in notes))


def _unused(why: str) -> Known:
    return Known(notes=(f"{SUFFIX}: ignored, {why}",))
