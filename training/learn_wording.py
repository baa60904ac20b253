"""Learns what plain words around a number say of its role and its indicator: rules/LANGUAGE/wording.yaml, readable data.

usage: python training/learn_wording.py GOLD_DIR... [--rules rules]

Two linear models per language (softmax; regularised maximum likelihood) on top of the scores that the shared features give
(training/learn_weights.py, to be run first): the roles, and the contest of a number's candidates and "none". Those scores were
made while reading the same articles and are surer there than elsewhere, so they count for a SHARE of what they say while the
words are learned. Shares and strengths were chosen on articles that neither had seen. No randomness: the same articles give the
same words.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from learn_weights import Labelled, collect, role_of

from govextract.lexing.mentions import Quantity
from govextract.link.apart import nobody_features
from govextract.link.roles import NOTHING, ROLES
from govextract.link.scene import Scene
from govextract.link.wording import Leaned, Wording, said
from govextract.pipeline import Extractor
from govextract.rulepack.loader import load_pack
from govextract.rulepack.wording import PLACES, Place

ROLE_SHARE, ROLE_STRENGTH = 0.6, 8.0
CONTEST_SHARE, CONTEST_STRENGTH = 1.0, 3.0
ARTICLES = 5  # in which a word must occur to be learned
COMMON = 0.1  # share of all numbers past which a word around them is too common to say anything of a role
STEPS, RATE, MEMORY = 300, 0.05, 0.98
LEAST = 0.05  # weights below say nothing


def hear_all(_: Wording, scene: Scene, quantity: Quantity) -> list[Leaned]:
    """Stands in for ``Wording.role``: every word, weighing nothing yet."""
    return [(where, word, NOTHING) for where, words in zip(PLACES, said(scene, quantity), strict=True) for word in words]


def know_nothing(_: Wording, code: str, scene: Scene, quantity: Quantity) -> float:
    """Stands in for ``Wording.indicator``."""
    return 0.0


def words_of(case: Labelled) -> list[Place]:
    """The words around a number."""
    assert case.verdict.role is not None
    return [(where, word) for where, word, _ in case.verdict.role.words]


def table_of(cases: Iterable[Labelled], common: float = 1.0) -> tuple[list[Place], np.ndarray]:
    """The words that occur in enough articles and are not too ``common``, in order, and which of them each case (row) has."""
    cases = list(cases)
    articles: dict[Place, set[str]] = defaultdict(set)
    for case in cases:
        for place in words_of(case):
            articles[place].add(case.article)
    words = sorted(place for place, names in articles.items() if len(names) >= ARTICLES)
    index = {place: i for i, place in enumerate(words)}
    x = np.zeros((len(cases), len(words)), dtype=np.float32)
    for row, case in enumerate(cases):
        x[row, [index[place] for place in words_of(case) if place in index]] = 1
    rare = x.mean(axis=0) <= common
    return [word for word, kept in zip(words, rare, strict=True) if kept], x[:, rare]


class Climb:
    """Gradient descent whose steps are scaled by each weight's past gradients (RMSprop), and shrink to nothing."""

    def __init__(self, weights: np.ndarray, strength: float) -> None:
        self.weights, self._strength = weights, strength
        self._memory = np.full_like(weights, 0.01)

    def step(self, number: int, gradient: np.ndarray) -> None:
        """One step against ``gradient`` of the loss, to which the penalty is added."""
        gradient = gradient + self._strength * self.weights
        self._memory = MEMORY * self._memory + gradient**2
        self.weights -= RATE * (1 - number / STEPS) * gradient / np.sqrt(self._memory)


def learn_roles(data: list[Labelled]) -> list[str]:
    """The lines of the block ``roles``."""
    judged = [(case, role) for case in data if (role := role_of(case.verdict, case.label)) is not None]
    words, x = table_of([case for case, _ in judged], COMMON)
    base = np.array([case.verdict.role.scores for case, _ in judged], dtype=np.float32)
    y = np.array([ROLES.index(role) for _, role in judged])
    climb, wanted = Climb(np.zeros((len(words), len(ROLES)), dtype=np.float32), ROLE_STRENGTH), np.eye(len(ROLES))[y]
    for number in range(STEPS):
        z = x @ climb.weights + ROLE_SHARE * base
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        climb.step(number, x.T @ (p - wanted).astype(np.float32))
    weights = climb.weights / ROLE_SHARE
    before, after = ((np.argmax(scores, axis=1) == y).sum() for scores in (base, base + x @ weights))
    print(f"  roles: {before} right without words, {after} with them, of {len(y)}")
    lines = []
    for (where, word), (achieved, goal, none) in zip(words, weights, strict=True):
        if max(abs(goal - achieved), abs(none - achieved)) >= LEAST:
            lines.append(f"{where} {word} {goal - achieved:.2f} {none - achieved:.2f}")
    return lines


