"""Puts a finished dataset in the place of an earlier one so that no reader meets half of either.

Where the system can swap two folders in one step (Linux), all tables change at once. Elsewhere, and where the output is a
mount point, each file takes its name in one step, the manifest last. The earlier dataset stays beside the output until
the next one comes: a reader may still be listing its folders.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from govextract.dataset.disk import exchange, flush_folder, remove_folder, rename
from govextract.errors import GovextractError

FORMAT = "govextract-dataset"
MANIFEST = "manifest.json"


class OutputRefused(GovextractError):
    """The output path holds something that is not a govextract dataset, so it is not replaced."""


def publish(new: Path, out: Path, old: Path) -> bool:
    """Make the dataset ``new`` the one at ``out``; what stood there goes to ``old``, replacing what was there.

    Nothing is touched, and False returned, when ``out`` has the same bytes already: a reader that opens a file twice in
    one query is safe as long as it does not change.
    """
    check_replaceable(out)  # the run may have been long; somebody may have put something here meanwhile
    if same(new, out):
        remove_folder(new)
        return False
    remove_folder(old)
    flush_folder(new)
    if not out.exists():
        rename(new, out)
    elif exchange(new, out):
        rename(new, old)
    else:
        _replace_files(new, out)
    flush_folder(out.parent)
    return True


def same(new: Path, out: Path) -> bool:
    """Whether ``out`` holds the dataset ``new``, byte for byte."""
    try:
        text = (new / MANIFEST).read_bytes()
        if text != (out / MANIFEST).read_bytes():
            return False
        files = [file for table in json.loads(text)["tables"].values() for file in table["files"]]
        return all(_digest(out / file["path"]) == file["sha256"] for file in files)
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _replace_files(new: Path, out: Path) -> None:
    names = sorted(path.relative_to(new) for path in (new / "tables").rglob("*.parquet"))
    for name in names:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        rename(new / name, out / name)
        flush_folder((out / name).parent)
    rename(new / MANIFEST, out / MANIFEST)
    flush_folder(out)
    for path in sorted((out / "tables").rglob("*"), reverse=True):  # tables the new dataset does not have
        if path.is_file() and path.relative_to(out) not in names:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    remove_folder(new)


def is_dataset(path: Path) -> bool:
    """Whether ``path`` is a folder that holds a govextract dataset and nothing else."""
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    ours = isinstance(manifest, dict) and manifest.get("format") == FORMAT
    return ours and all(_is_ours(file.relative_to(path).as_posix()) for file in path.rglob("*"))


def _is_ours(name: str) -> bool:
    return name in (MANIFEST, "tables") or bool(re.fullmatch(r"tables/[a-z]+(/part-\d+\.parquet)?", name))


def check_replaceable(out: Path) -> None:
    """Raise OutputRefused unless ``out`` is free, an empty folder or a govextract dataset."""
    if not out.exists() and not out.is_symlink():
        return
    if not out.is_dir():
        raise OutputRefused(f"{out}: is a file; name a folder that does not exist yet")
    if any(out.iterdir()) and not is_dataset(out):
        raise OutputRefused(f"{out}: holds other files than a govextract dataset; choose another folder or empty it")
