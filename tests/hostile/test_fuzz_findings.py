"""Every input with which fuzzing once broke something, run again: see ``fuzz/``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).resolve().parent.parent.parent / "fuzz"
sys.path.insert(0, str(FUZZ))

from targets import TARGETS  # noqa: E402

FINDINGS = sorted(path for path in (FUZZ / "findings").glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_fuzzing_found_stays_mended(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


def test_findings_are_kept() -> None:
    assert {path.parent.name for path in FINDINGS} >= {"reader", "lexers"}
