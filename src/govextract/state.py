"""What a run leaves beside its output so that the next one need not begin again: ``.OUT.state`` next to ``OUT``.

The committed shard files are the whole state: a shard is there with all its inputs or not at all, so there is no index that
a crash could leave wrong. They lie in a folder named by all that the rows depend on besides the inputs (rules, program,
options). The dataset itself holds nothing of this and can be moved anywhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from govextract.dataset.disk import remove_folder, write_file
from govextract.dataset.publish import MANIFEST, check_replaceable
from govextract.errors import GovextractError
from govextract.resources import PACKAGE, resource_dir
from govextract.rulepack.loader import pack_hash
from govextract.shardwork import Options

LIBRARIES = ("govextract", "pyarrow", "pydantic", "spacy", "trafilatura", "charset-normalizer", "langdetect", "lxml")
_PUBLISHED = "published.json"


class StateInUse(GovextractError):
    """Another run writes to the same output."""


def run_key(options: Options, models: dict[str, str]) -> str:
    """A hash of all that rows depend on besides their input: program, data, rules, libraries, options."""
    digest = hashlib.sha256()
    for folder, pattern in ((PACKAGE, "*.py"), (resource_dir("data"), "*")):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file():
                digest.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    facts = [
        pack_hash(options.rules), options.ner, options.max_bytes, options.ledger, sorted(models.items()),
        platform.python_version(), [(name, _version(name)) for name in LIBRARIES],
    ]  # fmt: skip
    digest.update(repr(facts).encode())
    return digest.hexdigest()[:24]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


class State:
    """The folder beside ``out``, locked for this process while the context lasts.

    Raises OutputRefused when ``out`` is not to be replaced, StateInUse when another run is at work there.
    """

    def __init__(self, out: Path, *, fresh: bool = False) -> None:
        self.out = out.resolve()
        self.home = self.out.with_name(f".{self.out.name}.state")
        self.new, self.old = self.home / "new", self.home / "old"
        self.shards = self.home
        self._fresh = fresh
        self._lock: Any = None

    def __enter__(self) -> Self:
        check_replaceable(self.out)
        self.home.mkdir(parents=True, exist_ok=True)
        self._lock = (self.home / "lock").open("a")
        try:
            _lock(self._lock.fileno())
        except OSError as error:
            self._lock.close()
            raise StateInUse(f"{self.out}: another run is writing there; wait for its end") from error
        if self._fresh:
            self._forget()
        remove_folder(self.new)
        for left in (*self.home.glob("steps-*"), *self.home.glob("*.tmp"), *self.home.glob("shards-*/*.tmp")):
            left.unlink(missing_ok=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        shutil.rmtree(self.new, ignore_errors=True)
        self._lock.close()

    def use(self, key: str) -> None:
        """Choose the folder of shards made with the run key ``key``."""
        self.shards = self.home / f"shards-{key}"
        self.shards.mkdir(exist_ok=True)

    def shard(self, identity: str) -> Path:
        """Where the shard with this identity is kept."""
        return self.shards / f"{identity}.shard"

    def clean(self, keep: Iterable[str]) -> None:
        """Remove the shards that the finished run does not consist of, and those of other rules or programs."""
        wanted = set(keep)
        for path in self.shards.iterdir():
            if path.name not in wanted:
                path.unlink()
        for folder in self.home.glob("shards-*"):
            if folder != self.shards:
                remove_folder(folder)

    def published(self, digest: str) -> dict[str, Any] | None:
        """The manifest of the dataset at ``out`` if it was made of the inputs with this digest and is still as made."""
        try:
            note = json.loads((self.home / _PUBLISHED).read_bytes())
            text = (self.out / MANIFEST).read_bytes()
            if note["digest"] != digest or note["manifest"] != hashlib.sha256(text).hexdigest():
                return None
            manifest: dict[str, Any] = json.loads(text)
            return manifest if note["files"] == _files(self.out) else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def note_published(self, digest: str) -> None:
        """Note that ``out`` now holds the dataset made of the inputs with this digest."""
        text = (self.out / MANIFEST).read_bytes()
        note = {"digest": digest, "manifest": hashlib.sha256(text).hexdigest(), "files": _files(self.out)}
        write_file(self.home / _PUBLISHED, [json.dumps(note).encode()])

    def _forget(self) -> None:
        (self.home / _PUBLISHED).unlink(missing_ok=True)
        for folder in self.home.glob("shards-*"):
            remove_folder(folder)


def _files(out: Path) -> list[list[Any]]:
    found = []
    for path in sorted((out / "tables").rglob("*")):
        if path.is_file():
            status = path.stat()
            found.append([path.relative_to(out).as_posix(), status.st_size, status.st_mtime_ns])
    return found


def _lock(descriptor: int) -> None:
    """A lock that ends with this process, whatever ends it, and that forked workers do not inherit."""
    if os.name == "nt":
        return
    import fcntl

    fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
