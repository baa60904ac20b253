"""What a body is called across languages: ``data/bodies.csv`` gives each its canonical name and issuer code."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from govextract.lexing.lexicon import Hit, Lexicon, Term
from govextract.resources import resource_dir

KIND = "body"
_COLUMN = "phrases_"
_PLACE = "{place}"


@dataclass(frozen=True, slots=True)
class Body:
    """``name`` is canonical; ``local`` is the canonical name of the one of a known place; ``code`` an issuer code."""

    name: str
    local: str
    code: str | None

    def named(self, place: str | None) -> str:
        """The canonical name, of the body of ``place`` if that is known."""
        return self.local.replace(_PLACE, place) if place and self.local else self.name


class Bodies:
    """The bodies of one language, found in folded text."""

    def __init__(self, language: str, folder: Path | None = None) -> None:
        rows = _rows((folder or resource_dir("data")) / "bodies.csv")
        self._bodies = [Body(row["canonical"], row["local"], row["code"] or None) for row in rows]
        self._terms = [Term(KIND, body.code or "", "bodies") for body in self._bodies]
        self._lexicon = Lexicon(
            (phrase.strip(), Term(KIND, str(number), "bodies"))
            for number, row in enumerate(rows)
            for phrase in (row.get(_COLUMN + language) or "").split(";")
            if phrase.strip()
        )

    def hits(self, folded: str) -> list[Hit]:
        """All bodies in ``folded``, as hits of the kind ``body`` whose code is an issuer code, or empty."""
        found = self._lexicon.find(folded)
        return [Hit(h.start, h.end, self._terms[int(h.term.code)]) for h in found]

    def find(self, folded: str) -> Body | None:
        """The body that ``folded`` names: that of its longest phrase, of equal ones the first; else None."""
        hits = self._lexicon.find(folded)
        best = max(hits, key=lambda hit: (hit.end - hit.start, -hit.start), default=None)
        return self._bodies[int(best.term.code)] if best is not None else None


@cache
def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
