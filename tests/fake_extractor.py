"""A tiny extractor for tests of what surrounds the real one: every ``N%`` is a target, some words make it misbehave."""

from __future__ import annotations

import hashlib
import os
import re
import time
from decimal import Decimal

from govextract.article import Article
from govextract.records import ArticleRow, Entity, Extraction, LedgerRow, Mention, Target
from govextract.rulepack import PackError

NUMBER = re.compile(r"(\d+(?:\.\d+)?)(%?)")


class FakeExtractor:
    """Deterministic; the words HANG, CRASH, RULES, DIE and HUGE in a text make it fail in different ways."""

    pack_hash = "0" * 64

    def recognisers(self) -> dict[str, str]:
        return {}

    def extract(self, article: Article) -> Extraction:
        text = article.text
        if "HANG" in text:
            time.sleep(60)
        if "CRASH" in text:
            raise ZeroDivisionError("a defect")
        if "RULES" in text:
            raise PackError("rules/xx: broken")
        if "DIE" in text:
            os._exit(9)
        digest = hashlib.sha256(text.encode()).hexdigest()
        targets, ledger = [], []
        for number, match in enumerate(NUMBER.finditer(text)):
            used = bool(match[2])
            record_id = f"{digest[:8]}-{number}" if used else None
            if record_id is not None:
                targets.append(_target(text, digest[:12], record_id, match))
            ledger.append(
                LedgerRow(
                    article_id=digest[:12], start=match.start(), end=match.end(), text=match[0],
                    fate="used" if used else "unclaimed", record_id=record_id, rule_id="fake.percent" if used else None,
                )
            )  # fmt: skip
        row = ArticleRow(
            article_id=digest[:12], path=article.path, source_url=article.url, title=article.title, language="xx",
            language_confidence=1.0, published_on=article.published, event_on=None, place=None, text_sha256=digest,
            characters=len(text), targets=len(targets), resolutions=0, services=0, observations=0, numbers=len(ledger),
            unclaimed=len(ledger) - len(targets), text=text,
        )  # fmt: skip
        entity = Entity(
            article_id=digest[:12], type="PLACE", text="Here", spans=(Mention(start=0, end=1),), recogniser="fake",
            canonical=None, code=None,
        )  # fmt: skip
        return Extraction(article=row, targets=tuple(reversed(targets)), entities=(entity,), ledger=tuple(ledger))


def _target(text: str, article_id: str, record_id: str, match: re.Match[str]) -> Target:
    value = Decimal("1e40") if "HUGE" in text else Decimal(match[1])
    return Target(
        record_id=record_id, article_id=article_id, language="xx", rule_id="fake.percent", evidence=match[0],
        start=match.start(), end=match.end(), sentence=text, mentions=(Mention(start=match.start(), end=match.end()),),
        confidence=0.9, notes=("seen",), indicator="economic_growth", indicator_text=None, comparator="eq",
        value=value, value_max=None, unit="percent", period="2025", period_role=None, place=None, set_by=None,
        document=None,
    )  # fmt: skip
