"""Learns the level model from labelled texts, and its bars from texts kept out in turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.understanding import ngrams
from bot.understanding.level_model import (
    ANSWERS,
    CATEGORY_SPLITS,
    LEVELS,
    SPLITS,
    Bars,
    LevelModel,
    Sense,
)
from bot.understanding.ngrams import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.understanding.ngrams import Numbers
    from bot.understanding.sentence_encoder import SentenceEncoder

    Fit = Callable[[Any, Numbers, Numbers], Any]

#: scikit-learn's `C`: higher trusts the examples.
_REGULARISATION = 10.0
#: A sentence vector has a thousand numbers and every text all of them, so it is trusted less.
_REGULARISATION_OF_SENSE = 0.004
_ROUNDS = 100
#: How much the sense of a sentence says beside its n-grams.
SAY_OF_SENSE = 0.8
_LEAST_SPREAD = 1e-3
#: An n-gram of one text only says nothing of another.
_LEAST_TEXTS = 2
_FOLDS = 3
#: What each level must reach, in logits of n-grams and sense together; chosen on texts of three
#: hands that were kept out of training (docs/evaluation.md).
BARS = {"concern": 1.5, "urgent": -0.7, "emergency": -1.0}
#: The same for "an emergency, rather than urgent", which must agree.
_RATHER = -0.5
#: Of alarms, how many may go unheard because their n-grams gave no cause to ask for the sense.
_NEVER_ASKED = 0.002


@dataclass(frozen=True)
class LabelledText:
    text: str
    level: str
    #: Empty where nobody said; such a text teaches levels only.
    category: str = ""
    #: An example of a topic is shorter and plainer than what people send, so it counts for less
    #: and no bar is measured on it.
    is_topic_example: bool = False


@dataclass(frozen=True)
class Taught:
    """The rows as numbers: how serious each is, and how much it counts."""

    ranks: Any
    trust: Numbers

    def of_answer(self, at: int) -> tuple[Any, Any]:
        """Which rows teach an answer, and what each says."""
        if at < len(LEVELS) - 1:
            return np.arange(len(self.ranks)), self.ranks > at
        rows = np.nonzero(self.ranks >= len(LEVELS) - 2)[0]
        return rows, self.ranks[rows] == len(LEVELS) - 1


def learn(rows: Sequence[LabelledText], encoder: SentenceEncoder | None = None) -> LevelModel:
    """The same texts in the same order give the same model; without an encoder, n-grams alone."""
    asked = [plain(row.text) for row in rows]
    vectorizers, features = _features(asked)
    taught = taught_by(rows)
    by_ngrams = kept_out_scores(features, taught, fit_ngrams)
    weights, bias = _learnt(features, taught, fit_ngrams)
    sense, joined = None, by_ngrams
    if encoder is not None:
        vectors = encoder.encode([row.text for row in rows])
        middle, spread = vectors.mean(axis=0), np.maximum(vectors.std(axis=0), _LEAST_SPREAD)
        vectors = (vectors - middle) / spread
        joined = by_ngrams + SAY_OF_SENSE * kept_out_scores(vectors, taught, fit_sense)
        sense = _sense(*_learnt(vectors, taught, fit_sense), middle, spread)
    blocks = ngrams.blocks_of(vectorizers, SPLITS, weights)
    written = [text for text, row in zip(asked, rows, strict=True) if not row.is_topic_example]
    return LevelModel(
        _bars(by_ngrams, joined, rows),
        bias,
        blocks,
        [float(np.median([block.weight(text) for text in written])) for block in blocks],
        *_categories([row for row in rows if row.category]),
        sense,
        encoder,
    )


def taught_by(rows: Sequence[LabelledText]) -> Taught:
    return Taught(
        np.array([LEVELS.index(row.level) for row in rows]),
        np.array([0.5 if row.is_topic_example else 1.0 for row in rows]),
    )


def kept_out_scores(features: Any, taught: Taught, fit: Fit) -> Numbers:  # noqa: ANN401 - SciPy has no types
    """Each text's scores by models that had not seen it: texts by answers."""
    from sklearn.model_selection import StratifiedKFold

    scores = np.zeros((len(taught.ranks), ANSWERS), dtype=np.float32)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=1)
    for seen, kept_out in folds.split(taught.ranks, taught.ranks):
        for at in range(ANSWERS):
            of_answer, says = taught.of_answer(at)
            chosen = np.isin(of_answer, seen)
            rows = of_answer[chosen]
            fitted = fit(features[rows], says[chosen], taught.trust[rows])
            scores[kept_out, at] = fitted.decision_function(features[kept_out])
    return scores


