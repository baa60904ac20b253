"""Roles: is a quantity a goal, a result, or neither; by scoped cues (the ConText idea) weighed against each other.

Cues have a direction and a scope; what they say is weighed with the heading above, the period, the form of the number
(results are printed to the hundredth, goals are round) and the role of the number before. The weights are data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Period, Quantity
from govextract.link.beside import (
    is_belittled,
    is_called_result,
    is_compared_with_goal,
    is_dated_back,
    is_due,
    is_elapsed,
    is_held_against,
    is_led_to,
    is_left_behind,
    is_listed,
    is_measured,
    is_over,
    is_past_in_bracket,
    is_plan_in_bracket,
    is_to_come,
    stands_now,
)
from govextract.link.cues import Features, cue_features
from govextract.link.meaning import MONEY, OTHER
from govextract.link.outcome import Outcome
from govextract.link.scene import Scene
from govextract.link.spans import ahead
from govextract.link.wholes import is_part, is_shared, is_whole
from govextract.link.wording import Leaned, Wording
from govextract.link.yardstick import yardstick

ROLES = ("achieved", "goal", "none")
_Weights = tuple[float, float, float]
"""What a feature says for each of ROLES."""
NOTHING: _Weights = (0.0, 0.0, 0.0)
KNOWN, UNKNOWN = "known", "unknown"
# Features that weigh differently for numbers with and without an indicator, by how their names begin.
PAIRED = ("near", "open", "unit.", "head.", "heading.", "paragraph.", "refused", "spelled", "behind.", "previous.", "item",
          "shape.", "yardstick.")  # fmt: skip
SERIES = frozenset({"ranked", "ranked.bracket"})
YOUNG = 3  # months of a year in which it has hardly any results of its own
STRIVING = frozenset({"near.goal.modal", "near.goal.strive", "near.goal.act", "near.goal.future"})
PEOPLE = ("person", "household")
SHARED = 6.0  # how much surer a whole is that is told with its share
SEVERAL = 10  # of things from which on a deadline makes their number a goal
STEPS = 3  # quarters of a sentence from which on it tells a scenario
UNPAIRED = 2  # the bias, and whether the number has an indicator


class Role(NamedTuple):
    """``code``: goal, achieved or none; the scores of all, the features and words they come from, and the nearest cue."""

    code: str
    scores: tuple[float, ...]
    plain: Features
    known: str  # what a plain feature that is paired is paired with: whether the number has an indicator
    cue: Hit | None = None
    words: tuple[Leaned, ...] = ()  # around the number, with what each says for the roles

    @property
    def margin(self) -> float:
        """How far the winner leads."""
        _, second, first = sorted(self.scores)
        return first - second

    @property
    def features(self) -> Features:
        """All features, paired ones too."""
        pairs = [(f"{self.known}&{name}", value) for name, value in self.plain[UNPAIRED:] if name.startswith(PAIRED)]
        return self.plain + pairs


class Surroundings(NamedTuple):
    """What lies outside the sentence: the heading's role, that of the sentence that opened the list of which this one is a
    numbered item ("(2) …"), the role before in sentence and block, the reference date, and what kind of document the number
    may be of ("cited.plan", see ``SourceReader.kind_of``), the role of the first number of the item before, and that of the
    table's column."""

    above: str
    opened: str
    previous: str
    paragraph: str
    reference: dt.date | None
    stated: str = ""
    sibling: str = ""
    column: str = ""


