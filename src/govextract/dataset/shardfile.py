"""One shard of a run on disk: the rows of some inputs as Arrow streams, with a header that says which input gave which.

Layout: the blobs one after another, the header as JSON, its length as eight bytes, eight bytes of magic. A shard file is
written under another name and renamed, so it exists as a whole or not at all; blobs carry a checksum all the same.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from govextract.dataset.alike import BINS
from govextract.dataset.arrow import schema
from govextract.errors import GovextractError

MAGIC = b"gx-shrd1"
KEY_BYTES = 16
Stamp = tuple[int, int, int, int]
"""Size, times of change of content and of inode, and inode number of a file."""


class ShardDamaged(GovextractError):
    """A shard file is not what was written; starting afresh replaces it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One input file, or one article of a file of many, and what is known of its content.

    ``content`` is a hash, ``stamp`` what the file system said, None when it must not be trusted. ``lasting`` is False
    when reading again may go better; ``items`` is how many articles and rejects came of it.
    """

    name: str
    content: str
    stamp: Stamp | None
    lasting: bool
    items: int


@dataclass(slots=True)
class Shard:
    """The rows of some sources. ``counts[i][t]`` is how many rows item i has in table number t of ``tables``."""

    tables: dict[str, pa.Table]
    sources: list[Source] = field(default_factory=list)
    counts: np.ndarray[Any, Any] = field(default_factory=lambda: np.zeros((0, 0), np.int64))
    keys: np.ndarray[Any, Any] = field(default_factory=lambda: np.zeros((0, KEY_BYTES), np.uint8))
    signatures: np.ndarray[Any, Any] = field(default_factory=lambda: np.zeros((0, BINS), np.uint32))

    def pack(self) -> bytes:
        """The shard as the bytes of its file."""
        blobs: dict[str, bytes] = {name: _stream(table) for name, table in self.tables.items()}
        blobs["#keys"], blobs["#signatures"] = self.keys.tobytes(), self.signatures.tobytes()
        places, offset = {}, 0
        for name, blob in blobs.items():
            places[name] = [offset, len(blob), zlib.crc32(blob)]
            offset += len(blob)
        sources = [[s.name, s.content, s.stamp, s.lasting, s.items] for s in self.sources]
        header = json.dumps({"blobs": places, "sources": sources, "counts": self.counts.tolist()}).encode()
        return b"".join([*blobs.values(), header, len(header).to_bytes(8, "little"), MAGIC])


class ShardFile:
    """A shard on disk, read piece by piece."""

    def __init__(self, path: Path) -> None:
        """Read the header. Raises ShardDamaged, and OSError when there is no such file."""
        self.path = path
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - 16 - 65_536))
            tail = file.read()
            length = int.from_bytes(tail[-16:-8], "little")
            if tail[-8:] != MAGIC or length > size - 16:
                raise ShardDamaged(f"{path}: not a shard of this version; run with --fresh")
            if length + 16 > len(tail):
                file.seek(size - 16 - length)
                tail = file.read()
        try:
            header = json.loads(tail[-16 - length : -16])
            self.sources = [
                Source(name, content, (stamp[0], stamp[1], stamp[2], stamp[3]) if stamp else None, lasting, items)
                for name, content, stamp, lasting, items in header["sources"]
            ]
            self._blobs: dict[str, list[int]] = header["blobs"]
            self._counts: list[list[int]] = header["counts"]
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise ShardDamaged(f"{path}: its header is damaged; run with --fresh") from error

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables, in the order of the columns of ``counts``."""
        return tuple(name for name in self._blobs if not name.startswith("#"))

    @property
    def counts(self) -> np.ndarray[Any, Any]:
        """Rows by item and table."""
        return np.array(self._counts, np.int64).reshape(-1, len(self.tables))

    @property
    def keys(self) -> np.ndarray[Any, Any]:
        """By item, the key that equal articles share; zeros for rejects."""
        return np.frombuffer(self._blob("#keys"), np.uint8).reshape(-1, KEY_BYTES)

    @property
    def signatures(self) -> np.ndarray[Any, Any]:
        """By article, its signature (see ``alike``)."""
        return np.frombuffer(self._blob("#signatures"), np.uint32).reshape(-1, BINS)

    def table(self, name: str) -> pa.Table:
        """The rows of table ``name``."""
        return pa.ipc.open_stream(self._blob(name)).read_all()

    def load(self) -> Shard:
        """Everything at once."""
        tables = {name: self.table(name) for name in self.tables}
        return Shard(tables, list(self.sources), self.counts, self.keys, self.signatures)

    def _blob(self, name: str) -> bytes:
        offset, length, checksum = self._blobs[name]
        with self.path.open("rb") as file:
            file.seek(offset)
            blob = file.read(length)
        if zlib.crc32(blob) != checksum:
            raise ShardDamaged(f"{self.path}: {name} is damaged; run with --fresh")
        return blob


def splice(pieces: Sequence[tuple[Shard, int]], names: Sequence[str]) -> Shard:
    """A shard of one source from each piece: ``(shard, number of the source in it)``."""
    out = Shard({name: schema(name).empty_table() for name in names})
    tables: dict[str, list[pa.Table]] = {name: [out.tables[name]] for name in names}
    counts, keys, signatures = [], [], []
    for shard, number in pieces:
        out.sources.append(shard.sources[number])
        first = sum(source.items for source in shard.sources[:number])
        last = first + shard.sources[number].items
        counts.append(shard.counts[first:last])
        keys.append(shard.keys[first:last])
        before, until = shard.counts[:first].sum(axis=0), shard.counts[:last].sum(axis=0)
        for column, name in enumerate(names):
            tables[name].append(shard.tables[name].slice(before[column], until[column] - before[column]))
        articles = list(names).index("articles")
        signatures.append(shard.signatures[before[articles] : until[articles]])
    out.tables = {name: pa.concat_tables(parts) for name, parts in tables.items()}
    out.counts, out.keys, out.signatures = np.concatenate(counts), np.concatenate(keys), np.concatenate(signatures)
    return out


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    blob: bytes = sink.getvalue().to_pybytes()
    return blob
