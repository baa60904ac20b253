"""Reads rule packs from folders, overlays user folders, and tells exactly what is wrong where."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from govextract.records import Comparator, Level, ServiceCategory
from govextract.resources import resource_dir
from govextract.rulepack.documents import Citations, Symbols
from govextract.rulepack.schema import Group, GroupFile, IndicatorFile, Numbers, Pack, Periods, Weights
from govextract.rulepack.wording import WordingFile
from govextract.rulepack.yamlio import YamlError, line_of, load_yaml

BASE = "base"
PLAIN_FILES = ("languages.yaml", "vocabulary.yaml")
SPECIAL_KINDS: dict[str, type[BaseModel]] = {
    "numbers": Numbers, "periods": Periods, "indicator_facts": IndicatorFile,
    "weights": Weights, "symbols": Symbols, "citations": Citations, "wording": WordingFile,
}  # fmt: skip
CODES = {
    "service": frozenset(get_args(ServiceCategory)),
    "level": frozenset(get_args(Level)),
    "comparator": frozenset((*get_args(Comparator), "none")),
}
OPTIONAL_KINDS = ("symbols", "citations", "wording")
MOST_PROBLEMS = 5
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
    files: dict[str, str] = {}
    for path in _files(code, roots):
        if path.name in PLAIN_FILES:
            continue
        raw = _read(path)
        kind = raw.get("kind") if isinstance(raw, Mapping) else None
        model = SPECIAL_KINDS.get(str(kind))
        if model is not None:
            parts[str(kind)] = _validate(model, raw, path)
            files[str(kind)] = str(path)
        else:
            file = _validate(GroupFile, raw, path)
            _refuse_codes(file, path)
            added = _add_groups(groups, file, code)
            files.update(dict.fromkeys(added, str(path)))
    missing = [kind for kind in SPECIAL_KINDS if kind not in parts and kind not in OPTIONAL_KINDS]
    if missing:
        raise PackError(f"rules/{code}: a pack needs a file of kind {' and one of kind '.join(missing)}")
    facts, weights = parts["indicator_facts"], parts["weights"]
    symbols, citations, words = parts.get("symbols"), parts.get("citations"), parts.get("wording")
    return Pack(
        code=code, numbers=parts["numbers"], periods=parts["periods"], groups=groups, files=files,
        indicators=facts.indicators if isinstance(facts, IndicatorFile) else {},
        weights=weights,
        wording=words if isinstance(words, WordingFile) else WordingFile(kind="wording"),
        symbols=symbols if isinstance(symbols, Symbols) else None,
        citations=citations if isinstance(citations, Citations) else None,
    )  # fmt: skip


def _files(code: str, roots: list[Path]) -> list[Path]:
    return [path for root in roots for part in (BASE, code) for path in sorted((root / part).glob("*.yaml"))]


def _add_groups(groups: dict[str, tuple[str, Group]], file: GroupFile, code: str) -> list[str]:
    """Adds the groups of ``file``, removes those it disables, and returns the ids of the added."""
    added = []
    for name, group in file.groups.items():
        full = group.model_copy(update={"code": group.code or name.split(".")[0]})
        added.append(f"{code}.{file.kind}.{name}")
        groups[added[-1]] = (file.kind, full)
    for name in file.disable:
        groups.pop(f"{code}.{file.kind}.{name}", None)
    return added


def _refuse_codes(file: GroupFile, path: Path) -> None:
    """Codes that end up in a record must be ones that records may hold. Raises PackError."""
    allowed = CODES.get(file.kind)
    for name, group in file.groups.items() if allowed else ():
        code = group.code or name.split(".")[0]
        if allowed and code not in allowed:
            raise PackError(_problem(path, ("groups", name), f"no {file.kind} {code!r}; there are {', '.join(sorted(allowed))}"))


def _read(path: Path) -> Any:
    try:
        return load_yaml(path)
    except YamlError as error:
        raise PackError(str(error)) from error


def _validate(model: type[M], raw: Any, path: Path) -> M:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        problems = [_problem(path, item["loc"], item["msg"]) for item in error.errors()[:MOST_PROBLEMS]]
        raise PackError("\n".join(problems)) from error


def _problem(path: Path, keys: tuple[int | str, ...], message: str) -> str:
    """One complaint as ``file, line N: key: what is wrong``."""
    line = line_of(path, keys)
    where = f"{path}, line {line}" if line is not None else str(path)
    return f"{where}: {'.'.join(map(str, keys)) or 'file'}: {message}"


def rule_error(pack: Pack, rule: str, keys: tuple[int | str, ...], message: str) -> PackError:
    """The error for something wrong inside ``rule`` (an id, or a kind) of a pack that is already loaded."""
    return PackError(_problem(Path(pack.files.get(rule, f"rules/{pack.code}")), keys, message))
