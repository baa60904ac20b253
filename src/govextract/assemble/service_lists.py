"""What a service count takes from the counts before it: category, level, noun, and the total of its parts."""

from __future__ import annotations

from dataclasses import dataclass, field

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import Scene

INHERITED = ("any_location", "procedures_total", "online_total", "full_process", "partial", "procedures_online")
TOTALS = {"service": "online_total", "procedure": "procedures_total"}
STOCKS = frozenset(TOTALS.values())
"""The categories of everything there is."""
PARTS = ("full_process", "partial", "information_only")
"""The categories into which the online services are parted."""
LISTED = ("any_location", "full_process")
"""Categories of lists whose size is told again without them."""
LEAST_LIST = 100
ENDS = (",", ".", ";", ")", "")  # what stands behind a number that counts nothing named behind it
LINKS = 4
"""Words between a count and "down from" behind it."""
SPOKEN = 8
"""Words before a number that tells what there is now."""
LEAST_PART = 10
"""The least number that is a part of a stock where nothing names what it counts."""


@dataclass(frozen=True, slots=True)
class ServiceCount:
    """What a quantity counts: category, head ("service" or "procedure"), level, and the rule that decided."""

    category: str
    head: str
    level: str | None
    rule: str
    start: int
    end: int
    elliptic: bool = False  # its noun stands elsewhere


