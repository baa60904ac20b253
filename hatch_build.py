"""Compiled wheels: with GOVEXTRACT_COMPILE=1 the modules in which reading spends its time are compiled to C by mypyc.

Without the variable (the default), and in an editable install always, the wheel is plain Python and needs no compiler. The
modules are listed in pyproject.toml; each stays in the wheel as Python too, so tracebacks show its lines. Work is done on a
copy, since a compiled module left in the tree would hide later changes of its source.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VARIABLE = "GOVEXTRACT_COMPILE"
SETUP = """
from mypyc.build import mypycify
from setuptools import setup

setup(
    packages=[],
    ext_modules=mypycify(["--config-file=mypy.toml", "--follow-imports=silent", "--ignore-missing-imports", *{modules}],
                         opt_level="2", debug_level="0", separate=True),
)
"""


def compile_in(room: Path, root: Path, patterns: list[str]) -> None:
    """Compile the modules that ``patterns`` name, on a copy of the sources of ``root``; RuntimeError says what is missing."""
    left_out = shutil.ignore_patterns("*.so", "*.pyd", "__pycache__")
    shutil.copytree(root / "src" / "govextract", room / "govextract", ignore=left_out)
    shutil.copy(root / "pyproject.toml", room / "mypy.toml")  # by its own name setuptools would read it too
    modules = sorted(path.relative_to(room).as_posix() for pattern in patterns for path in room.glob(pattern))
    (room / "setup.py").write_text(SETUP.format(modules=modules), encoding="utf-8")
    command = [sys.executable, "setup.py", "build_ext", "--inplace", "-j", str(os.cpu_count() or 1)]
    done = subprocess.run(command, cwd=room, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    if done.returncode:
        lines = "\n".join(done.stdout.splitlines()[-20:])
        advice = f"a C compiler and Python's headers are needed; unset {VARIABLE} to do without"
        raise RuntimeError(f"compiling failed ({advice}):\n{lines}")


class CompileHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled modules to a wheel when the variable asks for them."""

    PLUGIN_NAME = "custom"
    _room: str | None = None

    def dependencies(self) -> list[str]:
        """What compiling needs in the build environment."""
        return ["mypy>=1.13", "setuptools>=70", "pydantic>=2.8"] if os.environ.get(VARIABLE) == "1" else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile on a copy of the sources and name the results for the wheel."""
        if os.environ.get(VARIABLE) != "1" or version == "editable":
            return
        self._room = tempfile.mkdtemp(prefix="govextract-compile-")
        room = Path(self._room)
        compile_in(room, Path(self.root), self.config["modules"])
        for pattern in ("*.so", "*.pyd"):
            for path in sorted((room / "govextract").rglob(pattern)) + sorted(room.glob(pattern)):
                build_data["force_include"][str(path)] = path.relative_to(room).as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the copy."""
        if self._room is not None:
            shutil.rmtree(self._room, ignore_errors=True)
