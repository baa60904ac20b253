"""The few ways in which anything is put on disk: written, flushed to the medium, and only then given its name.

All writes of a run go through ``write``, ``flush`` and ``rename`` of this module, so that tests can make each of them fail.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import io
import os
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_SUPPORTED = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EXDEV, errno.EBUSY)
_BUFFER = 1 << 20


def write(descriptor: int, data: Any) -> int:
    """Write some of ``data``; how many bytes were taken."""
    return os.write(descriptor, data)


def flush(descriptor: int) -> None:
    """Wait until what was written has reached the medium."""
    os.fsync(descriptor)


def rename(source: Path, target: Path) -> None:
    """Give ``source`` the name ``target``, replacing a file or an empty folder there, in one step."""
    source.replace(target)


def flush_folder(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        flush(descriptor)
    finally:
        os.close(descriptor)


def write_file(path: Path, parts: Iterable[bytes]) -> None:
    """The file ``path`` with the content ``parts``: there as a whole or not at all, whatever happens meanwhile."""
    scratch = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with HashedFile(scratch) as file:
            for part in parts:
                file.write(part)
        rename(scratch, path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


class HashedFile(io.BufferedWriter):
    """A new file that knows the SHA-256 of what went through it and is flushed to the medium when closed."""

    def __init__(self, path: Path) -> None:
        self._sink = _Sink(path)
        super().__init__(self._sink, _BUFFER)

    @property
    def sha256(self) -> str:
        """The digest of all bytes, once closed."""
        return self._sink.digest.hexdigest()

    def close(self) -> None:
        """Write what is buffered, flush, close; the file is closed also when one of these fails."""
        if not self.closed:
            try:
                self.flush()
                flush(self._sink.descriptor)
            finally:
                self._sink.release()
                super().close()


class _Sink(io.RawIOBase):
    def __init__(self, path: Path) -> None:
        self.descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
        self.digest = hashlib.sha256()
        self._open = True

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if not self._open:
            return len(data)  # the buffer is being closed after a failed write, which was reported already
        taken = write(self.descriptor, data)
        self.digest.update(memoryview(data)[:taken])
        return taken

    def release(self) -> None:
        if self._open:
            self._open = False
            os.close(self.descriptor)


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders of one file system in one step; False where the system cannot, and nothing has changed."""
    call = _renameat2()
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_SUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


@cache
def _renameat2() -> Any:
    try:
        return ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # not Linux, or a C library without it
        return None


def remove_folder(folder: Path) -> None:
    """Remove ``folder`` and all in it, if it is there."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
