"""Compares what the second opinion might be learnt from; run by `make evaluate`.

Every candidate raises the same share of harmless texts, so that recalls compare. Texts are kept
out of training in four turns, and the cost is the processor time of one text.
"""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix, hstack

from bot.understanding import ngrams, sentence_encoder
from bot.understanding.level_learning import ALARMS, kept_out_scores
from bot.understanding.level_model import LEVELS, SPLITS
from bot.understanding.ngrams import plain
from wayhome.bootstrap.level_texts import labelled_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding.sentence_encoder import SentenceEncoder, Vectors

#: How much a vector of length one counts beside tf-idf rows of length one.
_WEIGHT = 3.0
#: Frequent word pieces count less, by the usual constant of smooth inverse frequency.
_SMOOTH = 1e-3


def main() -> None:
    rows = labelled_texts()
    texts = [row.text for row in rows]
    ranks = np.array([LEVELS.index(row.level) for row in rows])
    trust = np.array([0.5 if row.is_topic_example else 1.0 for row in rows])
    written = np.array([not row.is_topic_example for row in rows])
    print(f"{len(rows)} texts; recall of each level while {ALARMS} of harmless ones are raised")  # noqa: T201
    print("candidate | emergency | urgent | concern | ms a text")  # noqa: T201
    for name, features, cost in _candidates(texts):
        scores = kept_out_scores(features, ranks, trust)
        recalls = []
        for at, level in reversed(list(enumerate(LEVELS[1:]))):
            bar = np.quantile(scores[written & (ranks == 0), at], 1 - ALARMS[level])
            recalls.append(f"{np.mean(scores[written & (ranks == at + 1), at] >= bar):.1%}")
        print(" | ".join([name, *recalls, f"{cost:.2f}"]))  # noqa: T201


def _candidates(texts: Sequence[str]) -> list[tuple[str, Any, float]]:
    started = process_time()
    asked = [plain(text) for text in texts]
    grams = hstack([ngrams.vectorizer(split, 2).fit_transform(asked) for split in SPLITS]).tocsr()
    cost = 1000 * (process_time() - started) / len(texts)
    found = [("words and letters", grams, cost)]
    encoder = sentence_encoder.find()
    if encoder is None:
        return found
    for name, encode in (("static vectors", _static), ("sentence vectors", _sentences)):
        started = process_time()
        vectors = csr_matrix(_WEIGHT * encode(encoder, texts))
        more = 1000 * (process_time() - started) / len(texts)
        found += [
            (f"{name} alone", vectors, more),
            (f"words, letters, {name}", hstack([grams, vectors]).tocsr(), cost + more),
        ]
    return found


def _sentences(encoder: SentenceEncoder, texts: Sequence[str]) -> Vectors:
    return encoder.encode(texts)


def _static(encoder: SentenceEncoder, texts: Sequence[str]) -> Vectors:
    """The mean of a text's word pieces as they stand in the encoder's table, frequent ones less."""
    pieces = encoder.pieces(texts)
    counts = np.bincount(np.concatenate(pieces), minlength=len(encoder.table))
    weights = _SMOOTH / (_SMOOTH + counts / counts.sum())
    means = np.array(
        [np.average(encoder.table[ids], axis=0, weights=weights[ids]) for ids in pieces]
    )
    centred = means - means.mean(axis=0)
    unit: Vectors = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    return unit


if __name__ == "__main__":
    main()
