"""Learns the linking weights (rules/base/weights.yaml) from annotated articles and writes them as readable data.

usage: python training/learn_weights.py GOLD_DIR... [--out rules/base/weights.yaml]

Two linear models, both by regularised maximum likelihood: the contest (which phrase a number belongs to, against
"none") and the roles (goal, achieved, none). No randomness: the same articles give the same weights.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from govextract.article import Article
from govextract.assemble.drafts import Verdict
from govextract.link.apart import nobody_features
from govextract.link.roles import ROLES
from govextract.pipeline import Extractor
from govextract.read import read_path

STEPS = 400
ROUNDS = 2  # features depend on earlier decisions, so fit until they settle
FACTS = ("targets", "observations")


class Labelled(NamedTuple):
    """A judged number: the article it is from and its language, what was made of it, the (role, indicator) pairs of gold."""

    article: str
    language: str
    verdict: Verdict
    label: set[tuple[str, str]]


def gold_of(path: Path) -> dict[str, Any]:
    """The expectations of one article."""
    return json.loads(path.read_text("utf-8"))


def labels(verdict: Verdict, gold: dict[str, Any]) -> set[tuple[str, str]] | None:
    """The (role, indicator) pairs that gold gives to a quantity's value; None where gold is silent by choice."""
    quantity = verdict.quantity
    found: set[tuple[str, str]] = set()
    for part, optional in ((gold, False), (gold.get("optional") or {}, True)):
        for table in FACTS:
            for fact in part.get(table) or []:
                if not _same(quantity, fact):
                    continue
                if optional:
                    if not found:
                        return None
                    continue
                found.add(("goal" if table == "targets" else "achieved", fact["indicator"]))
    return found


def _same(quantity: Any, fact: dict[str, Any]) -> bool:
    value, top = float(quantity.value), None if quantity.value_max is None else float(quantity.value_max)
    gold_top = None if fact.get("value_max") is None else float(fact["value_max"])
    if abs(value - abs(float(fact["value"]))) > 1e-9 * max(1.0, abs(value)) or top != gold_top:
        return False
    unit, fact_unit = quantity.unit or "count", fact["unit"]
    return unit == fact_unit or {unit, fact_unit} <= {"count", "person"}


def collect(folders: list[Path], extractor: Extractor) -> list[Labelled]:
    """All judged quantities with their labels."""
    out = []
    for folder in folders:
        for expected in sorted(folder.rglob("*.expected.json")):
            gold = gold_of(expected)
            stem = expected.name.removesuffix(".expected.json")
            source = next(p for p in sorted(expected.parent.glob(stem + ".*")) if p != expected)
            for article in read_path(source, source.name):
                if not isinstance(article, Article):
                    continue
                for verdict in extractor.verdicts(article):
                    if verdict.outcome is None or verdict.role is None:
                        continue
                    label = labels(verdict, gold)
                    if label is not None:
                        out.append(Labelled(str(source), gold["article"]["language"], verdict, label))
    return out


def role_of(verdict: Verdict, label: set[tuple[str, str]]) -> str | None:
    """The role that gold gives to a number; None where it does not say one."""
    assert verdict.outcome is not None
    winner = verdict.outcome.winner
    roles = {r for r, code in label if winner is None or code == winner.code} or {r for r, _ in label}
    if len(roles) > 1:
        return None
    if label and winner is None and all(code != "other" for _, code in label):
        return None  # a miss of the contest teaches the role nothing
    return roles.pop() if roles else "none"


