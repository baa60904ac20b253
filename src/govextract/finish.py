"""From drafts to final records: repeated statements become one row with mentions, spans return to the stored text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any

from pydantic import TypeAdapter

from govextract.assemble.drafts import Draft, Findings, Verdict
from govextract.assemble.naming import entity_rows
from govextract.document import Document
from govextract.link.roles import ROLES, Role
from govextract.places import Places
from govextract.recognise import NamedEntity
from govextract.records import (
    ArticleRow,
    Extraction,
    Fact,
    LedgerRow,
    Observation,
    Resolution,
    Service,
    Target,
)

_quoted = json.encoder.encode_basestring
MODELS: dict[str, type[Fact]] = {
    "targets": Target, "observations": Observation, "services": Service, "resolutions": Resolution,
}  # fmt: skip


def finish(
    document: Document, findings: Findings, places: Places,
    entities: Sequence[NamedEntity] = (), warnings: Sequence[str] = (),
) -> Extraction:  # fmt: skip
    """The extraction of an article: one row per distinct fact and name, the article's own row, and the number ledger."""
    article = document.article
    digest = hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    article_id = hashlib.sha256(f"{article.path}\0{digest}".encode()).hexdigest()[:16]
    records, used = _records(document, findings.drafts, article_id)
    ledger = _ledger(document, findings.verdicts, used, article_id)
    row = ArticleRow(
        article_id=article_id, path=article.path, source_url=document.url or article.url, title=_title(document),
        language=document.language, language_confidence=round(document.language_confidence, 3),
        published_on=document.published_on or article.published, event_on=document.event_on, place=document.place,
        text_sha256=digest, characters=len(article.text), targets=len(records["targets"]),
        resolutions=len(records["resolutions"]), services=len(records["services"]),
        observations=len(records["observations"]), numbers=len(ledger),
        unclaimed=sum(1 for entry in ledger if entry.fate == "unclaimed"),
        warnings=(*article.warnings, *warnings), text=article.text,
    )  # fmt: skip
    return Extraction(
        article=row,
        entities=entity_rows(article_id, entities),
        ledger=tuple(ledger),
        **{name: tuple(rows) for name, rows in records.items()},
    )


def _title(document: Document) -> str | None:
    if document.article.title:
        return document.article.title
    block = next((b for b in document.blocks if b.kind == "headline"), None)
    if block is None:
        return None
    start, end = document.view.source(block.start, block.end)
    return document.article.text[start:end].strip()


def _records(
    document: Document, drafts: Iterable[Draft], article_id: str
) -> tuple[dict[str, list[Any]], dict[tuple[int, int], str]]:
    merged: dict[tuple[str, tuple[Any, ...]], list[Draft]] = {}
    for draft in drafts:
        merged.setdefault((draft.table, draft.key), []).append(draft)
    records: dict[str, list[Any]] = {name: [] for name in MODELS}
    used: dict[tuple[int, int], str] = {}
    for (table, key), group in merged.items():
        best = max(group, key=lambda d: (d.confidence, -d.start)) if len(group) > 1 else group[0]
        start, end = document.view.source(best.start, best.end)
        record_id = _record_id(article_id, table, key)
        spans = sorted({document.view.source(a, b) for d in group for a, b in (d.mentions or ((d.start, d.end),))})
        records[table].append(
            MODELS[table].model_validate(  # mentions as mappings: one call builds them all
                {
                    "record_id": record_id, "article_id": article_id, "language": document.language,
                    "rule_id": best.rule, "evidence": document.article.text[start:end], "start": start, "end": end,
                    "sentence": _sentence(document, best.start),
                    "mentions": tuple([{"start": a, "end": b} for a, b in spans]), "confidence": best.confidence,
                    "notes": best.notes, **_filled(best, group),
                }
            )
        )  # fmt: skip
        for draft in group:
            if draft.quantity is not None:
                used[draft.quantity.start, draft.quantity.end] = record_id
    for rows in records.values():
        rows.sort(key=lambda row: (row.start, row.end, row.record_id))
    return records, used


