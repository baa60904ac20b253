"""Finds the ``rules/`` and ``data/`` folders, in a source checkout and in an installed wheel alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


@cache
def resource_dir(name: str) -> Path:
    """The folder ``name`` ("rules" or "data"): inside the wheel, else at the top of the checkout.

    Raises FileNotFoundError when neither exists, which means a damaged installation.
    """
    for candidate in (PACKAGE / "_resources" / name, PACKAGE.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the {name}/ folder of govextract is missing; reinstall the package")
