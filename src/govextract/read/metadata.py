"""What a source says about its article besides the text: checked, and noted when it cannot be used.

Bad metadata never costs an article: the reason goes to ``notes``, which become the article's warnings.
"""

from __future__ import annotations

import datetime as dt
from typing import Any


def optional_string(value: dict[str, Any], key: str, notes: list[str]) -> str | None:
    """The optional string ``key``; anything else is noted and ignored, for the text is still good."""
    found = value.get(key)
    if found is None:
        return None
    if not isinstance(found, str):
        notes.append(f"{key}: ignored, it is {kind_of(found)}, not a string")
        return None
    clean = found.strip()
    try:
        clean.encode("utf-8")
    except UnicodeEncodeError:
        notes.append(f"{key}: ignored, it holds a lone surrogate")
        return None
    if not clean.replace("\t", " ").replace("\n", " ").replace("\r", " ").isprintable():
        notes.append(f"{key}: ignored, it holds characters that cannot be printed")
        return None
    return clean or None


def web_address(found: str | None, notes: list[str]) -> str | None:
    """``found`` if it is a web address without blanks; anything else is noted in ``notes`` and dropped."""
    if found is None:
        return None
    if found.lower().startswith(("https://", "http://")) and not any(ch.isspace() for ch in found):
        return found
    notes.append("url: ignored, it is not a web address (http:// or https://)")
    return None


def iso_date(found: str | None, notes: list[str]) -> dt.date | None:
    """The date of an ISO 8601 date or date-time, as written (no change of time zone); anything else is noted."""
    if found is None:
        return None
    try:
        return dt.datetime.fromisoformat(found).date()
    except ValueError:
        notes.append("published: ignored, it is not an ISO 8601 date such as 2025-03-06")
        return None


def kind_of(value: Any) -> str:
    """What JSON calls the type of ``value``."""
    if value is None:
        return "null"
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "a list", dict: "an object"}
    return next(name for kind, name in names.items() if isinstance(value, kind))