def _filled(best: Draft, group: Sequence[Draft]) -> dict[str, Any]:
    """The fields of ``best``; what it leaves open (a headline rarely names the document) from the other mentions."""
    if len(group) == 1:
        return best.fields
    fields = dict(best.fields)
    for name in (name for name, value in fields.items() if value is None):
        fields[name] = next((d.fields[name] for d in group if d.fields[name] is not None), None)
    return fields


def _record_id(article_id: str, table: str, key: tuple[Any, ...]) -> str:
    parts = ", ".join(["null" if part is None else _quoted(str(part)) for part in key])
    payload = f"[{_quoted(article_id)}, {_quoted(table)}, [{parts}]]"
    return hashlib.sha256(payload.encode("utf-8")).hexdigest()[:16]


def _sentence(document: Document, position: int) -> str:
    sentence = document.sentence_at(position)
    if sentence is None:
        return ""
    start, end = document.view.source(sentence.start, sentence.end)
    return document.article.text[start:end].strip()


def _reason(verdict: Verdict) -> str:
    """The contests behind a verdict in words: candidates and roles with their scores, best first."""
    parts = [verdict.reason] if verdict.reason else []
    if verdict.outcome is not None and verdict.outcome.candidates:
        best: dict[tuple[str, str], float] = {}
        for candidate in verdict.outcome.candidates:
            best.setdefault((candidate.code, candidate.side), candidate.score)
        named = [f"{code} ({side}) {score:+.1f}" for (code, side), score in islice(best.items(), 3)]
        parts.append(f"about {', '.join(named)}")
    if verdict.role is not None:
        ranked = sorted(zip(ROLES, verdict.role.scores, strict=True), key=_score, reverse=True)
        parts.append("role {} {:+.1f}, {} {:+.1f}, {} {:+.1f}".format(*ranked[0], *ranked[1], *ranked[2]))
        parts += _loudest(verdict.role, ranked[0][0], ranked[1][0])
    return "; ".join(parts)


def _loudest(role: Role, first: str, second: str) -> list[str]:
    """The plain words that speak most for or against the ``first`` role, compared to the ``second``."""
    one, other = ROLES.index(first), ROLES.index(second)
    said = [(leaning[one] - leaning[other], word) for _, word, leaning in role.words]
    loud = sorted([each for each in said if abs(each[0]) >= LOUD], key=_loudness)[:3]
    return [f"words {', '.join(f'{word} {weight:+.1f}' for weight, word in loud)}"] if loud else []


def _loudness(said: tuple[float, str]) -> tuple[float, str]:
    return -abs(said[0]), said[1]


LOUD = 0.3
"""Points from which on ``explain`` names a plain word."""


_score = itemgetter(1)
_place = itemgetter("start", "end")
_FATES = ("unclaimed", "refused", "used")


def _worth(row: dict[str, Any]) -> int:
    return _FATES.index(row["fate"])


_LEDGER = TypeAdapter(list[LedgerRow])


def _ledger(document: Document, verdicts: Iterable[Verdict], used: dict[tuple[int, int], str], article_id: str) -> list[LedgerRow]:
    rows: list[dict[str, Any]] = []
    for verdict in verdicts:
        quantity = verdict.quantity
        start, end = document.view.source(quantity.start, quantity.end)
        rows.append(
            {
                "article_id": article_id, "start": start, "end": end, "text": document.article.text[start:end],
                "fate": verdict.fate, "record_id": used.get((quantity.start, quantity.end)),
                "rule_id": verdict.rule or None, "reason": _reason(verdict) or None,
            }
        )  # fmt: skip
    for label in document.labels:
        start, end = document.view.source(label.start, label.end)
        text = document.article.text[start:end]
        rows.append({"article_id": article_id, "start": start, "end": end, "text": text, "fate": "refused", "rule_id": label.rule})
    rows.sort(key=_place)
    if document.view.laid is not None:  # a name was read once for each number of its row
        rows = list({(row["start"], row["end"]): row for row in sorted(rows, key=_worth)}.values())
        rows.sort(key=_place)
    return _LEDGER.validate_python(rows)  # one call builds them all
