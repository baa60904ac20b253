"""Finds quantities: numbers with comparators, ranges, ratios, scale words and units, as the pack describes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial

from govextract.lexing.alternation import any_word
from govextract.lexing.changes import ChangeFinder
from govextract.lexing.comparators import with_comparators
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Label, Quantity, Unit
from govextract.lexing.numbers import BEHIND_DIGIT, NUMBER, plain, read_number
from govextract.lexing.rates import RateFinder
from govextract.lexing.spelled import spelled
from govextract.lexing.units import UnitReader
from govextract.lexing.view import View, clean_phrase
from govextract.rulepack.schema import Numbers

MONEY = re.compile(r"[A-Z]{3}")
NAMING = ("level", "service")  # "provincial level 1,561": the word names what the number counts, it is no label
_BEHIND_LABEL = re.compile(r"[.)/-] ")
RATES = frozenset({"percent", "percentage_point"})
CHANGE, LEAP = Decimal("1.5"), 10  # ratio, and for rates also points, from which on "from … to …" is no range
SIGNS = {">": "gt", "<": "lt", ">=": "ge", "<=": "le", "≥": "ge", "≤": "le", "⩾": "ge", "⩽": "le", "≈": "approx", "~": "approx"}
SIGN_REACH = 4
_OR_MORE = re.compile(r"\+(?![\w+])")
_SIGN = re.compile(r"(?<=[^\n<>=-])([<>]=?|[≥≤⩾⩽≈~]) ?\Z")
ZONES = ("gmt+", "utc+")  # the time zone of a page's clock
_RATIO = re.compile(rf" ?/ ?({NUMBER})(?![\w/])")
_SECOND = re.compile(NUMBER)
_SECOND_MONEY = re.compile(r"(?:us\$|\$|vnđ|vnd|€) ?")
_LABEL_REACH = 24  # characters before a number in which its label stands
_CLOCK = re.compile(r"[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?!\d)")


class QuantityLexer:
    """The number grammar of one language, compiled once."""

    def __init__(self, numbers: Numbers) -> None:
        self._decimal = numbers.decimal
        self.units = UnitReader(numbers)
        words = any_word([clean_phrase(w) for w in (*numbers.range_words, *numbers.range_pairs)])
        self._range_from, self._pair_from = map(_opening, (numbers.range_from, numbers.pair_from))
        self._range_pairs = frozenset(clean_phrase(w) for w in numbers.range_pairs)
        self._range = re.compile(rf"(?: ?- ?| (?:{words}) )" if words else r" ?- ?")
        partitive = any_word([clean_phrase(w) for w in numbers.partitive])
        self._partitive = re.compile(rf" (?:{partitive}) {NUMBER}(?![\w%])") if partitive else None
        modifiers = any_word([clean_phrase(w) for w in numbers.modifiers])
        people = any_word([w for w, c in self.units.codes.items() if c in ("person", "household")])
        self._people = re.compile(rf"(?:{_between(numbers, modifiers)}) ({people})(?!\w)") if modifiers and people else None
        out_of = any_word([clean_phrase(w) for w in numbers.out_of])
        self._out_of = re.compile(rf" (?:{out_of}) ({NUMBER})(?!\w)") if out_of else None
        # Looks back behind its first digit, so that the regex engine can skip to digits.
        self._number = re.compile(rf"\d(?<![\d.,/]\d){BEHIND_DIGIT}")
        after = any_word([clean_phrase(w) for w in numbers.labels_after])
        self._label_ends = tuple(clean_phrase(w) for w in numbers.labels_before)
        self._label_after = re.compile(rf"(?:{after})") if after else None
        whole = any_word([w for w in map(clean_phrase, numbers.per) if " " in w])  # "a year": no word of theirs follows
        per = any_word([w for w in map(clean_phrase, numbers.per) if " " not in w])
        rate = rf"(?: ?/ ?(?:{NUMBER} )?[^\W\d]+){{1,2}}"
        self._currencies = frozenset(numbers.currencies) if numbers.per_head else frozenset()
        self._heads = frozenset(clean_phrase(word) for word in numbers.per_head)
        ways = [rate]
        if whole:
            ways.append(rf" ?(?:{whole})(?!\w)(?: {NUMBER}(?: [^\W\d]+)?)?")
        if per:
            ways.append(rf" ?(?:{per})(?: {NUMBER})?(?: [^\W\d]+)?")
        self._per = re.compile("|".join(ways))
        self._rates = RateFinder(numbers)
        self._changes = ChangeFinder(numbers)
        self._within = frozenset(clean_phrase(word) for word in numbers.spelled_joints)

    def find(self, view: View, hits: Iterable[Hit], taken: Sequence[tuple[int, int]]) -> tuple[list[Quantity], list[Label]]:
        """All quantities of ``view`` outside the ``taken`` spans (symbols, dates), and the numbers that are none."""
        hits = list(hits)
        comparators = [h for h in hits if h.term.kind == "comparator" and h.term.code != "none"]
        found: list[Quantity] = []
        labels: list[Label] = []
        position, slot = 0, 0
        text = view.lower
        rates = self._rates.spans(text)
        named = {hit.end + 1 for hit in hits if hit.term.kind in NAMING}
        for match in self._number.finditer(text):
            start = match.start()
            if start < position:
                continue
            while slot < len(taken) and taken[slot][1] <= start:
                slot += 1
            if slot < len(taken) and taken[slot][0] < match.end():
                position = max(position, taken[slot][1])
                continue
            if rates and any(a <= start < b for a, b in rates):
                labels.append(Label(start, match.end(), "number.denominator"))
                continue
            item = self._read(text, match, start in named)
            if isinstance(item, Quantity):
                item = _bounded(_signed(item, text), text)
                found.append(item)
                position = item.end
            elif item is not None:
                labels.append(item)
                position = item.end
        words = [h for h in hits if h.term.kind in ("number_word", "fraction_word") and h.term.code != "none"]
        if words:
            covered = [*taken, *rates, *((q.start, q.end) for q in found)]
            found += spelled(covered, words, partial(self.units.behind, text), text, self._within)
        found.sort(key=lambda q: q.start)
        if rates:
            found = self._rates.share(found, rates, text)
        return self._changes.mark(with_comparators(found, comparators, text), text), labels

    def _read(self, text: str, match: re.Match[str], named: bool) -> Quantity | Label | None:
        start, end = match.span()
        label = self._label(text, start, end)
        unit = self.units.behind(text, end)
        if label is not None and not (label.rule == "number.label" and (named or _measures(unit))):
            return label
        prefix = self.units.money_before(text, start)
        if unit.end == end and end < len(text) and (text[end].isalpha() or text[end] == "'"):
            return Label(start, end, "number.letters")
        ranged = self._range_at(text, match, unit, prefix)
        if ranged is not None:
            return ranged
        code = self.units.prefixes[prefix.group(1)] if prefix else unit.code
        reading = read_number(match.group(), self._decimal, _fractional(code, unit.power))
        if reading is None:
            return Label(start, end, "number.malformed")
        value = reading.value.scaleb(unit.power) + (unit.chained or 0)
        other = None if reading.alternative is None else reading.alternative.scaleb(unit.power)
        quantity = Quantity(
            prefix.start() if prefix else start, unit.end, start, end, plain(value), None, code, "eq",
            scaled=unit.power > 0, alternative=other,
        )  # fmt: skip
        return self._with_per(text, self._with_total(text, quantity, unit))

    def _label(self, text: str, start: int, end: int) -> Label | None:
        if start and (text[start - 1] in "#@_=" or text[max(0, start - 4) : start] in ZONES):
            return Label(start, end, "number.tag")
        if start and (text[start - 1].isalpha() or text[start - 1] == "'") and not self.units.money_before(text, start):
            return Label(start, end, "number.letters")
        clock = _CLOCK.match(text, start) if text.startswith(":", end) else None
        if clock:
            return Label(start, clock.end(), "number.clock")
        if self._is_labelled(text, start) or _enumerates(text, start, end):
            return Label(start, end, "number.label")
        if self._label_after is not None:
            after = self._label_after.match(text, end)
            if after:
                return Label(start, after.end(), "number.label")
        return None

    def _is_labelled(self, text: str, start: int) -> bool:
        """Whether a word that a label follows, such as "No.", stands before ``start``."""
        before = text[max(0, start - _LABEL_REACH) : start].removesuffix("\n").removesuffix(" ")
        if not before.endswith(self._label_ends):
            return False
        for word in self._label_ends:
            if before.endswith(word):
                rest = before.removesuffix(word)[-1:]
                if not (rest.isalnum() or rest == "_") if rest else start <= _LABEL_REACH:
                    return True
        return False

    def _range_at(self, text: str, match: re.Match[str], unit: Unit, prefix: re.Match[str] | None) -> Quantity | None:
        joint = self._range.match(text, unit.end)
        if joint is None:
            return None
        position = joint.end()
        money = _SECOND_MONEY.match(text, position)
        second = _SECOND.match(text, money.end() if money else position)
        if second is None:
            return None
        last = self.units.behind(text, second.end())
        if last.end == second.end() and last.end < len(text) and text[last.end].isalpha():
            return None
        if unit.code and last.code and unit.code != last.code:
            return None
        code = (self.units.prefixes[prefix.group(1)] if prefix else "") or last.code or unit.code
        low_power = unit.power or last.power
        low = read_number(match.group(), self._decimal, _fractional(code, low_power))
        high = read_number(second.group(), self._decimal, _fractional(code, last.power))
        if low is None or high is None:
            return None
        value, value_max = low.value.scaleb(low_power), high.value.scaleb(last.power or unit.power)
        if value >= value_max:
            return None
        close = bool(unit.code) and unit.code == last.code and value_max < value * CHANGE
        word = joint.group().strip(" -")
        if word and not self._is_range(text, match.start(), word, bool(unit.code) and not close):
            return None
        if word and self._changes.is_told(text, match.start(), value, value_max, code):
            return None  # "to raise the rate from 60% to 70%"
        worded = bool(word) and bool(unit.code) and bool(last.code)
        if worded and value_max >= value * CHANGE and (code not in RATES or value_max - value >= LEAP):
            return None  # "from 1.6 days to 2.5 days" is a change: bounds of a range lie closer
        start = prefix.start() if prefix else match.start()
        end = last.end
        people = self._people.match(text, end) if self._people is not None and not code else None
        if people:
            end, code = people.end(), self.units.codes[people.group(1)]  # "1,800 - 2,000 new party members"
        quantity = Quantity(
            start, end, match.start(), second.end(), plain(value), plain(value_max), code, "range",
            scaled=low_power > 0,
        )  # fmt: skip
        return self._with_per(text, quantity)

    def _is_range(self, text: str, start: int, word: str, has_unit: bool) -> bool:
        """Whether a word joins two numbers to a range: "by 1.7% to 4.2%" is none, "from 10% to 11%" is."""
        opening = self._pair_from if word in self._range_pairs else self._range_from
        introduced = opening is not None and opening.search(text, max(0, start - 16), start) is not None
        return introduced or (word not in self._range_pairs and not has_unit)

    def _with_total(self, text: str, quantity: Quantity, unit: Unit) -> Quantity:
        if unit.code or unit.power:
            return quantity
        if self._people is not None:
            people = self._people.match(text, quantity.end)
            if people:
                return quantity._replace(end=people.end(), unit=self.units.codes[people.group(1)])
        part = self._partitive.match(text, quantity.end) if self._partitive is not None else None
        if part:
            return quantity._replace(end=part.end())
        ratio = _RATIO.match(text, quantity.end)
        if ratio is None and self._out_of is not None:
            ratio = self._out_of.match(text, quantity.end)
        total = read_number(ratio.group(1), self._decimal, False) if ratio else None
        if ratio is None or total is None or total.value < quantity.value:
            return quantity
        scaled = self.units.behind(text, ratio.end())
        if scaled.code and scaled.power:
            value, whole = quantity.value.scaleb(scaled.power), total.value.scaleb(scaled.power)
            return quantity._replace(end=scaled.end, value=plain(value), out_of=plain(whole), unit=scaled.code, scaled=True)
        return quantity._replace(end=ratio.end(), out_of=plain(total.value))

    def _with_per(self, text: str, quantity: Quantity) -> Quantity:
        many = self._rates.behind(text, quantity.end)
        per = many or self._per.match(text, quantity.end)
        if per is None:
            return quantity
        name = per.group().strip(" /")
        counted = (many is not None or any(c.isdigit() for c in name)) and quantity.unit in ("person", "household")
        unit = "count" if counted or (many is not None and not quantity.unit) else quantity.unit
        priced = unit in self._currencies and self._heads.isdisjoint(name.partition("/")[0].split())
        return quantity._replace(end=per.end(), per=name, unit=unit, priced=priced)


def _between(numbers: Numbers, modifiers: str) -> str:
    """The regex of what may stand between a count and the people counted."""
    known = rf"(?: (?:{modifiers})){{1,6}}"
    stops = any_word([clean_phrase(word) for word in numbers.modifier_stops])
    return rf"{known}|(?: (?!(?:{stops})(?!\w))[^\W\d][\w-]*){{1,3}}" if stops else known


def _opening(words: Iterable[str]) -> re.Pattern[str] | None:
    """What finds one of ``words`` right before a number."""
    opening = any_word([clean_phrase(word) for word in words])
    return re.compile(rf"(?<!\w)(?:{opening}) (?:us\$|\$|vnđ|vnd|about |around )?\Z") if opening else None


def _enumerates(text: str, start: int, end: int) -> bool:
    """Whether the number only numbers an item: "12. Forest cover …" and "2/ To …" at a line's start, "…; (12) forest cover …"."""
    if end - start > 2 or _BEHIND_LABEL.match(text, end) is None:
        return False
    before = text[max(0, start - 4) : start]
    if before.endswith("("):
        before = before[:-1].rstrip(" ")
        return text[end] == ")" and (not before or before[-1] in "\n;:,.")
    return not before or before[-1] == "\n"


