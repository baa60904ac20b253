"""Where models lie: the shipped ones in ``data/``, installed packages, folders, and stanza's own. Downloads nothing."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from govextract.recognise.settings import RecogniserSettings, StanzaModel
from govextract.resources import resource_dir

STANZA = "stanza"
_PACKAGE = re.compile(r"[A-Za-z]\w*")


@dataclass(frozen=True, slots=True)
class ModelState:
    """One model of the settings: ``found`` tells whether it is there, ``hint`` how to get it when it is not."""

    language: str
    recogniser: str
    model: str
    where: str
    found: bool
    version: str | None
    digest: str | None
    hint: str


def spacy_model(name: str) -> Path | None:
    """The folder of a spaCy model: under ``data/``, a path, or an installed package's; None when it is not there."""
    for candidate in (resource_dir("data") / name, Path(name).expanduser()):
        if (candidate / "meta.json").is_file():
            return candidate
    if not _PACKAGE.fullmatch(name):
        return None
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        return None
    found = sorted(Path(spec.origin).parent.glob("*/config.cfg"))
    return found[0].parent if found else None


def stanza_folder(model: StanzaModel) -> Path:
    """Where stanza keeps its models: the setting, STANZA_RESOURCES_DIR, else ``~/stanza_resources``."""
    return model.dir or Path(os.environ.get("STANZA_RESOURCES_DIR") or Path.home() / "stanza_resources")


def has_stanza() -> bool:
    """Whether the extra ``stanza`` is installed; imports nothing."""
    return importlib.util.find_spec(STANZA) is not None and importlib.util.find_spec("torch") is not None


def stanza_present(model: StanzaModel) -> bool:
    """Whether the files of a stanza NER model are there."""
    folder = stanza_folder(model)
    return (folder / "resources.json").is_file() and any((folder / model.lang / "ner").glob("*.pt"))


def stanza_command(model: StanzaModel) -> str:
    """The command that downloads a stanza model; people run it, never this program."""
    options = [f"'{model.lang}'", "processors='tokenize,ner'"]
    options += [f"package='{model.package}'"] if model.package else []
    options += [f"model_dir='{model.dir}'"] if model.dir else []
    return f'python -c "import stanza; stanza.download({", ".join(options)})"'


@cache
def folder_hash(folder: Path) -> str:
    """SHA-256 over the names and bytes of all files of a folder."""
    digest = hashlib.sha256()
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def model_version(folder: Path) -> str | None:
    """The version that a spaCy model states, None when it states none."""
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return f"{meta['name']}-{meta['version']}" if "name" in meta and "version" in meta else None


def all_models(settings: RecogniserSettings) -> list[ModelState]:
    """Every model that the settings name, there or not."""
    states = []
    for language, models in settings.models.items():
        if models.spacy:
            states.append(_spacy_state(language, models.spacy))
        if models.stanza:
            states.append(_stanza_state(language, models.stanza))
    return states


def _spacy_state(language: str, name: str) -> ModelState:
    folder = spacy_model(name)
    if folder is not None:
        return ModelState(language, "spacy", name, str(folder), True, model_version(folder), folder_hash(folder), "")
    hint = f"python -m spacy download {name}" if _PACKAGE.fullmatch(name) else "reinstall govextract, or name another model"
    return ModelState(language, "spacy", name, str(resource_dir("data") / name), False, None, None, hint)


def _stanza_state(language: str, model: StanzaModel) -> ModelState:
    found = stanza_present(model)
    hint = "" if found else stanza_command(model)
    if not has_stanza():
        hint = "pip install 'govextract[stanza]'" + (f", then {hint}" if hint else "")
    name = f"{model.lang}/{model.package or 'default'}"
    where = str(stanza_folder(model) / model.lang)
    return ModelState(language, STANZA, name, where, found and has_stanza(), None, None, hint)
