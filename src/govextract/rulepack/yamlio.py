"""Loads YAML that may come from anyone: no aliases, no tags, no duplicate keys, capped size and depth.

Parsed by libyaml (a whole pack in a tenth of a second), with scalars read as YAML 1.2 has them: ``no`` is a word, not a falsehood.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import ConstructorError

MAX_BYTES = 1_000_000
MAX_DEPTH = 20


class YamlError(ValueError):
    """A YAML file that cannot be used; the message names file and line."""


class _Loader(yaml.CSafeLoader):
    """libyaml's parser with the scalars of YAML 1.2's core schema (and dates), refusing a key given twice."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - declared so in the base class; not those of YAML 1.1

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """The mapping, unless a key occurs twice in it: the later would hide the earlier without a word."""
        seen = set()
        for key, _ in node.value:
            if (key.tag, str(key.value)) in seen:
                found = f'found duplicate key "{key.value}"'
                raise ConstructorError("while reading a mapping", node.start_mark, found, key.start_mark)
            seen.add((key.tag, str(key.value)))
        return super().construct_mapping(node, deep=deep)


# https://yaml.org/spec/1.2.2/#103-core-schema, with the dates of YAML 1.1
for _kind, _shape, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", list("-+0123456789")),  # SafeConstructor would read 010 as eight
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
    ("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", list("0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(rf"^(?:{_shape})$"), _first)


def load_yaml(path: Path) -> Any:
    """The plain Python value of a YAML file.

    Raises YamlError for unreadable, oversized, too deeply nested or malformed files, and for aliases, anchors and tags.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise YamlError(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise YamlError(f"{path}: {len(data)} bytes; a rule file may have {MAX_BYTES} at most")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise YamlError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    return parse_yaml(text, str(path))


@lru_cache(maxsize=256)
def parse_yaml(text: str, name: str) -> Any:
    """The plain Python value of YAML ``text``, not to be changed; ``name`` is used in errors."""
    try:
        _refuse_dangers(text, name)  # before anything is built: an alias bomb must not be expanded to be noticed
        return yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError) as error:
        raise error if isinstance(error, YamlError) else YamlError(f"{name}: {_first_lines(error)}") from error


def line_of(path: Path, keys: Sequence[str | int]) -> int | None:
    """The line, from 1, on which the value at ``keys`` begins; of the deepest key that exists, if not all do.

    None when the file cannot be read as YAML.
    """
    try:
        text = path.read_text("utf-8")
        _refuse_dangers(text, str(path))
        node = yaml.compose(text, Loader=_Loader)
    except (OSError, ValueError, yaml.YAMLError):
        return None
    line = node.start_mark.line + 1 if node is not None else None
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(key)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _refuse_dangers(text: str, name: str) -> None:
    """Raises YamlError for anchors, aliases, tags and deep nesting, from the events alone."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.NodeEvent) and (event.anchor or getattr(event, "tag", None)):
            raise YamlError(f"{_place(name, event)}: anchors, aliases and tags are not allowed in rule files")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise YamlError(f"{_place(name, event)}: nested deeper than {MAX_DEPTH} levels")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _place(name: str, event: yaml.Event) -> str:
    return f"{name}, line {event.start_mark.line + 1}" if event.start_mark else name


def _first_lines(error: Exception) -> str:
    return " ".join(line.strip() for line in str(error).splitlines()[:6] if line.strip())
