"""Lists of input paths, one a line, as ``find`` and ``git ls-files`` print them (with ``-print0``, ``-z`` as well)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO


def read_list(stream: BinaryIO) -> list[Path]:
    """The paths of a list, in order and each once; divided by NUL bytes if there are any, else by line ends.

    Blank lines are skipped. Names are bytes to the file system, so they need not be UTF-8.
    """
    data = stream.read().removeprefix(b"\xef\xbb\xbf")
    lines = data.split(b"\0") if b"\0" in data else data.replace(b"\r\n", b"\n").split(b"\n")
    return list(dict.fromkeys(Path(os.fsdecode(line)) for line in lines if line.strip()))