def fit_ngrams(features: Any, says: Numbers, trust: Numbers) -> Any:  # noqa: ANN401 - scikit-learn has no types
    return _regression().fit(features, says, trust)


def fit_sense(features: Any, says: Numbers, trust: Numbers) -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.linear_model import LogisticRegression

    regression = LogisticRegression(C=_REGULARISATION_OF_SENSE, max_iter=_ROUNDS)
    return regression.fit(features, says, trust)


def _features(asked: Sequence[str]) -> tuple[Sequence[Any], Any]:
    from scipy.sparse import hstack

    vectorizers = [ngrams.vectorizer(split, _LEAST_TEXTS) for split in SPLITS]
    return vectorizers, hstack([one.fit_transform(asked) for one in vectorizers]).tocsr()


def _learnt(features: Any, taught: Taught, fit: Fit) -> tuple[Numbers, Numbers]:  # noqa: ANN401 - SciPy has no types
    fitted = []
    for at in range(ANSWERS):
        rows, says = taught.of_answer(at)
        fitted.append(fit(features[rows], says, taught.trust[rows]))
    weights = np.concatenate([one.coef_ for one in fitted]).T
    return weights, np.concatenate([one.intercept_ for one in fitted])


def _sense(weights: Numbers, bias: Numbers, middle: Numbers, spread: Numbers) -> Sense:
    """Laid out for vectors as the encoder gives them, and with its say."""
    scaled = SAY_OF_SENSE * weights / spread[:, None]
    said = (SAY_OF_SENSE * bias - middle @ scaled).astype(np.float32)
    return Sense(np.ascontiguousarray(scaled, dtype=np.float32), said)


def _bars(by_ngrams: Numbers, joined: Numbers, rows: Sequence[LabelledText]) -> Bars:
    """N-grams alone get the bars at which they raise as many harmless texts as both together."""
    harmless = np.array([row.level == LEVELS[0] and not row.is_topic_example for row in rows])
    together = [*BARS.values(), _RATHER]
    alone, worth = [], []
    for at, bar in enumerate(together[:-1]):
        share = float(np.mean(joined[harmless, at] >= bar))
        alone.append(float(np.quantile(by_ngrams[harmless, at], 1 - share)))
        heard = by_ngrams[joined[:, at] >= bar, at]
        worth.append(float(np.quantile(heard, _NEVER_ASKED)) if heard.size else bar)
    return Bars([*alone, _RATHER / (1 + SAY_OF_SENSE)], together, worth)


def _categories(rows: Sequence[LabelledText]) -> tuple[list[str], Numbers, ngrams.Blocks]:
    (split,) = CATEGORY_SPLITS
    vectorizer = ngrams.vectorizer(split, _LEAST_TEXTS)
    features = vectorizer.fit_transform([plain(row.text) for row in rows])
    names = sorted({row.category for row in rows})
    kinds = np.array([names.index(row.category) for row in rows])
    fitted = [_regression().fit(features, kinds == kind) for kind in range(len(names))]
    weights = np.concatenate([one.coef_ for one in fitted]).T
    bias = np.concatenate([one.intercept_ for one in fitted])
    return names, bias, ngrams.blocks_of([vectorizer], [split], weights)


def _regression() -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_REGULARISATION, solver="liblinear", random_state=0)
