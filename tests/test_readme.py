"""The README keeps its word: its Python runs, and its ``govextract`` commands do too."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)


def blocks(*kinds: str) -> list[str]:
    text = README.read_text("utf-8") if README.is_file() else ""
    return [body for kind, body in BLOCK.findall(text) if kind in kinds]


def commands() -> list[str]:
    """The ``govextract`` lines of shell blocks, without prompts, comments and the output below them."""
    lines = [line.strip().removeprefix("$ ") for body in blocks("console", "sh", "bash", "shell") for line in body.splitlines()]
    return [line for line in lines if line.startswith("govextract ")]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """A folder in which the README's relative paths lead to the real files and what it writes is thrown away."""
    folder = tmp_path_factory.mktemp("readme")
    for path in ROOT.iterdir():
        if not path.name.startswith(".") and path.name not in ("out", "demo-out"):
            (folder / path.name).symlink_to(path)
    return folder


def shell(command: list[str], folder: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not commands(), reason="README has no govextract commands")
def test_commands_of_the_readme_run(checkout):
    for line in commands():
        arguments = shlex.split(line, comments=True)[1:]
        shell([sys.executable, "-c", "from govextract.cli import main; main()", *arguments], checkout)


@pytest.mark.skipif(not blocks("python"), reason="README has no Python snippet")
def test_python_of_the_readme_runs(checkout):
    """All snippets as one script, after the commands, because later ones build on earlier ones."""
    for line in commands():
        if " run " in line:
            shell([sys.executable, "-c", "from govextract.cli import main; main()", *shlex.split(line)[1:]], checkout)
    shell([sys.executable, "-c", "\n".join(blocks("python"))], checkout)
