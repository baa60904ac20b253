"""The rows govextract writes, as pydantic models: one model per table of the record contract.

These models are the single description of the data: Arrow schemas, the data dictionary and
``govextract schema`` are derived from them. Codes come from ``rules/base/vocabulary.yaml``.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.1"

Comparator = Literal["eq", "ge", "gt", "le", "lt", "approx", "range"]
PeriodRole = Literal["in", "by"]
Level = Literal["province", "commune", "district", "ministry", "nation"]
ServiceCategory = Literal[
    "online_total", "full_process", "partial", "information_only", "national_portal", "any_location",
    "essential", "procedures_total", "procedures_online", "procedures_cut", "other",
]  # fmt: skip
Fate = Literal["used", "refused", "unclaimed"]
Alikeness = Literal["exact", "near"]
EntityType = Literal["PERSON", "ORG", "PLACE"]


class Record(BaseModel):
    """Base of all rows: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Mention(Record):
    """One place in the article text: code-point offsets, end exclusive."""

    start: int = Field(ge=0, description="offset of the first code point")
    end: int = Field(ge=0, description="offset behind the last code point")


class Fact(Record):
    """What every fact row carries, so that it can be checked against its article in seconds."""

    record_id: str = Field(description="stable identifier: same input, same id")
    article_id: str = Field(description="identifier of the article the fact comes from")
    language: str = Field(description="language code of the article")
    rule_id: str = Field(description="the rule that decided the record")
    evidence: str = Field(description="exact substring of the article text that states the fact")
    start: int = Field(ge=0, description="code-point offset of evidence in the article text")
    end: int = Field(ge=0, description="code-point offset behind evidence")
    sentence: str = Field(description="the sentence that holds the evidence")
    mentions: tuple[Mention, ...] = Field(description="every place in the article that states the same fact")
    confidence: float = Field(ge=0, le=1, description="0 to 1; lowered by doubts, raised by confirmations")
    notes: tuple[str, ...] = Field(default=(), description="what the audit confirmed, contradicted or repaired")


class Target(Fact):
    """One distinct quantified goal stated in an article."""

    indicator: str = Field(description="indicator code of the vocabulary, or 'other'")
    indicator_text: str | None = Field(None, description="the indicator phrase as the article has it")
    comparator: Comparator = Field(description="how the value bounds the goal")
    value: Decimal = Field(description="value scaled to the unit")
    value_max: Decimal | None = Field(None, description="upper bound, for comparator 'range' only")
    unit: str = Field(description="percent, percentage_point, ISO 4217 currency, count or a vocabulary unit")
    period: str | None = Field(None, description="ISO 8601 reduced period or interval")
    period_role: PeriodRole | None = Field(None, description="'in' (during) or 'by' (deadline)")
    place: str | None = Field(None, description="ISO 3166-2 code of whose target it is; VN or UA for the nation")
    set_by: str | None = Field(None, description="issuer code of who assigned or set it")
    document: str | None = Field(None, description="symbol of the policy document that states it")


class Resolution(Fact):
    """One distinct policy document cited in an article."""

    doc_type: str = Field(description="document type code of the vocabulary")
    number: str | None = Field(None, description="number as printed")
    symbol: str | None = Field(None, description="canonical official symbol")
    issued_on: dt.date | None = Field(None, description="date of issue, if the article says it")
    issuer: str | None = Field(None, description="issuer code of the vocabulary")
    issuer_place: str | None = Field(None, description="ISO 3166-2 code of a provincial issuer")
    title: str | None = Field(None, description="subject of the document as quoted or stated")


class Service(Fact):
    """One distinct count of public services or administrative procedures."""

    category: ServiceCategory = Field(description="what is counted")
    count: int = Field(description="how many")
    out_of: int | None = Field(None, description="total of a ratio such as 1.436/1.770")
    comparator: Comparator = Field(description="how the count is bounded")
    as_of: str | None = Field(None, description="ISO 8601 reduced period the count stands for")
    place: str | None = Field(None, description="ISO 3166-2 code of whose services they are")
    level: Level | None = Field(None, description="administrative level the services belong to")


class Observation(Fact):
    """One distinct achieved value of a vocabulary indicator."""

    indicator: str = Field(description="indicator code of the vocabulary")
    indicator_text: str | None = Field(None, description="the indicator phrase as the article has it")
    comparator: Comparator = Field(description="how the value is bounded")
    value: Decimal = Field(description="value scaled to the unit")
    value_max: Decimal | None = Field(None, description="upper bound, for comparator 'range' only")
    unit: str = Field(description="percent, percentage_point, ISO 4217 currency, count or a vocabulary unit")
    period: str | None = Field(None, description="ISO 8601 reduced period or interval")
    place: str | None = Field(None, description="ISO 3166-2 code of whose value it is; VN or UA for the nation")


