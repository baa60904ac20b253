"""Finds the input files under what the user named, always in the same order and under stable names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from govextract.read.sidecar import describes

_EXPECTED = (".expected.json", ".expected.jsonl", ".proposed.json")


def discover(inputs: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Every file under ``inputs`` with the name its rows carry: its path relative to the input folder.

    Folders are walked recursively and sorted; hidden files, ``*.expected.json`` and side-cars (``NAME.meta.json`` beside
    the article NAME) are left out, unsupported files are not: whoever reads them says why not. Missing inputs, and
    folders that cannot be listed or were already walked through another link, are yielded too, so that each can be
    accounted for. When several inputs would give the same name, as many of their parent folders as needed are put
    before it.
    """
    seen: set[str] = set()
    for source, label in zip(inputs, _labels(inputs), strict=True):
        for path, name in _under(source):
            place = os.path.abspath(path)  # noqa: PTH100 - Path.resolve would follow links and make two files one
            if place not in seen and not name.endswith(_EXPECTED) and not describes(place, os.path.isfile):
                seen.add(place)
                yield path, _printable(f"{label}/{name}" if label else name)


def _under(source: Path) -> Iterator[tuple[Path, str]]:
    if os.path.isdir(source):  # noqa: PTH112
        yield from _walk(source)
    else:
        yield source, source.name


def _walk(source: Path) -> Iterator[tuple[Path, str]]:
    """The files below ``source``; one folder is walked once, for links may lead in circles."""
    visited: set[tuple[int, int]] = set()
    waiting = [(source, "")]
    while waiting:
        path, name = waiting.pop()
        if name and not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where permission is missing
            yield path, name
            continue
        try:
            status = path.stat()
            entries = sorted(path.iterdir(), reverse=True)
        except OSError:
            yield path, name or path.name
            continue
        if (status.st_dev, status.st_ino) in visited:
            yield path, name
            continue
        visited.add((status.st_dev, status.st_ino))
        prefix = f"{name}/" if name else ""
        waiting.extend((entry, prefix + entry.name) for entry in entries if not entry.name.startswith("."))


def _labels(inputs: Sequence[Path]) -> list[str]:
    """What to put before the names of each input: nothing, unless two inputs hold files of one name."""
    owner: dict[str, str] = {}
    clash = False
    unique = dict.fromkeys(os.path.abspath(source) for source in inputs)  # noqa: PTH100
    for path, name in (found for place in unique if len(unique) > 1 for found in _under(Path(place))):
        clash = clash or owner.setdefault(name, str(path)) != str(path)
    if not clash:
        return [""] * len(inputs)
    parts = [_folders(source) for source in inputs]
    depth = 1
    while depth < max(map(len, parts)) and len({p[-depth:] for p in parts}) < len(set(parts)):
        depth += 1
    return ["/".join(p[-depth:]) for p in parts]


def _folders(source: Path) -> tuple[str, ...]:
    """The folder that names inside ``source`` count from, as its parts without the root."""
    absolute = Path(os.path.abspath(source))  # noqa: PTH100
    return (absolute if os.path.isdir(absolute) else absolute.parent).parts[1:]  # noqa: PTH112


def _printable(name: str) -> str:
    """``name`` as text that can be written: bytes that are no UTF-8 are spelled out, so that names stay distinct."""
    return os.fsencode(name).decode("utf-8", "backslashreplace").replace(os.sep, "/")