def contests(data: list[Labelled], weights: dict[str, float]) -> list[tuple[Labelled, dict[str, float], float, set[str]]]:
    """Each number with candidates: the best score of each code, that of nobody, and the codes that are right ("" is nobody)."""
    out = []
    for case in data:
        outcome = case.verdict.outcome
        if outcome is None or not outcome.candidates:
            continue
        best: dict[str, float] = {}
        for candidate in outcome.candidates:
            best[candidate.code] = max(candidate.score, best.get(candidate.code, -99.0))
        features = nobody_features(case.verdict.quantity, outcome.open_noun, outcome.refused)
        codes = {code for _, code in case.label}
        right = {code for code in best if code in codes} | (set() if codes - {"other"} else {""})
        if right:
            out.append((case, best, sum(weights.get(name, 0.0) * value for name, value in features), right))
    return out


def learn_indicators(data: list[Labelled], weights: dict[str, float]) -> dict[str, list[str]]:
    """The lines of the blocks of ``indicators``, by code."""
    cases = contests(data, weights)
    rows = [(i, code) for i, (_, best, _, _) in enumerate(cases) for code in best]
    of_code: dict[str, list[int]] = defaultdict(list)
    for row, (_, code) in enumerate(rows):
        of_code[code].append(row)
    nobody = CONTEST_SHARE * np.array([bar for _, _, bar, _ in cases])
    owner = np.array([i for i, _ in rows])
    base = np.array([cases[i][1][code] for i, code in rows])
    right = np.array([code in cases[i][3] for i, code in rows])
    free = np.array(["" in good for _, _, _, good in cases])
    tables = {code: table_of(cases[rows[row][0]][0] for row in members) for code, members in sorted(of_code.items())}
    climbs = {code: Climb(np.zeros(len(words), dtype=np.float32), CONTEST_STRENGTH) for code, (words, _) in tables.items()}

    def scores() -> np.ndarray:
        said = np.zeros(len(rows))
        for code, (_, x) in tables.items():
            said[of_code[code]] = x @ climbs[code].weights
        return said

    for number in range(STEPS):
        z = CONTEST_SHARE * base + scores()
        top = np.maximum(nobody, -99.0)
        np.maximum.at(top, owner, z)
        e, none = np.exp(z - top[owner]), np.exp(nobody - top)
        total = none + np.bincount(owner, e, len(cases))
        good = none * free + np.bincount(owner, e * right, len(cases))
        gradient = e / total[owner] - e * right / good[owner]
        for code, (_, x) in tables.items():
            climbs[code].step(number, x.T @ gradient[of_code[code]].astype(np.float32))
    print(f"  contest: {_won(base, 0 * base, cases, owner, right)} right without words, ", end="")
    print(f"{_won(base, scores() / CONTEST_SHARE, cases, owner, right)} with them, of {len(cases)}")
    out = {}
    for code, (words, _) in tables.items():
        heavy = zip(words, climbs[code].weights / CONTEST_SHARE, strict=True)
        lines = [f"{where} {word} {weight:.2f}" for (where, word), weight in heavy if abs(weight) >= LEAST]
        if lines:
            out[code] = lines
    return out


def _won(base: np.ndarray, said: np.ndarray, cases: list, owner: np.ndarray, right: np.ndarray) -> int:
    """How many contests end right."""
    best = np.array([bar for _, _, bar, _ in cases])
    won = np.array(["" in good for _, _, _, good in cases])
    for row, score in enumerate(base + said):
        if score >= best[owner[row]]:
            best[owner[row]], won[owner[row]] = score, right[row]
    return int(won.sum())


HEADER = """# What plain words around a number say of its role (weights for goal and none, against achieved) and of its indicator.
# Learned by training/learn_wording.py from annotated articles; a line is a place, a word and its weights.
kind: wording
"""


def write(path: Path, roles: list[str], indicators: dict[str, list[str]]) -> None:
    """The file of one language."""
    lines = [HEADER + "roles: |", *(f"  {line}" for line in roles), "indicators:"]
    for code, words in indicators.items():
        lines += [f"  {code}: |", *(f"    {line}" for line in words)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Fits and writes; see the module docstring."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--rules", type=Path, default=Path("rules"))
    args = parser.parse_args()
    Wording.role, Wording.indicator = hear_all, know_nothing  # type: ignore[method-assign, assignment]
    extractor = Extractor()
    by_language: dict[str, list[Labelled]] = defaultdict(list)
    for case in collect(args.gold, extractor):
        by_language[case.language].append(case)
    for language, data in sorted(by_language.items()):
        print(language)
        weights = load_pack(language).weights.contest
        write(args.rules / language / "wording.yaml", learn_roles(data), learn_indicators(data, weights))


if __name__ == "__main__":
    main()
