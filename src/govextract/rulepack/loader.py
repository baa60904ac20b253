"""Reads rule packs from folders, overlays user folders, and tells exactly what is wrong where."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from govextract.resources import resource_dir
from govextract.rulepack.documents import Citations, Symbols
from govextract.rulepack.schema import Group, GroupFile, IndicatorFile, Numbers, Pack, Periods, Weights
from govextract.rulepack.yamlio import YamlError, load_yaml

BASE = "base"
PLAIN_FILES = ("languages.yaml", "vocabulary.yaml")
SPECIAL_KINDS: dict[str, type[BaseModel]] = {
    "numbers": Numbers, "periods": Periods, "indicator_facts": IndicatorFile,
    "weights": Weights, "symbols": Symbols, "citations": Citations,
}  # fmt: skip
OPTIONAL_KINDS = ("symbols", "citations")
M = TypeVar("M", bound=BaseModel)


class PackError(ValueError):
    """A rule pack that cannot be used; the message names the file and the key."""


def pack_codes(overlay: Path | None = None, root: Path | None = None) -> tuple[str, ...]:
    """The languages that have a pack, in the order of ``languages.yaml``."""
    codes: dict[str, None] = {}
    for folder in _roots(overlay, root):
        listing = folder / "languages.yaml"
        if listing.is_file():
            codes.update(dict.fromkeys(_read(listing)))
    return tuple(codes)


def load_pack(code: str, overlay: Path | None = None, root: Path | None = None) -> Pack:
    """The pack of one language: the built-in files, with those of ``overlay`` added to or replacing theirs.

    Raises PackError naming file and key for anything malformed.
    """
    return _load_pack(code, _roots(overlay, root))


def load_packs(overlay: Path | None = None, root: Path | None = None) -> dict[str, Pack]:
    """All packs by language code; see ``load_pack``."""
    return {code: load_pack(code, overlay, root) for code in pack_codes(overlay, root)}


def _roots(overlay: Path | None, root: Path | None) -> list[Path]:
    if overlay is not None and not overlay.is_dir():
        raise PackError(f"{overlay}: no such rules folder")
    return [root or resource_dir("rules"), *([overlay] if overlay else [])]


def pack_hash(overlay: Path | None = None, root: Path | None = None) -> str:
    """SHA-256 over all rule files in use, so that a dataset can name the rules that made it."""
    digest = hashlib.sha256()
    for folder in _roots(overlay, root):
        for path in sorted(folder.rglob("*.yaml")):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _load_pack(code: str, roots: list[Path]) -> Pack:
    groups: dict[str, tuple[str, Group]] = {}
    parts: dict[str, BaseModel] = {}
    for path in _files(code, roots):
        if path.name in PLAIN_FILES:
            continue
        raw = _read(path)
        kind = raw.get("kind") if isinstance(raw, Mapping) else None
        model = SPECIAL_KINDS.get(str(kind))
        if model is not None:
            parts[str(kind)] = _validate(model, raw, path)
        else:
            _add_groups(groups, _validate(GroupFile, raw, path), code)
    missing = [kind for kind in SPECIAL_KINDS if kind not in parts and kind not in OPTIONAL_KINDS]
    if missing:
        raise PackError(f"rules/{code}: a pack needs a file of kind {' and one of kind '.join(missing)}")
    facts, weights = parts["indicator_facts"], parts["weights"]
    symbols, citations = parts.get("symbols"), parts.get("citations")
    return Pack(
        code=code, numbers=parts["numbers"], periods=parts["periods"], groups=groups,
        indicators=facts.indicators if isinstance(facts, IndicatorFile) else {},
        weights=weights,
        symbols=symbols if isinstance(symbols, Symbols) else None,
        citations=citations if isinstance(citations, Citations) else None,
    )  # fmt: skip


def _files(code: str, roots: list[Path]) -> list[Path]:
    return [path for root in roots for part in (BASE, code) for path in sorted((root / part).glob("*.yaml"))]


def _add_groups(groups: dict[str, tuple[str, Group]], file: GroupFile, code: str) -> None:
    for name, group in file.groups.items():
        full = group.model_copy(update={"code": group.code or name.split(".")[0]})
        groups[f"{code}.{file.kind}.{name}"] = (file.kind, full)
    for name in file.disable:
        groups.pop(f"{code}.{file.kind}.{name}", None)


def _read(path: Path) -> Any:
    try:
        return load_yaml(path)
    except YamlError as error:
        raise PackError(str(error)) from error


def _validate(model: type[M], raw: Any, path: Path) -> M:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(part) for part in item['loc']) or 'file'}: {item['msg']}" for item in error.errors()[:5]
        )
        raise PackError(f"{path}: {problems}") from error
