"""What the sense of a sentence says of its topic, beside what its letters and words say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding.ngrams import Numbers

#: Early states tell the words and late ones the sense; decision 12 has the figures.
DEPTHS = (0, 3, 6)
#: How much of the say a sentence has; the n-grams have the rest.
SHARE = 0.4
_REGULARISATION = 10.0
_ROUNDS = 80
_LEAST = 1e-9


@dataclass(frozen=True)
class SentenceTopics:
    """Multinomial logistic regression over sentence vectors, its topics in the model's order."""

    weights: Numbers
    bias: Numbers

    def join(self, likelihoods: Numbers, vector: Numbers) -> Numbers:
        """Likelihoods by n-grams and by sense, joined as a weighted geometric mean."""
        said = vector @ self.weights + self.bias
        sense = np.exp(said - said.max())
        sense /= sense.sum()
        logs = (1 - SHARE) * np.log(likelihoods + _LEAST) + SHARE * np.log(sense + _LEAST)
        joined = np.exp(logs - logs.max())
        shares: Numbers = joined / joined.sum()
        return shares


def learn_sentences(
    vectors: Numbers, topics: Sequence[str], counts: Sequence[float]
) -> SentenceTopics:
    """`counts` says how much each text counts for."""
    from sklearn.linear_model import LogisticRegression

    regression = LogisticRegression(C=_REGULARISATION, class_weight="balanced", max_iter=_ROUNDS)
    regression.fit(vectors, list(topics), sample_weight=list(counts))
    return SentenceTopics(
        np.ascontiguousarray(regression.coef_.T, dtype=np.float32),
        regression.intercept_.astype(np.float32),
    )
