"""The wheel on its own: installed in a clean environment it finds its rules and data and does its work."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
import tomllib
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
    assert {path.relative_to(package / "_resources") for path in (package / "_resources" / "rules").rglob("*.yaml")} == rules


NAMES = {
    "en": "Growth plan\n\nAt the session Mr. Tran Van Khoat said the province strives for GRDP growth of 8% in 2025.",
    "vi": "Kế hoạch\n\nTại kỳ họp, ông Trần Văn Khoát cho biết địa phương phấn đấu tăng trưởng GRDP đạt 8% trong năm 2025.",
    "uk": "План\n\nНа засіданні пан Чан Ван Кхоат сказав, що провінція має на меті зростання ВРП на рівні 8% у 2025 році.",
}
OFFLINE = "import socket, sys\ndef refuse(*_): raise OSError('no network here')\nsocket.socket.connect = refuse\n"


@pytest.mark.parametrize("language", sorted(NAMES))
def test_the_models_of_the_wheel_name_people_without_network_and_without_being_asked(installed, tmp_path, language):
    (tmp_path / "news.txt").write_text(NAMES[language], "utf-8")
    program = OFFLINE + "sys.argv = ['govextract', 'extract', 'news.txt']\nfrom govextract.cli import main\nmain()"
    content = json.loads(shell([installed / "python", "-c", program], tmp_path))
    assert content["article"]["language"] == language
    (person,) = [row for row in content["entities"] if row["type"] == "PERSON"]
    assert person["recogniser"].startswith(f"spacy:govextract_{language}-")
    models = json.loads(shell([installed / "govextract", "models", "--format", "json"], tmp_path))
    (mine,) = [state for state in models if (state["language"], state["recogniser"]) == (language, "spacy")]
    assert mine["found"] and Path(mine["where"]).is_relative_to(installed.parent)
    assert person["recogniser"].endswith("@" + mine["digest"][:12])


def test_the_component_of_the_wheel_joins_a_pipeline_by_its_entry_point(installed, tmp_path):
    code = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('govextract');"
        "doc = nlp('Plan\\n\\nThe Politburo set a GDP growth target of 8% in 2025 for Kon Tum province.');"
        "print([s.label_ for s in doc.spans['govextract']], doc._.govextract.article.language);"
        "import govextract.component as c; print(c.__file__)"
    )
    facts, where = shell([installed / "python", "-c", code], tmp_path).splitlines()
    assert facts == "['targets'] en"
    assert Path(where).is_relative_to(installed.parent)


def test_every_pattern_of_modules_to_compile_finds_modules():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]["modules"]
    assert [pattern for pattern in patterns if not list((ROOT / "src").glob(pattern))] == []
