"""How hard a rule's pattern can make the regex engine work, so that a pattern that never ends is refused when it is loaded.

An engine that backtracks tries, in the worst case, every way of matching the parts of a pattern. Alternatives that
cannot begin alike are one way; those that can, optional parts, gaps and wildcards multiply.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

Element = str | tuple[str, tuple["Elements", ...]]
Elements = tuple[Element, ...]
Weigh = Callable[[str], int]

MAX_WAYS = 20_000
"""Ways that one pattern may have; the hardest of the built-in packs has 12,288."""
MAX_NESTING = 12
"""Brackets in brackets."""


def ways(elements: Elements, weigh: Weigh) -> int:
    """In how many ways a sequence may match one text, at worst; ``weigh`` says it of a word, gap or placeholder."""
    total = 1
    for element in elements:
        total *= weigh(element) if isinstance(element, str) else _choices(element, weigh)
        if total > MAX_WAYS:
            return total
    return total


def nesting(tokens: Iterable[str]) -> int:
    """How deeply brackets stand in brackets among ``tokens``."""
    level = deepest = 0
    for token in tokens:
        level += (token in ("(", "[")) - (token in (")", "]"))
        deepest = max(deepest, level)
    return deepest


def _choices(choice: tuple[str, tuple[Elements, ...]], weigh: Weigh) -> int:
    bracket, options = choice
    heads = [_head(option) for option in options]
    counts = [ways(option, weigh) for option in options]
    if len(set(heads)) == len(heads) and not any(head.endswith("*") for head in heads):
        return max(counts, default=1) + (bracket == "[")  # no two begin alike
    rivals = (sum(count for other, count in zip(heads, counts, strict=True) if _alike(head, other)) for head in heads)
    return max(rivals, default=1) + (bracket == "[")


def _head(option: Elements) -> str:
    """The literal text that a match of ``option`` begins with; "*" when that may be anything."""
    if not option or not isinstance(option[0], str) or option[0][:1] in ("{", "*", "."):
        return "*"
    if len(option) > 1 and option[1] == "*":
        return option[0] + "*"
    return option[0]


def _alike(one: str, other: str) -> bool:
    """Whether one text may begin with both heads."""
    if one.endswith("*") or other.endswith("*"):
        first, second = one.rstrip("*"), other.rstrip("*")
        return first.startswith(second) or second.startswith(first)
    return one == other