class RoleScorer:
    """Decides roles with the weights of the pack: those of features, shared by all languages, and those of its words."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]], wording: Wording) -> None:
        self._wording = wording
        names = {name for role in ROLES for name in weights.get(role, {})}
        achieved, goal, none = (weights.get(role, {}) for role in ROLES)
        every = {name: (achieved.get(name, 0.0), goal.get(name, 0.0), none.get(name, 0.0)) for name in names}
        weighed = {name: weights for name, weights in every.items() if any(weights)}
        # By plain feature its weights and those of its pair, so that the names of pairs need not be made.
        self._weights: dict[str, dict[str, tuple[_Weights, _Weights | None]]] = {}
        for known in (KNOWN, UNKNOWN):
            pairs = {name.partition("&")[2]: name for name in weighed if name.startswith(f"{known}&")}
            pairs = {plain: name for plain, name in pairs.items() if plain.startswith(PAIRED)}
            self._weights[known] = {
                name: (weighed.get(name, NOTHING), weighed[pairs[name]] if name in pairs else None) for name in {**weighed, **pairs}
            }

    def decide(self, scene: Scene, quantity: Quantity, outcome: Outcome, period: Period | None, around: Surroundings) -> Role:
        """The role of ``quantity``."""
        known = KNOWN if outcome.winner is not None else UNKNOWN
        features, cue = role_features(scene, quantity, outcome, period, around)
        scores = _scores(features, self._weights[known])
        words = self._wording.role(scene, quantity)
        if words:
            scores = _swayed(scores, words)
        return Role(ROLES[scores.index(max(scores))], scores, features, known, cue, tuple(words))


def _scores(features: Features, weights: Mapping[str, tuple[_Weights, _Weights | None]]) -> _Weights:
    """The scores of the roles: first all plain features, then the pairs."""
    achieved = goal = none = 0.0
    paired: list[tuple[_Weights, float]] = []
    for name, value in features:
        if name in weights:
            (for_achieved, for_goal, for_none), pair = weights[name]
            achieved += for_achieved * value
            goal += for_goal * value
            none += for_none * value
            if pair is not None:
                paired.append((pair, value))
    for (for_achieved, for_goal, for_none), value in paired:
        achieved += for_achieved * value
        goal += for_goal * value
        none += for_none * value
    return achieved, goal, none


def _swayed(scores: _Weights, words: list[Leaned]) -> _Weights:
    """The scores with what the words say."""
    achieved, goal, none = scores
    for _, _, (for_achieved, for_goal, for_none) in words:
        achieved += for_achieved
        goal += for_goal
        none += for_none
    return achieved, goal, none


def role_features(
    scene: Scene, quantity: Quantity, outcome: Outcome, period: Period | None, around: Surroundings
) -> tuple[Features, Hit | None]:
    """All that speaks for one role or another, pairs apart, and the nearest forward cue."""
    winner = outcome.winner
    features: Features = [("bias", 1.0), (KNOWN if winner is not None else UNKNOWN, 1.0)]
    cue = cue_features(scene, quantity, features)
    _context_features(scene, around, features)
    features.extend(scene.company)
    _period_features(period, around.reference, features)
    if period is None and any(told.kind == "date" and told.role != "by" and told.end <= quantity.start for told in scene.periods):
        features.append(("told", 1.0))  # "On July 2, 2025 the province reported that 94% …": where things stood that day
    if stands_now(scene, quantity):
        # "comes to 70%, compared to 49.2% at present"
        features.append(("present.goal" if around.previous == "goal" else "present", 1.0))
    if around.previous == "goal" and is_dated_back(scene, quantity, period, around.reference):
        features.append(("earlier.goal", 1.0))  # "comes to 70% (49.2% at the end of 2024)"
    if is_elapsed(scene, quantity, period, around.reference):
        features.append(("elapsed", 1.0))
    if around.previous == "goal" and is_called_result(scene, quantity):
        features.append(("result.goal", 1.0))  # "plan 14,200 billion, result 12,345 billion"
    if is_left_behind(scene, quantity, period, around.reference):
        features.append(("left.behind", 1.0))
    if ("near.achieved.state", 1.0) in features and ("period.ahead", 1.0) in features:
        features.append(("state.ahead", 1.0))  # "by the end of June" in April: nobody has the results of that yet
        if quantity.comparator == "ge":
            features.append(("state.ahead.bounded", 1.0))
    if ("near.achieved.exceed", 1.0) in features and ("back.goal", 1.0) in features:
        features.append(("surpassed", 1.0))  # "grew by 10.65%, exceeding the level of 10.6% assigned by the Government"
    if ("period.ahead", 1.0) in features and sum(told.kind == "quarter" for told in scene.periods) >= STEPS:
        features.append(("steps", 1.0))  # "first quarter 8.6%; second 9.7%; third 10.4%; fourth 11.1%"
    if cue is not None and ("near.goal.deadline", 1.0) in features and is_over(scene, cue, around.reference):
        features.append(("deadline.over", 1.0))  # "By the end of June only 31.7% …", told in July
    _form_features(quantity, outcome, features)
    if scene.block_kind == "item" and not scene.words.count(scene.sentence.start, quantity.start):
        features.append((f"leads.{around.opened or around.above}", 1.0))  # "- 12 more schools reach national standards"
    if around.previous and not any(name.startswith("near.") for name, _ in features) and is_listed(scene, quantity):
        features.append((f"listed.{around.previous}", 1.0))  # "GRDP 10%; revenue 5,000 billion; poverty down to 0.9%; …"
    if around.previous and outcome.shape in SERIES:
        features.append((f"series.{around.previous}", 1.0))  # "Hanoi 4,670 apartments; Hai Phong 10,158": said in one breath
    _meaning_features(scene, quantity, outcome, period, around, features)
    if winner is not None and winner.hit.term.code != winner.code:
        features.append((f"lent.{winner.hit.term.code}", 1.0))  # "88 communes": of which kind, the words do not say
        if cue is None and not any(name.startswith(("behind.", "back.")) for name, _ in features):
            features.append((f"lent.{winner.hit.term.code}.bare", 1.0))
    _beside_features(scene, quantity, winner is not None, around, features)
    return features, cue


def _meaning_features(
    scene: Scene, quantity: Quantity, outcome: Outcome, period: Period | None, around: Surroundings, features: Features
) -> None:
    """What it says of a role whether a number has an indicator, and of one without what kind of thing it counts, and by when."""
    winner = outcome.winner
    if winner is not None:
        features.append(("score", max(-2.0, min(5.0, winner.score))))
        features.append((f"side.{winner.side}", 1.0))
        return
    several = (outcome.open_noun or quantity.unit in PEOPLE) and quantity.rule == "number" and quantity.value >= SEVERAL
    if several and is_due(scene, period, around.reference):
        features.append(("due", 1.0))  # "settle 1,118 land dossiers before November 15"
    if several and not outcome.refused and any(name in STRIVING for name, _ in features):
        features.append(("striven", 1.0))  # "must shed 2,340 posts": no deadline told
    counted = quantity.unit != "percent" and quantity.unit not in MONEY
    if counted and not outcome.refused and is_to_come(scene, period, around.reference):
        near = any(name.startswith("near.goal.") for name, _ in features)
        features.append(("intent" if near else "due.by" if period is not None and period.role == "by" else "due.in", 1.0))
    if scene.block_kind == "item" and (around.opened or around.above) == "goal" and not outcome.refused:
        if quantity.unit == "percent":
            features.append(("goals.percent", 1.0))  # "- Happiness index: 66.8%": in a list of goals shares are goals
        elif len(scene.quantities) == 1:
            features.append(("goals.sole", 1.0))
    if quantity.unit == "percent" and is_measured(scene, quantity):
        features.append(("measured", 1.0))  # "the rate of schools up to standard": of whatever it is a rate
    if outcome.candidates and outcome.candidates[0].code == OTHER:
        features.append(("named", 1.0))  # "34 hospital beds": no indicator of the vocabulary, yet a thing that goals count
        if scene.block_kind == "item":
            features.append(("named.item", 1.0))


def _beside_features(scene: Scene, quantity: Quantity, known: bool, around: Surroundings, features: Features) -> None:
    """What stands beside the number: a whole or a part, a goal it is held against, a word that belittles it."""
    if is_shared(scene, quantity):
        features.append(("whole", SHARED))
    elif is_whole(scene, quantity):
        features.append(("whole", 1.0))
    elif is_part(scene, quantity):
        features.append(("part.goal" if around.previous == "goal" else "part", 1.0))
    if is_belittled(scene, quantity):
        features.append(("only", 1.0))
    if is_held_against(scene, quantity):
        features.append(("held.against", 1.0))
    if is_compared_with_goal(scene, quantity):
        features.append(("held.first", 1.0))
    if is_plan_in_bracket(scene, quantity):
        features.append(("bracket.plan", 1.0))
    if is_past_in_bracket(scene, quantity, around.reference):
        features.append(("bracket.past", 1.0))  # "3 million in 2026 (2025: 2.35 million)"
    held = yardstick(scene, quantity)
    if held:
        features.append((f"yardstick.{held}", 1.0))  # "lower than the plan of 7.5%"
    if is_led_to(scene, quantity):
        # "… to complete the set targets: GRDP …; budget …; 3,000 new enterprises"
        features.append(("led.goal" if known else "led.other", 1.0))


def _context_features(scene: Scene, around: Surroundings, features: Features) -> None:
    if around.column:
        features.append((f"column.{around.column}", 1.0))
    elif around.opened:
        features += [(f"head.{around.opened}", 1.0), (f"opened.{around.opened}", 1.0)]
    elif around.above:
        features.append((f"{'head' if scene.block_kind == 'item' else 'heading'}.{around.above}", 1.0))
    if around.previous:
        features.append((f"previous.{around.previous}", 1.0))
    elif around.paragraph:
        features.append((f"paragraph.{around.paragraph}", 1.0))
    elif around.sibling:
        features.append((f"sibling.{around.sibling}", 1.0))
    if scene.block_kind in ("item", "headline", "caption"):
        features.append((scene.block_kind, 1.0))
    if around.stated:
        features.append((f"document.{around.stated}", 1.0))


def _period_features(period: Period | None, reference: dt.date | None, features: Features) -> None:
    if period is None or period.iso is None:
        features.append(("period.none", 1.0))
        return
    features.append((f"period.{period.kind}", 1.0))
    if period.role:
        features.append((f"period.{period.role}", 1.0))
    last = int(period.iso.split("/")[-1][:4])
    if reference is not None:
        offset = last - reference.year
        features.append(("period.later" if offset > 0 else "period.same" if offset == 0 else "period.earlier", 1.0))
        if offset == 0 and period.kind in ("year", "year_end", "this_year"):
            features.append(("period.this", 1.0))
            if reference.month <= YOUNG:
                features.append(("period.young", 1.0))
        if ahead(period, f"{reference.year:04d}-{reference.month:02d}"):
            features.append(("period.ahead", 1.0))


def _form_features(quantity: Quantity, outcome: Outcome, features: Features) -> None:
    unit = "money" if quantity.unit in MONEY else quantity.unit or "bare"
    features.append((f"unit.{unit if unit in ('money', 'percent', 'bare', 'person', 'percentage_point') else 'other'}", 1.0))
    if quantity.comparator != "eq":
        features.append((f"cmp.{quantity.comparator}", 1.0))
    exponent = quantity.value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if quantity.unit == "percent":
        features.append((f"decimals.{min(2, decimals)}", 1.0))
        if quantity.value == 100:
            features.append(("hundred", 1.0))
        elif decimals == 0 and quantity.value % 5 == 0:
            features.append(("round", 1.0))
    elif decimals == 0 and quantity.value >= 100 and quantity.value % 100 == 0:
        features.append(("round", 1.0))
    if outcome.open_noun:
        features.append(("open", 1.0))
    if outcome.refused:
        features.append(("refused", 1.0))
        if quantity.value < SEVERAL and quantity.unit != "percent":
            features.append(("refused.few", 1.0))  # "three breakthroughs"
    if quantity.rule != "number":
        features.append(("spelled", 1.0))
    if quantity.out_of is not None:
        features.append(("ratio", 1.0))
    if quantity.per:
        features.append(("per", 1.0))
    if quantity.moved:
        features.append((f"moved.{quantity.moved}", 1.0))
    if quantity.scaled:
        features.append(("scaled", 1.0))
    if outcome.trend:
        features.append((f"trend.{outcome.trend}", 1.0))
    if outcome.base:
        features.append((f"base.{outcome.base}", 1.0))
    if outcome.shape:
        features.append((f"shape.{outcome.shape}", 1.0))
