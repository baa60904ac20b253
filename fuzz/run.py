"""Runs one fuzz target with atheris: ``python fuzz/run.py reader|pages|lexers|tables|pipeline [options of libFuzzer]``.

Inputs that break the target are written to the current folder; keep them in ``fuzz/findings/TARGET/``, where a test
runs them again for ever.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "fuzz")]


def main() -> None:
    """Instruments govextract and hands over to libFuzzer."""
    with atheris.instrument_imports(include=["govextract"]):
        from targets import TARGETS, guess_quickly

    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        raise SystemExit(f"usage: {sys.argv[0]} {'|'.join(TARGETS)} [options of libFuzzer]")
    check = TARGETS[sys.argv.pop(1)]
    guess_quickly()
    check(b"\0\0\0Growth of 10%")  # what is loaded once is no input's fault

    def one(data: bytes) -> None:
        check(data)

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
