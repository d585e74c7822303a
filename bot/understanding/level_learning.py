"""Learns the level model from labelled texts, and its thresholds from texts kept out in turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.understanding import ngrams
from bot.understanding.level_model import CATEGORY_SPLITS, LEVELS, SPLITS, LevelModel
from bot.understanding.ngrams import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.understanding.ngrams import Numbers

#: scikit-learn's `C`: higher trusts the examples.
_REGULARISATION = 10.0
#: An n-gram of one text only says nothing of another.
_LEAST_TEXTS = 2
_FOLDS = 4
#: How many of the harmless texts written to be hard may be raised to each level, by this alone.
ALARMS = {"concern": 0.06, "urgent": 0.03, "emergency": 0.025}


@dataclass(frozen=True)
class LabelledText:
    text: str
    level: str
    #: Empty where nobody said; such a text teaches levels only.
    category: str = ""
    #: An example of a topic is shorter and plainer than what people send, so it counts for less
    #: and no threshold is measured on it.
    is_topic_example: bool = False


def learn(rows: Sequence[LabelledText]) -> LevelModel:
    """The same texts in the same order give the same model."""
    from scipy.sparse import hstack

    asked = [plain(row.text) for row in rows]
    vectorizers = [ngrams.vectorizer(split, _LEAST_TEXTS) for split in SPLITS]
    features = hstack([one.fit_transform(asked) for one in vectorizers]).tocsr()
    ranks = np.array([LEVELS.index(row.level) for row in rows])
    trust = np.array([0.5 if row.is_topic_example else 1.0 for row in rows])
    fitted = [_regression().fit(features, ranks > at, trust) for at in range(len(LEVELS) - 1)]
    weights = np.concatenate([one.coef_ for one in fitted]).T
    thresholds = _thresholds(kept_out_scores(features, ranks, trust), rows)
    blocks = ngrams.blocks_of(vectorizers, SPLITS, weights)
    written = [text for text, row in zip(asked, rows, strict=True) if not row.is_topic_example]
    return LevelModel(
        [thresholds[level] for level in LEVELS[1:]],
        np.concatenate([one.intercept_ for one in fitted]),
        blocks,
        [float(np.median([block.weight(text) for text in written])) for block in blocks],
        *_categories([row for row in rows if row.category]),
    )


def kept_out_scores(features: Any, ranks: Numbers, trust: Numbers) -> Numbers:  # noqa: ANN401 - SciPy has no types
    """Each text's scores by models that had not seen it: texts by levels above none."""
    from sklearn.model_selection import StratifiedKFold

    scores = np.zeros((len(ranks), len(LEVELS) - 1), dtype=np.float32)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=1)
    for seen, kept_out in folds.split(ranks, ranks):
        for at in range(scores.shape[1]):
            fitted = _regression().fit(features[seen], ranks[seen] > at, trust[seen])
            scores[kept_out, at] = fitted.decision_function(features[kept_out])
    return scores


def _thresholds(scores: Numbers, rows: Sequence[LabelledText]) -> Mapping[str, float]:
    """For each level the score that all but the allowed share of harmless texts stay under.

    Never below even odds, however well the harmless ones stand apart.
    """
    harmless = np.array([row.level == LEVELS[0] and not row.is_topic_example for row in rows])
    return {
        level: max(0.0, float(np.quantile(scores[harmless, at], 1 - ALARMS[level])))
        for at, level in enumerate(LEVELS[1:])
    }


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