def fit_contest(data: list[Labelled], strength: float) -> dict[str, float]:
    """Weights of the contest: softmax over the candidates and "none"."""
    names: dict[str, int] = {}
    cases = []
    for _, _, verdict, label in data:
        outcome = verdict.outcome
        assert outcome is not None
        if not outcome.candidates:
            continue
        codes = {code for _, code in label}
        rows = [dict(c.features) for c in outcome.candidates]
        rows.append(dict(nobody_features(verdict.quantity, outcome.open_noun, outcome.refused)))
        good = [c.code in codes for c in outcome.candidates] + [not (codes - {"other"})]
        if not any(good):
            continue
        cases.append((rows, good))
        for row in rows:
            for name in row:
                names.setdefault(name, len(names))
    x = np.zeros((sum(len(rows) for rows, _ in cases), len(names)))
    good = np.concatenate([np.array(g, dtype=float) for _, g in cases])
    starts = np.cumsum([0, *(len(rows) for rows, _ in cases)])[:-1]
    for i, row in enumerate(row for rows, _ in cases for row in rows):
        for name, value in row.items():
            x[i, names[name]] = value
    sizes = np.diff([*starts, len(x)])
    weights = np.zeros(len(names))
    memory = np.full(len(names), 1e-6)
    for _ in range(STEPS):
        z = x @ weights
        p = np.exp(z - np.repeat(np.maximum.reduceat(z, starts), sizes))
        p /= np.repeat(np.add.reduceat(p, starts), sizes)
        q = p * good
        q /= np.repeat(np.add.reduceat(q, starts), sizes)
        gradient = strength * weights + x.T @ (p - q)
        memory += gradient**2
        weights -= 0.3 * gradient / np.sqrt(memory)
    z = x @ weights
    best = np.maximum.reduceat(z, starts)
    right = int((np.maximum.reduceat(np.where(good > 0, z, -1e9), starts) >= best - 1e-9).sum())
    print(f"contest: {right}/{len(cases)} right, {len(names)} weights")
    return {name: round(float(weights[i]), 3) for name, i in sorted(names.items())}


def fit_roles(data: list[Labelled], strength: float) -> dict[str, dict[str, float]]:
    """Weights of the roles: multinomial logistic regression."""
    names: dict[str, int] = {}
    rows, targets = [], []
    for _, _, verdict, label in data:
        wanted = role_of(verdict, label)
        if wanted is None:
            continue
        assert verdict.role is not None
        rows.append(dict(verdict.role.features))
        targets.append(ROLES.index(wanted))
        for name in rows[-1]:
            names.setdefault(name, len(names))
    x = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            x[i, names[name]] = value
    y = np.eye(len(ROLES))[targets]
    weights = np.zeros((len(names), len(ROLES)))
    memory = np.full_like(weights, 1e-6)
    for _ in range(STEPS):
        z = x @ weights
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        gradient = x.T @ (p - y) + strength * weights
        memory += gradient**2
        weights -= 0.3 * gradient / np.sqrt(memory)
    print(f"roles: {int((np.argmax(x @ weights, axis=1) == np.array(targets)).sum())}/{len(rows)} right, {len(names)} names")
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for name, i in sorted(names.items()):
        for j, role in enumerate(ROLES):
            if abs(weights[i, j]) >= 0.02:
                table[role][name] = round(float(weights[i, j]), 3)
    return dict(table)


HEADER = """# Weights of the linking contest (which phrase a number belongs to; a candidate must beat `nobody`) and of the roles
# (goal, achieved, none). Learned by training/learn_weights.py from annotated articles; edit by hand if you know better.
kind: weights
"""


def main() -> None:
    """Fits and writes; see the module docstring."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path("rules/base/weights.yaml"))
    parser.add_argument("--strength", type=float, default=2.0)
    args = parser.parse_args()
    for _ in range(ROUNDS):
        data = collect(args.gold, Extractor())
        contest = fit_contest(data, args.strength)
        roles = fit_roles(data, args.strength)
        lines = [HEADER + "contest:"]
        lines += [f"  {name}: {value}" for name, value in contest.items()]
        lines.append("roles:")
        for role, table in roles.items():
            lines.append(f"  {role}:")
            lines += [f"    {name}: {value}" for name, value in table.items()]
        args.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
