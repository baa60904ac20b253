"""Joins the datasets of ``run --shard 1/n … n/n`` into the one that a single run would have written, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from govextract.batch import complete
from govextract.dataset import alike
from govextract.dataset.compose import Block, compose
from govextract.dataset.frames import DatasetError, snapshot
from govextract.dataset.publish import MANIFEST, publish
from govextract.errors import GovextractError
from govextract.state import State
from govextract.summary import RunSummary

Array = np.ndarray[Any, Any]
_SAME = ("schema_version", "versions", "rule_pack", "ner", "ner_models")


class MergeRefused(GovextractError):
    """The datasets are not the parts of one run."""


class DatasetBlock:
    """A published dataset as a block of items: its articles, then its rejects."""

    def __init__(self, folder: Path, tables: tuple[str, ...]) -> None:
        self._folder, self.tables = folder, tables

    def table(self, name: str) -> pa.Table:
        """The rows of table ``name``."""
        return pq.read_table(self._folder / "tables" / name)

    @cached_property
    def counts(self) -> Array:
        """Rows by item and table."""
        articles = self.table("articles").column("article_id").to_pylist()
        number = {identifier: row for row, identifier in enumerate(articles)}
        rejects = pq.read_metadata(self._folder / "tables" / "rejects" / "part-00000.parquet").num_rows
        counts = np.zeros((len(articles) + rejects, len(self.tables)), np.int64)
        for column, name in enumerate(self.tables):
            if name == "articles":
                counts[: len(articles), column] = 1
            elif name == "rejects":
                counts[len(articles) :, column] = 1
            else:
                owners = self.table(name).column("article_id").to_pylist()
                rows = np.array([number[owner] for owner in owners], np.intp)
                counts[: len(articles), column] = np.bincount(rows, minlength=len(articles))
        return counts

    @cached_property
    def keys(self) -> Array:
        """By item, the key that equal articles share."""
        columns = self.table("articles").select(["text_sha256", "title", "source_url", "published_on"])
        keys = b"".join(map(alike.article_key, columns.to_pylist()))
        return np.frombuffer(keys + bytes(16 * (len(self.counts) - columns.num_rows)), np.uint8).reshape(-1, 16)

    @cached_property
    def signatures(self) -> Array:
        """By article, its signature."""
        texts = self.table("articles").column("text")
        found = [alike.signature(text.as_py()) for text in texts]
        return np.stack(found) if found else np.zeros((0, alike.BINS), np.uint32)


def merge(parts: Sequence[str | Path], out: str | Path, *, workers: int = 1) -> RunSummary:
    """Write to ``out`` the dataset of which ``parts`` are the shards 1/n to n/n, in any order.

    Raises MergeRefused when they are not all shards of one run, DatasetError when one is no dataset.
    """
    folders = [Path(part) for part in parts]
    manifests = [_manifest(folder) for folder in folders]
    _check(folders, manifests)
    ordered = sorted(zip(manifests, folders, strict=True), key=lambda pair: pair[0]["shard"][0])
    names = tuple(ordered[0][0]["tables"])
    own = tuple(name for name in names if name != "duplicates")
    with State(Path(out)) as state:
        blocks: list[Callable[[], Block]] = [partial(_same, DatasetBlock(folder, own)) for _, folder in ordered]
        known = [pair for _, folder in ordered for pair in _left_out(folder)]
        composed = compose(blocks, state.new, names, threads=workers, known=known)
        facts = {name: ordered[0][0][name] for name in _SAME if name != "schema_version"}
        manifest = complete(composed, state.new, facts)
        publish(state.new, state.out, state.old)
    return RunSummary.from_dict(manifest["counts"])


def _same(block: DatasetBlock) -> Block:
    return block


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        with snapshot(folder) as pinned:
            manifest: dict[str, Any] = json.loads((pinned / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise DatasetError(f"{folder}: no govextract dataset here ({error})") from error
    return manifest


def _check(folders: Sequence[Path], manifests: Sequence[dict[str, Any]]) -> None:
    for folder, manifest in zip(folders, manifests, strict=True):
        if "shard" not in manifest:
            raise MergeRefused(f"{folder}: was not made with --shard, so its place among the others is unknown")
        for fact in _SAME:
            if manifest[fact] != manifests[0][fact]:
                raise MergeRefused(f"{folder}: differs from {folders[0]} in {fact}; make all shards with one version")
        if manifest["tables"].keys() != manifests[0]["tables"].keys():
            raise MergeRefused(f"{folder}: has other tables than {folders[0]}; make all shards with the same options")
    of = manifests[0]["shard"][1]
    found = sorted(tuple(manifest["shard"]) for manifest in manifests)
    if found != [(number, of) for number in range(1, of + 1)]:
        have = ", ".join(f"{number}/{total}" for number, total in found)
        raise MergeRefused(f"these are the shards {have}; each of 1/{of} to {of}/{of} is needed once")


def _left_out(folder: Path) -> list[tuple[str, str]]:
    rows = pq.read_table(folder / "tables" / "duplicates", columns=["path", "of_article", "kind"]).to_pylist()
    return [(row["path"], row["of_article"]) for row in rows if row["kind"] == "exact"]
