"""The wheel on its own: installed in a clean environment it finds its rules and data and does its work."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(importlib.util.find_spec("hatchling") is None, reason="hatchling is not installed")


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The bin folder of an environment that has the wheel; the dependencies are lent by this one, by a .pth file.

    A .pth file does not chain to others, so the editable install of this environment is not lent with them.
    """
    room = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", room, ROOT], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", room / "env"], check=True)
    (wheel,) = room.glob("*.whl")
    subprocess.run([*pip, "--python", room / "env" / "bin" / "python", "install", "--no-deps", wheel], check=True)
    (site,) = (room / "env").glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return room / "env" / "bin"


def shell(command: list[str | Path], folder: Path) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True).stdout


def test_the_wheel_extracts_with_its_own_rules(installed, tmp_path):
    article = next((ROOT / "fixtures").rglob("*.txt"))
    (tmp_path / "news.txt").write_bytes(article.read_bytes())
    content = json.loads(shell([installed / "govextract", "extract", "news.txt"], tmp_path))
    assert content["article"]["language"] != "und"
    where = "import govextract.resources as r; print(r.resource_dir('rules'), r.resource_dir('data'))"
    for folder in shell([installed / "python", "-c", where], tmp_path).split():
        assert Path(folder).is_relative_to(installed.parent)


def test_the_wheel_is_typed_and_carries_its_templates(installed):
    (package,) = installed.parent.glob("lib/python*/site-packages/govextract")
    assert (package / "py.typed").is_file()
    assert list(package.rglob("*.j2"))
    rules = {path.relative_to(ROOT) for path in (ROOT / "rules").rglob("*.yaml")}
    assert {
        path.relative_to(package / "_resources") for path in (package / "_resources" / "rules").rglob("*.yaml")
    } == rules