@dataclass(slots=True)
class Series:
    """The service counts of an article so far."""

    categories: dict[tuple[str, int], str] = field(default_factory=dict)  # by noun and count, as first told
    parts: list[tuple[int, int]] = field(default_factory=list)  # where each part of the online services begins, its count
    stock: int = 0  # the last count
    tiers: dict[int, Hit] = field(default_factory=dict)  # of the stock's parts that nothing but a tier names, by start
    whole: ServiceCount | None = None  # the last stock told with its noun
    rest: int = 0  # what its parts told so far leave of it

    def add(self, service: ServiceCount, count: int) -> None:
        """Remembers a count."""
        self.stock = 0 if service.start in self.tiers or service.level else count
        if service.category in STOCKS and not service.elliptic and not (self.whole is not None and self._is_part(service, count)):
            self.whole, self.rest = service, count
        elif self.whole is not None and service.category == self.whole.category:
            self.rest -= count
        self.categories.setdefault((service.head, count), service.category)
        if service.category in PARTS:
            self.parts.append((service.start, count))

    def is_told_whole(self, scene: Scene) -> bool:
        """Whether the sentence has told all parts of its stock: what follows counts no more of it."""
        return self.whole is not None and self.whole.start >= scene.sentence.start and not self.rest

    def _is_part(self, service: ServiceCount, count: int) -> bool:
        """Whether a count with its noun may be a part of the whole: "2,043 procedures, of which 1,655 procedures …"."""
        return self.whole is not None and service.category == self.whole.category and bool(service.level) and count <= self.rest

    def told(self, head: str, count: int) -> str | None:
        """The category in which the article has counted as many before: "The list has 2,054 procedures"."""
        category = self.categories.get((head, count)) if count >= LEAST_LIST else None
        return category if category in LISTED else None

    def told_whole(self, head: str, quantity: Quantity) -> str | None:
        """The category of the few services that the number is a part of: "of the 25 essential services 24/25 services …"."""
        category = self.categories.get((head, int(quantity.out_of))) if quantity.out_of is not None else None
        return category if category == "essential" else None

    def is_total(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the number sums up the parts that the sentence has told: "1,119; in part, 861; in all 1,980"."""
        parts = [count for start, count in self.parts if start >= scene.sentence.start]
        return len(parts) > 1 and quantity.value == sum(parts)


def is_of_others(scene: Scene, quantity: Quantity, previous: ServiceCount | None) -> bool:
    """Whether other things were spoken of since: "of 57 business conditions 31 are cut"."""
    first = max(scene.sentence.start, previous.end if previous is not None else 0)
    heads = [h for h in scene.of("service_head") if first <= h.start and h.end <= quantity.start]
    return bool(heads) and heads[-1].term.code == "stop" and bool(scene.quantities_between(first, heads[-1].start))


def is_same_figure(scene: Scene, low: int, head: Hit, previous: ServiceCount | None) -> bool:
    """Whether the count is announced as that of another place or time: "the corresponding figure was 533 services"."""
    if previous is None or previous.head != head.term.code:
        return False
    nouns = [h.start for h in scene.of("service_head")]
    return any(
        h.term.code == "anaphor" and low <= h.start and h.end <= head.start
        and not any(h.end <= start < head.start for start in nouns)
        for h in scene.of("break")
    )  # fmt: skip


def is_part_of(scene: Scene, quantity: Quantity, head: Hit, previous: ServiceCount | None) -> bool:
    """Whether words such as "including" make the count a part of the one before: "1,912 procedures received regardless of
    boundaries, including 1,538 procedures of the departments"."""
    if previous is None or previous.head != head.term.code or previous.category not in LISTED:
        return False
    start = max(previous.end, scene.sentence.start)
    return any(b.kind == "part" for b in scene.between(start, quantity.start)) and not scene.quantities_between(
        start, quantity.start
    )


def is_bare_part(scene: Scene, quantity: Quantity, series: Series) -> bool:
    """Whether a number without a noun is a part of the stock told before it in the sentence: "433 procedures, of which 188 concern
    production", "1,655 are with the departments and 388 with the communes" of 2,043."""
    whole = series.whole
    if whole is None or whole.head != "procedure" or whole.start < scene.sentence.start or whole.end > quantity.start:
        return False
    if not LEAST_PART <= quantity.value <= series.rest:
        return False
    told = scene.quantities_between(whole.end, quantity.start)
    if told:
        return quantity.value == series.rest
    behind = any(b.kind == "part" for b in scene.between(quantity.end, quantity.end + 2))
    return behind or any(b.kind == "part" for b in scene.between(whole.end, quantity.start))


def is_other_level(scene: Scene, quantity: Quantity, previous: ServiceCount | None) -> bool:
    """Whether a bare number tells how many there were before, or are now, of what was counted last: "987 procedures, down from
    1,058", "541 procedures. Today there are 448"."""
    if previous is None or previous.category not in INHERITED or quantity.value < LEAST_PART or quantity.rule != "number":
        return False
    behind = scene.text[quantity.end : quantity.end + 1]
    timed = any(p.start >= quantity.end and scene.words.count(quantity.end, p.start) <= 2 for p in scene.periods)
    if behind not in ENDS and not timed:
        return False
    start = max(previous.end, scene.sentence.start)
    if start > quantity.start or scene.quantities_between(start, quantity.start):
        return False
    told = [h for h in scene.of("present") if start <= h.start and h.end <= quantity.core_start]
    if previous.start >= scene.sentence.start and any(h.term.code == "than" and quantity.core_start - h.end <= 1 for h in told):
        return scene.words.count(start, told[-1].start) <= LINKS
    now = [h for h in told if h.term.code in ("now", "only")]
    return bool(now) and scene.words.count(start, quantity.start) <= SPOKEN


def passes_on(scene: Scene, quantity: Quantity, previous: ServiceCount) -> bool:
    """Whether a further member of a list is of the category of the member before it."""
    if previous.category != "other":
        return previous.category in INHERITED
    between = scene.between(previous.end, quantity.start)
    return previous.start >= scene.sentence.start and not any(b.kind in ("semicolon", "contrast") for b in between)


def is_spelled_cut(scene: Scene, quantity: Quantity, previous: ServiceCount | None, category: Hit | None) -> bool:
    """Whether a spelled number tells on what became of some of the procedures: "while nine were abolished"."""
    if previous is None or category is None or previous.start < scene.sentence.start:
        return False
    near = scene.words.count(quantity.end, category.start) <= 1
    return category.term.code in ("procedures_cut", "other") and near and category.start >= quantity.end


def inherited_level(scene: Scene, quantity: Quantity, previous: ServiceCount | None) -> str | None:
    """The level of the count that this one is a part of."""
    if previous is None or previous.level is None or previous.start < scene.sentence.start:
        return None
    parts = [b for b in scene.between(previous.end, quantity.start) if b.kind == "part"]
    return previous.level if parts else None
