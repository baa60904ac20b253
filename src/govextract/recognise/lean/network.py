"""The network of a spaCy ``ner`` component of the kind that ``training/ner/config.cfg`` describes, in numpy.

Words become vectors by hashed embeddings of their norm, prefix, suffix and shape; convolutions let each see its
neighbours; a small layer scores the moves of a state made of up to three words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from blis.py import gemm
from numpy.typing import NDArray

from govextract.recognise.lean.hashing import string_hash, table_rows
from govextract.recognise.lean.tokens import Word, shape

Floats = NDArray[np.float32]
_MOST_CACHED = 20_000
_COLUMNS = b"\x94\xa4NORM\xa6PREFIX\xa6SUFFIX\xa5SHAPE"
"""What the words are embedded by, as msgpack has it."""
_TINY = np.float32(1e-8)


class UnknownNetwork(ValueError):
    """The weights are of another kind of network."""


@dataclass(frozen=True, slots=True)
class _Maxout:
    """A layer that keeps the best of several pieces of each output and normalises the outcome."""

    weights: Floats  # pieces after one another: (inputs, pieces * width)
    bias: Floats
    pieces: int
    gain: Floats
    shift: Floats

    def __call__(self, rows: Floats) -> Floats:
        scores: Floats = gemm(rows, self.weights)  # in one thread, and by the library that spaCy uses
        scores += self.bias
        width = len(self.gain)
        best: Floats = scores[:, :width]
        for piece in range(1, self.pieces):
            best = np.maximum(best, scores[:, piece * width : (piece + 1) * width])
        best = best - best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best)[:, None] / np.float32(width) + _TINY
        best *= variance ** np.float32(-0.5)
        best *= self.gain
        best += self.shift
        return best


class Network:
    """``weights`` is the content of a component's file ``model``; ``symbols`` numbers the strings that are not hashed.

    Raises UnknownNetwork.
    """

    def __init__(self, weights: Mapping[str, Any], symbols: Mapping[str, int]) -> None:
        self._symbols = symbols
        parts = [(n["name"], a, p) for n, a, p in zip(weights["nodes"], weights["attrs"], weights["params"], strict=True)]
        _check(weights["nodes"][1]["name"], parts)
        named = {name: [(a, p) for other, a, p in parts if other == name] for name, _, _ in parts}
        self._tables = [(p["E"], int(a["seed"][0])) for a, p in named["hashembed"]]
        layers = [_maxout(m[1], n[1]) for m, n in zip(named["maxout"], named["layernorm"], strict=True)]
        self._mix, self._layers = layers[0], layers[1:]
        (lower,) = (p for _, p in named["precomputable_affine"])
        upper, project = (p for _, p in named["linear"])
        features, width, pieces, inputs = lower["W"].shape
        per_word = lower["W"].transpose(0, 2, 1, 3).reshape(features * pieces * width, inputs)
        # The projection and the layer behind it have nothing between them, so they are one.
        self._state = np.ascontiguousarray((per_word @ project["W"]).T, dtype=np.float32)
        self._state_bias = (per_word @ project["b"]).astype(np.float32)
        self._missing = lower["pad"][0].transpose(0, 2, 1).reshape(features, pieces * width)
        self._bias = np.ascontiguousarray(lower["b"].T).reshape(pieces * width)
        self._features, self._pieces, self._width = features, pieces, width
        self._upper, self._upper_bias = np.ascontiguousarray(upper["W"].T), upper["b"]
        self._known: dict[Word, Floats] = {}

    def states(self, sentences: Sequence[Sequence[Word]]) -> list[Floats]:
        """What each word of each sentence adds to a state, in each of its three roles: (words, roles, units)."""
        depth = len(self._layers)
        width = len(self._mix.gain)
        total = sum(map(len, sentences)) + depth * (len(sentences) + 1)
        rows = np.zeros((total + 2, width), dtype=np.float32)  # with an empty row at either end
        starts, at = [], 1 + depth
        for words in sentences:
            starts.append(at)
            for word in words:
                rows[at] = self._vector(word)
                at += 1
            at += depth
        for layer in self._layers:
            rows[1:-1] += layer(np.concatenate((rows[:-2], rows[1:-1], rows[2:]), axis=1))
        added: Floats = gemm(rows, self._state)
        added += self._state_bias
        added = added.reshape(total + 2, self._features, -1)
        return [added[start : start + len(words)] for start, words in zip(starts, sentences, strict=True)]

    def outside(self, states: Floats) -> Floats:
        """The scores of all moves at each word when no name is open: (words, moves)."""
        return self._scores(states[:, 0] + (self._missing[1] + self._missing[2] + self._bias))

    def inside(self, states: Floats, first: int, at: int) -> Floats:
        """The scores of all moves at word ``at`` of a name that began at ``first``."""
        scores: Floats = self._scores((states[at, 0] + states[first, 1] + states[at - 1, 2] + self._bias)[None])[0]
        return scores

    def _scores(self, sums: Floats) -> Floats:
        hidden = sums.reshape(len(sums), self._pieces, self._width).max(axis=1)
        scores: Floats = hidden @ self._upper + self._upper_bias
        return scores

    def _vector(self, word: Word) -> Floats:
        """The word on its own, before it sees its neighbours. Worked out one by one, so that nothing depends on what
        else an article or an earlier one holds."""
        vector = self._known.get(word)
        if vector is None:
            if len(self._known) >= _MOST_CACHED:
                self._known.clear()
            keys = (word.norm, word.text[0], word.text[-3:], shape(word.text))
            parts = [
                table[table_rows(self._symbols.get(key) or string_hash(key), seed, len(table))].sum(axis=0)
                for key, (table, seed) in zip(keys, self._tables, strict=True)
            ]
            vector = self._known[word] = self._mix(np.concatenate(parts)[None])[0]
        return vector


def _maxout(maxout: Mapping[str, Any], norm: Mapping[str, Any]) -> _Maxout:
    width, pieces, inputs = maxout["W"].shape
    weights = np.ascontiguousarray(maxout["W"].transpose(2, 1, 0).reshape(inputs, pieces * width))
    return _Maxout(weights, np.ascontiguousarray(maxout["b"].T).reshape(-1), pieces, norm["G"], norm["b"])


def _check(encoder: str, parts: Sequence[tuple[str, Mapping[str, Any], Mapping[str, Any]]]) -> None:
    """That the network is of the kind that this module works out."""
    names = [name for name, _, _ in parts]
    embed = "|".join(["ints-getitem>>hashembed"] * 4)
    window = "residual(expand_window>>maxout>>layernorm>>dropout)"
    windows = ">>".join([window] * names.count("expand_window"))
    expected = (
        f"extract_features>>list2ragged>>with_array({embed})>>with_array(maxout>>layernorm>>dropout)"
        f">>ragged2list>>with_array({windows})>>list2array>>linear"
    )
    columns = [bytes(a["columns"]) for name, a, _ in parts if name == "extract_features"]
    sizes = {bytes(a["window_size"]) for name, a, _ in parts if name == "expand_window"}
    roles = [p["W"].shape[0] for name, _, p in parts if name == "precomputable_affine"]
    if encoder != expected or (columns, sizes, roles) != ([_COLUMNS], {b"\x01"}, [3]) or names.count("linear") != 2:
        raise UnknownNetwork("the network is of a kind that only spaCy can read")
