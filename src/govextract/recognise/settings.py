"""Which models a rule pack names: ``rules/recognisers.yaml``, overlaid by the file of that name in a user's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from govextract.records import EntityType
from govextract.resources import resource_dir
from govextract.rulepack import PackError
from govextract.rulepack.strict import Strict

FILE = "recognisers.yaml"


class StanzaModel(Strict):
    """A stanza pipeline: its language code, the package of its processors (None: stanza's default), its folder."""

    lang: str
    package: str | None = None
    dir: Path | None = Field(None, description="where its files lie; None: where stanza keeps them")


class Models(Strict):
    """What finds the names of one language."""

    spacy: str | None = None
    stanza: StanzaModel | None = None
    labels: dict[str, EntityType] = Field(default_factory=dict)


class RecogniserSettings(Strict):
    """The whole file."""

    canonical: dict[str, str] = Field(default_factory=dict)
    models: dict[str, Models] = Field(default_factory=dict)

    def of(self, language: str) -> Models:
        """The models of a language; empty for one that the file does not name."""
        return self.models.get(language, Models())


def load_settings(overlay: Path | None = None, root: Path | None = None) -> RecogniserSettings:
    """The built-in settings (or those of ``root``), replaced by those of ``overlay`` one by one. Raises PackError."""
    from govextract.rulepack.yamlio import YamlError, load_yaml

    merged: dict[str, Any] = {"canonical": {}, "models": {}}
    for folder in (root or resource_dir("rules"), *([overlay] if overlay else [])):
        path = folder / FILE
        if not path.is_file():
            continue
        try:
            raw = load_yaml(path)
            RecogniserSettings.model_validate(raw)
        except YamlError as error:
            raise PackError(str(error)) from error
        except ValidationError as error:
            first = error.errors()[0]
            raise PackError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
        merged["canonical"].update(raw.get("canonical") or {})
        for language, models in (raw.get("models") or {}).items():
            merged["models"].setdefault(language, {}).update(models)
    return RecogniserSettings.model_validate(merged)
