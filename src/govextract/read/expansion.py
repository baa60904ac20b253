"""Watches how far compressed input expands, so that a small file cannot keep the program busy for ever."""

from __future__ import annotations

import io
from typing import BinaryIO, Protocol, cast

from govextract.read.reasons import Reason, Unreadable

MAX_RATIO = 250
"""How many times its packed size an input may have unpacked. Pages of news give 5 to 30."""
ALLOWANCE = 100_000_000
"""Bytes that any input may have unpacked, whatever the ratio."""


class Unpacking(Protocol):
    """What is read from a compressed file, as much at a time as is ready."""

    def read1(self, size: int = -1, /) -> bytes:
        """Up to ``size`` bytes; none at the end."""
        ...


class Meter:
    """Counts what comes out of ``packed`` bytes."""

    def __init__(self, packed: int) -> None:
        self._most = max(ALLOWANCE, MAX_RATIO * packed)
        self._seen = 0

    @property
    def exhausted(self) -> bool:
        """Whether more came out than is believable."""
        return self._seen > self._most

    def add(self, size: int) -> None:
        """Counts ``size`` bytes more. Raises Unreadable (ARCHIVE_LIMIT)."""
        self._seen += size
        if self.exhausted:
            raise Unreadable(Reason.ARCHIVE_LIMIT, f"it expands to more than {self._most} bytes, {MAX_RATIO} times its size")

    def watched(self, stream: Unpacking) -> BinaryIO:
        """``stream``, each read of which is counted."""
        return cast(BinaryIO, io.BufferedReader(_Counted(stream, self), 1 << 16))


class _Counted(io.RawIOBase):
    def __init__(self, stream: Unpacking, meter: Meter) -> None:
        super().__init__()
        self._stream, self._meter = stream, meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read1(len(buffer))  # what stands before damage is not lost with it
        self._meter.add(len(data))
        buffer[: len(data)] = data
        return len(data)
