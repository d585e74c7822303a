"""Compares what the second opinion might be learnt from; run by `make evaluate`.

Every candidate raises the same share of harmless texts, so that recalls compare. Texts are kept
out of training in turn, and the cost is the processor time of one text.
"""

from __future__ import annotations

from functools import partial
from time import process_time
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import hstack

from bot.understanding import ngrams, sentence_encoder, sentence_topics
from bot.understanding.level_learning import (
    SAY_OF_SENSE,
    Taught,
    fit_ngrams,
    fit_sense,
    kept_out_scores,
    taught_by,
)
from bot.understanding.level_model import LEVELS, SPLITS
from bot.understanding.ngrams import plain
from wayhome.bootstrap.level_texts import labelled_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.understanding.ngrams import Numbers
    from bot.understanding.sentence_encoder import SentenceEncoder, Vectors

#: Shares of the harmless texts, most of them written to be hard, that are raised to each level.
_ALARMS = {"concern": 0.07, "urgent": 0.03, "emergency": 0.02}
#: Frequent word pieces count less, by the usual constant of smooth inverse frequency.
_SMOOTH = 1e-3
_LEAST_SPREAD = 1e-3


def main() -> None:
    rows = labelled_texts()
    taught = taught_by(rows)
    written = np.array([not row.is_topic_example for row in rows])
    harmless = written & (taught.ranks == 0)
    print(f"{len(rows)} texts; recall of each level while {_ALARMS} of harmless ones are raised")  # noqa: T201
    print("candidate | emergency | urgent | concern | ms a text")  # noqa: T201
    for name, scores, cost in _candidates([row.text for row in rows], taught):
        recalls = []
        for at, level in reversed(list(enumerate(LEVELS[1:]))):
            bar = np.quantile(scores[harmless, at], 1 - _ALARMS[level])
            recalls.append(f"{np.mean(scores[written & (taught.ranks == at + 1), at] >= bar):.1%}")
        print(" | ".join([name, *recalls, f"{cost:.2f}"]))  # noqa: T201


def _candidates(texts: Sequence[str], taught: Taught) -> Iterator[tuple[str, Numbers, float]]:
    started = process_time()
    asked = [plain(text) for text in texts]
    grams = hstack([ngrams.vectorizer(split, 2).fit_transform(asked) for split in SPLITS]).tocsr()
    cost = 1000 * (process_time() - started) / len(texts)
    by_ngrams = kept_out_scores(grams, taught, fit_ngrams)
    yield "words and letters", by_ngrams, cost
    last, states = sentence_encoder.find(), sentence_encoder.find(sentence_topics.DEPTHS)
    if last is None or states is None:
        return
    for name, encode in (
        ("static vectors", partial(_static, last, texts)),
        ("sentence vectors, last states", partial(last.encode, texts)),
        ("sentence vectors, early, middle and last states", partial(states.encode, texts)),
    ):
        started = process_time()
        vectors = encode()
        more = 1000 * (process_time() - started) / len(texts)
        spread = np.maximum(vectors.std(axis=0), _LEAST_SPREAD)
        scores = kept_out_scores((vectors - vectors.mean(axis=0)) / spread, taught, fit_sense)
        yield f"{name} alone", scores, more
        yield f"words, letters, {name}", by_ngrams + SAY_OF_SENSE * scores, cost + more


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
