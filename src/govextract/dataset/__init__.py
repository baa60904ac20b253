"""The dataset on disk: Arrow schemas derived from the record models, an atomic writer, a pandas loader.

The exports are lazy because pyarrow and pandas are heavy and ``govextract --help`` needs neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govextract.dataset.arrow import schema
    from govextract.dataset.frames import Frames, load, snapshot
    from govextract.dataset.rows import Rows, to_rows
    from govextract.dataset.write import DatasetWriter

__all__ = ["DatasetWriter", "Frames", "Rows", "load", "schema", "snapshot", "to_rows"]

_HOMES = {
    "DatasetWriter": "write", "Frames": "frames", "Rows": "rows", "load": "frames", "schema": "arrow",
    "snapshot": "frames", "to_rows": "rows",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import ``name`` from its module on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
