"""The two hash functions by which spaCy's embedding tables are addressed; both are Austin Appleby's, public domain."""

from __future__ import annotations

_MASK = (1 << 64) - 1
_MIX = 0xC6A4A7935BD1E995
_SEED = 1


def string_hash(text: str) -> int:
    """MurmurHash64A of the text in UTF-8, with the seed of spaCy's string store."""
    data = text.encode("utf-8")
    size = len(data)
    value = _SEED ^ (size * _MIX & _MASK)
    whole = size - size % 8
    for at in range(0, whole, 8):
        part = int.from_bytes(data[at : at + 8], "little") * _MIX & _MASK
        part = (part ^ part >> 47) * _MIX & _MASK
        value = (value ^ part) * _MIX & _MASK
    if whole < size:
        value = (value ^ int.from_bytes(data[whole:], "little")) * _MIX & _MASK
    value = (value ^ value >> 47) * _MIX & _MASK
    return value ^ value >> 47


def table_rows(key: int, seed: int, size: int) -> list[int]:
    """The four rows of a table of ``size`` rows that stand for ``key``: MurmurHash3 as thinc has it."""
    one = key * 0x87C37B91114253D5 & _MASK
    one = (one << 31 | one >> 33) & _MASK
    one = one * 0x4CF5AD432745937F & _MASK
    one ^= seed ^ 8
    two = seed ^ 8
    one = one + two & _MASK
    two = two + one & _MASK
    one, two = _finish(one), _finish(two)
    one = one + two & _MASK
    two = two + one & _MASK
    return [part % size for part in (one & 0xFFFFFFFF, one >> 32, two & 0xFFFFFFFF, two >> 32)]


def _finish(value: int) -> int:
    value = (value ^ value >> 33) * 0xFF51AFD7ED558CCD & _MASK
    value = (value ^ value >> 33) * 0xC4CEB9FE1A85EC53 & _MASK
    return value ^ value >> 33
