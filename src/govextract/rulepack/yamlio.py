"""Loads YAML that may come from anyone: no aliases, no tags, no duplicate keys, capped size and depth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "seq", "map", "timestamp")
)


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


@lru_cache(maxsize=256)
def parse_yaml(text: str, name: str) -> Any:
    """The plain Python value of YAML ``text``, not to be changed; ``name`` is used in errors."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML(typ="safe", pure=True)
    yaml.allow_duplicate_keys = False
    try:
        constructor, parser = yaml.get_constructor_parser(text)
        try:
            node = constructor.composer.get_single_node()
            if node is None:
                return None
            _refuse_dangers(node, name)  # before anything is built: an alias bomb must not be expanded to be noticed
            return constructor.construct_document(node)
        finally:
            parser.dispose()
    except RecursionError as error:
        raise YamlError(f"{name}, line 1: nested deeper than {MAX_DEPTH} levels") from error
    except (YAMLError, ValueError) as error:
        raise error if isinstance(error, YamlError) else YamlError(f"{name}: {_first_lines(error)}") from error


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


def _refuse_dangers(root: Node, name: str) -> None:
    """Raises YamlError for anchors (so for aliases), for tags and for deep nesting."""
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    waiting = [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        line = node.start_mark.line + 1
        if node.anchor or str(node.tag) not in PLAIN_TAGS:
            raise YamlError(f"{name}, line {line}: anchors, aliases and tags are not allowed in rule files")
        if depth > MAX_DEPTH:
            raise YamlError(f"{name}, line {line}: nested deeper than {MAX_DEPTH} levels")
        if isinstance(node, MappingNode):
            waiting += [(part, depth + 1) for pair in node.value for part in pair]
        elif isinstance(node, SequenceNode):
            waiting += [(part, depth + 1) for part in node.value]


def _first_lines(error: Exception) -> str:
    return " ".join(line.strip() for line in str(error).splitlines()[:6] if line.strip())
