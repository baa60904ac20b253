"""Names and facts: which sentences must be read, what names tell about open fields, and the entity rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from govextract.assemble.drafts import Draft
from govextract.document import Document
from govextract.places import fold_name
from govextract.recognise import NamedEntity
from govextract.records import Entity

ASKED = {"targets": ("set_by", "place"), "observations": ("place",), "services": ("place",), "resolutions": ("issuer",)}
"""The fields of each table that a name may fill."""
REACH = 60
"""Code points behind a document's number within which its issuer is named."""
_WORDS_BETWEEN = 4
_BREAK = re.compile(r"[\d.;:()\n]")


def open_sentences(document: Document, drafts: Iterable[Draft]) -> list[tuple[int, int]]:
    """The sentences, as spans of the view, in which a fact lacks a field that a name could fill."""
    wanted = set()
    for draft in drafts:
        if any(draft.fields.get(field) is None for field in ASKED.get(draft.table, ())):
            sentence = document.sentence_at(draft.start)
            if sentence is not None:
                wanted.add((sentence.start, sentence.end))
    return sorted(wanted)


def all_sentences(document: Document) -> list[tuple[int, int]]:
    """All sentences but those of page furniture, as spans of the view."""
    return [(s.start, s.end) for s in document.sentences if document.blocks[s.block].kind != "boilerplate"]


def fill(document: Document, drafts: Iterable[Draft], entities: Sequence[NamedEntity], known: str) -> list[Draft]:
    """``drafts`` with open fields filled from the entities, but those of ``known``, which the linker has asked."""
    new = [e for e in entities if e.code is not None and e.recogniser != known]
    return [_filled(document, draft, new) for draft in drafts] if new else list(drafts)


def _filled(document: Document, draft: Draft, entities: Sequence[NamedEntity]) -> Draft:
    sentence = document.sentence_at(draft.start)
    missing = [field for field in ASKED.get(draft.table, ()) if draft.fields.get(field) is None]
    if sentence is None or not missing:
        return draft
    low, high = document.view.source(sentence.start, sentence.end)
    start, end = document.view.source(draft.start, draft.end)
    near = [e for e in entities if low <= e.start and e.end <= high]
    found: dict[str, str] = {}
    for field in missing:
        if field == "issuer":
            entity = _owner(document.article.text, end, [e for e in near if e.type == "ORG"])
        else:
            entity = _nearest([e for e in near if e.type == ("ORG" if field == "set_by" else "PLACE")], start, end)
        if entity is not None and entity.code is not None:
            found[field] = entity.code
    return replace(draft, fields={**draft.fields, **found}) if found else draft


def _nearest(entities: Sequence[NamedEntity], start: int, end: int) -> NamedEntity | None:
    """The last one before the fact, else the first behind it."""
    before = [e for e in entities if e.end <= start]
    return before[-1] if before else next((e for e in entities if e.start >= end), None)


def _owner(text: str, end: int, bodies: Sequence[NamedEntity]) -> NamedEntity | None:
    """The body right behind a document's number, with a few words at most in between."""
    for body in bodies:
        between = text[end : body.start]
        if body.start >= end and len(between) <= REACH:
            plain = not _BREAK.search(between) and len(between.split()) <= _WORDS_BETWEEN
            return body if plain else None
    return None


def entity_rows(article_id: str, entities: Sequence[NamedEntity]) -> tuple[Entity, ...]:
    """One row per person, body or place, by first mention; a part of a person's name counts as the whole."""
    people = sorted({e.text for e in entities if e.type == "PERSON"}, key=lambda name: (-len(name), name))
    groups: dict[tuple[str, str], list[NamedEntity]] = {}
    full: dict[tuple[str, str], str | None] = {}
    for entity in entities:
        canonical = _whole_name(entity.text, people) if entity.type == "PERSON" else entity.canonical
        key = (entity.type, fold_name(canonical or entity.text))
        groups.setdefault(key, []).append(entity)
        full[key] = canonical
    return tuple(
        Entity.model_validate(  # spans as mappings: one call builds them all
            {
                "article_id": article_id, "type": group[0].type, "text": group[0].text, "canonical": full[key],
                "code": next((e.code for e in group if e.code), None), "recogniser": group[0].recogniser,
                "spans": tuple([{"start": start, "end": end} for start, end in dict.fromkeys((e.start, e.end) for e in group)]),
            }
        )
        for key, group in groups.items()
    )  # fmt: skip


def _whole_name(name: str, people: Sequence[str]) -> str:
    """The longest name of the article that ends in ``name``."""
    folded = fold_name(name).split()
    return next((other for other in people if fold_name(other).split()[-len(folded) :] == folded), name)
