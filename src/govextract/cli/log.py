"""What a run says while it works: a few lines for people, or one JSON object per line for machines; on stderr."""

from __future__ import annotations

import json
import time
from enum import StrEnum
from typing import Any

import typer


class LogFormat(StrEnum):
    """How a run talks."""

    text = "text"
    json = "json"


class RunLog:
    """Takes the events of a run. In text they are shown only when ``verbose``; in JSON always, unless ``quiet``."""

    def __init__(self, style: LogFormat, *, verbose: bool, quiet: bool) -> None:
        self._style, self._verbose, self._quiet = style, verbose, quiet

    def __call__(self, event: str, **facts: Any) -> None:
        """Something happened."""
        if self._quiet or (event in ("shard", "reject") and not self._verbose):
            return
        if self._style is LogFormat.json:
            line = {"time": round(time.time(), 3), "event": event, **facts}
            typer.echo(json.dumps(line, ensure_ascii=False, default=str), err=True)
        elif self._verbose:
            typer.echo(f"{event}: " + ", ".join(f"{name} {_plain(value)}" for name, value in facts.items()), err=True)


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return "(" + ", ".join(f"{name} {_plain(inner)}" for name, inner in value.items()) + ")"
    return f"{value:,}" if isinstance(value, int) else str(value)
