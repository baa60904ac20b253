"""A language is data: the code names none. Adding one must not mean touching ``src/``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from govextract.resources import resource_dir
from govextract.rulepack.yamlio import load_yaml

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
CODES = set(load_yaml(resource_dir("rules") / "languages.yaml"))


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """All string constants but docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_no_language_code_in_the_source(source):
    found = [
        f"line {line}: {text!r}"
        for line, text in literals(ast.parse(source.read_text("utf-8")))
        if CODES & set(re.split(r"[^a-z]+", text))
    ]
    assert not found


def test_the_registry_lists_every_pack():
    folders = {path.name for path in resource_dir("rules").iterdir() if path.is_dir()} - {"base"}
    assert folders == CODES