class ArticleRow(Record):
    """One input article."""

    article_id: str = Field(description="stable identifier derived from path and text")
    path: str = Field(description="input path, relative to the input folder")
    source_url: str | None = Field(None, description="URL of the article, from metadata or its footer")
    title: str | None = Field(None, description="title, from metadata or the headline")
    language: str = Field(description="code of a rule pack, or und (undetermined or unsupported: no facts)")
    language_confidence: float = Field(ge=0, le=1, description="0 to 1")
    published_on: dt.date | None = Field(None, description="date of publication")
    event_on: dt.date | None = Field(None, description="date of the event reported, from the dateline")
    place: str | None = Field(None, description="ISO 3166-2 code of the province the article is about")
    text_sha256: str = Field(description="SHA-256 of the stored text in UTF-8")
    characters: int = Field(ge=0, description="code points of the stored text")
    targets: int = Field(ge=0, description="how many targets were found")
    resolutions: int = Field(ge=0, description="how many resolutions were found")
    services: int = Field(ge=0, description="how many service counts were found")
    observations: int = Field(ge=0, description="how many observations were found")
    numbers: int = Field(0, ge=0, description="how many quantities the article holds")
    unclaimed: int = Field(0, ge=0, description="how many of them no record uses and no rule refuses")
    warnings: tuple[str, ...] = Field(default=(), description="doubts about the article as a whole")
    text: str = Field(description="the stored text that all offsets count in")


class Reject(Record):
    """One input that could not be read, and why."""

    path: str = Field(description="input path, relative to the input folder")
    reason: str = Field(description="reason code")
    message: str = Field(description="what happened and what to do about it")
    bytes: int | None = Field(None, description="size of the input, if known")


class Duplicate(Record):
    """One input that tells the story of an earlier article: an equal one, left out, or a nearly equal one, kept and linked."""

    path: str = Field(description="input path of the later article, relative to the input folder")
    article_id: str | None = Field(None, description="identifier of the later article; null for exact, which has no row of its own")
    of_article: str = Field(description="identifier of the earlier article, whose row stands for it")
    kind: Alikeness = Field(description="exact: same text, title, address and date; near: most runs of words in common")
    similarity: float = Field(ge=0, le=1, description="share of common word runs: 1 for exact, estimated for near")


class Entity(Record):
    """One person, organisation or place named in an article."""

    article_id: str = Field(description="identifier of the article")
    type: EntityType = Field(description="PERSON, ORG or PLACE")
    text: str = Field(description="the name as the article first has it")
    canonical: str | None = Field(None, description="canonical name, if known")
    code: str | None = Field(None, description="ISO 3166-2 or issuer code, if linked")
    spans: tuple[Mention, ...] = Field(description="every place where the article names it")
    recogniser: str = Field(description="which recogniser found it")


class LedgerRow(Record):
    """One number of an article and its fate."""

    article_id: str = Field(description="identifier of the article")
    start: int = Field(ge=0, description="code-point offset of the number")
    end: int = Field(ge=0, description="code-point offset behind it")
    text: str = Field(description="the number as printed, with its unit")
    fate: Fate = Field(description="used, refused or unclaimed")
    record_id: str | None = Field(None, description="the record that uses it")
    rule_id: str | None = Field(None, description="the rule that used or refused it")
    reason: str | None = Field(None, description="why, in words")


class Extraction(Record):
    """Everything govextract reads from one article."""

    article: ArticleRow
    targets: tuple[Target, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    services: tuple[Service, ...] = ()
    observations: tuple[Observation, ...] = ()
    entities: tuple[Entity, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()

    def _repr_html_(self) -> str:
        """The article with its facts highlighted, for notebooks."""
        from govextract.report.html import extraction_html

        return extraction_html(self)


TABLES: dict[str, type[Record]] = {
    "articles": ArticleRow, "targets": Target, "resolutions": Resolution, "services": Service,
    "observations": Observation, "rejects": Reject, "duplicates": Duplicate, "entities": Entity,
    "ledger": LedgerRow,
}  # fmt: skip
FACT_TABLES = ("targets", "resolutions", "services", "observations")