def _fractional(unit: str, power: int) -> bool | None:
    """Whether a number with this unit may have decimals: rates do, bare counts do not, VND billions rarely do."""
    if unit in ("percent", "percentage_point"):
        return True
    if not power:
        return False if unit in ("", "count", "person", "household", "VND") else None
    if unit == "VND" and power == 9:
        return False  # Vietnamese budgets are printed in thousands of billions
    return None if power < 6 else (False if power == 9 and unit == "" else None)


def _measures(unit: Unit) -> bool:
    """Whether a unit makes a number an amount, whatever stands before it: "the third quarter 9.8%", "(plan 52 million VND)"."""
    return unit.code in RATES or MONEY.fullmatch(unit.code) is not None


def _signed(quantity: Quantity, text: str) -> Quantity:
    """A percentage with a sign directly before it states a change."""
    if quantity.unit != "percent":
        return quantity
    if text[quantity.start - 3 : quantity.start] == "(+ ":
        return quantity._replace(start=quantity.start - 2, sign="+")
    sign = text[quantity.start - 1 : quantity.start]
    before = text[quantity.start - 2 : quantity.start - 1] if quantity.start > 1 else " "
    if sign not in ("+", "-") or not (before.isspace() or before in "(:"):
        return quantity
    return quantity._replace(start=quantity.start - 1, sign=sign)


def _bounded(quantity: Quantity, text: str) -> Quantity:
    """A sign of comparison right before a number bounds it, or a plus behind it: "> 9%", "≥ 58", "45%+"; an arrow and the
    mark of an item do not."""
    if quantity.comparator == "eq" and _OR_MORE.match(text, quantity.end):
        return quantity._replace(comparator="ge", end=quantity.end + 1)
    sign = _SIGN.search(text, max(0, quantity.start - SIGN_REACH), quantity.start)
    if sign is None or quantity.comparator != "eq":
        return quantity
    return quantity._replace(comparator=SIGNS[sign[1]])


def is_conversion(previous: Quantity, quantity: Quantity, text: str) -> bool:
    """Whether ``quantity`` repeats ``previous`` in another currency, in brackets."""
    if previous.unit == quantity.unit or not (MONEY.fullmatch(previous.unit) and MONEY.fullmatch(quantity.unit)):
        return False
    between = text[previous.end : quantity.start]
    return 0 < len(between) <= 24 and "(" in between and ")" not in between and not any(c.isdigit() for c in between)
