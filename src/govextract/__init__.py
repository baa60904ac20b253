"""govextract: government news in, explained and validated records out.

>>> import govextract
>>> extraction = govextract.extract("The province strives for GRDP growth of 10% in 2025.")

The names below are imported on first use, so ``import govextract`` itself costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govextract.api import extract
    from govextract.batch import run
    from govextract.dataset import Frames, load, snapshot
    from govextract.records import Extraction
    from govextract.summary import RunSummary

    __version__: str

__all__ = ["Extraction", "Frames", "RunSummary", "__version__", "extract", "load", "run", "snapshot"]

_HOMES = {
    "extract": "govextract.api", "run": "govextract.batch", "RunSummary": "govextract.summary",
    "load": "govextract.dataset", "snapshot": "govextract.dataset",
    "Frames": "govextract.dataset", "Extraction": "govextract.records",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import a public name on first use (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version

        return version("govextract")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
