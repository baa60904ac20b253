"""Loads YAML that may come from anyone: no aliases, no tags, no duplicate keys, capped size and depth."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

MAX_BYTES = 1_000_000
MAX_DEPTH = 20


class YamlError(ValueError):
    """A YAML file that cannot be used; the message names file and line."""


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


def parse_yaml(text: str, name: str) -> Any:
    """The plain Python value of YAML ``text``; ``name`` is used in errors."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    _refuse_dangers(text, name)
    yaml = YAML(typ="safe", pure=True)
    yaml.allow_duplicate_keys = False
    try:
        return yaml.load(text)
    except (YAMLError, ValueError, RecursionError) as error:
        raise YamlError(f"{name}: {_first_lines(error)}") from error


def line_of(path: Path, keys: Sequence[str | int]) -> int | None:
    """The line, from 1, on which the value at ``keys`` begins; of the deepest key that exists, if not all do.

    None when the file cannot be read as YAML.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    try:
        node = YAML(typ="safe", pure=True).compose(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError):
        return None
    line = node.start_mark.line + 1 if node is not None else None
    for key in keys:
        if isinstance(node, MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(key)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _refuse_dangers(text: str, name: str) -> None:
    """Scans tokens before anything is built: an alias bomb must not be expanded to be noticed."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.tokens import (
        AliasToken,
        AnchorToken,
        BlockEndToken,
        BlockMappingStartToken,
        BlockSequenceStartToken,
        FlowMappingEndToken,
        FlowMappingStartToken,
        FlowSequenceEndToken,
        FlowSequenceStartToken,
        TagToken,
    )

    opening = (BlockMappingStartToken, BlockSequenceStartToken, FlowMappingStartToken, FlowSequenceStartToken)
    closing = (BlockEndToken, FlowMappingEndToken, FlowSequenceEndToken)
    depth = 0
    try:
        for token in YAML(typ="safe", pure=True).scan(text):
            if isinstance(token, (AliasToken, AnchorToken, TagToken)):
                line = token.start_mark.line + 1
                raise YamlError(f"{name}, line {line}: anchors, aliases and tags are not allowed in rule files")
            depth += isinstance(token, opening) - isinstance(token, closing)
            if depth > MAX_DEPTH:
                raise YamlError(f"{name}, line {token.start_mark.line + 1}: nested deeper than {MAX_DEPTH} levels")
    except YAMLError as error:
        raise YamlError(f"{name}: {_first_lines(error)}") from error


def _first_lines(error: Exception) -> str:
    return " ".join(line.strip() for line in str(error).splitlines()[:6] if line.strip())
