"""What was learnt of the topics: weights of word and letter n-grams, and one text's likelihoods."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import hstack
from scipy.special import expit
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Plain names and numbers, so that reading a model can run nothing.
NAMES_FILE, NUMBERS_FILE = "topics.json", "topics.npz"


@dataclass(frozen=True)
class TopicSettings:
    """From config.yml: the lengths of n-grams, and scikit-learn's `C` (higher trusts examples)."""

    word_ngrams: tuple[int, int]
    letter_ngrams: tuple[int, int]
    regularisation: float

    @classmethod
    def of(cls, config: dict[str, Any]) -> TopicSettings:
        return cls(
            tuple(config["word_ngrams"]), tuple(config["letter_ngrams"]), config["regularisation"]
        )

    def vectorizers(self) -> tuple[TfidfVectorizer, TfidfVectorizer]:
        """For words and for letters, in the order in which their columns are kept."""
        words = TfidfVectorizer(
            ngram_range=self.word_ngrams,
            token_pattern=r"(?u)\b\w+\b",  # noqa: S106 - a pattern: one-letter words count too
            sublinear_tf=True,
        )
        letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=self.letter_ngrams, sublinear_tf=True
        )
        return words, letters


class TopicModel:
    """Logistic regression over tf-idf, one topic against the rest, laid out for one text a call."""

    def __init__(self, topics: list[str], bias: np.ndarray, blocks: tuple[NgramBlock, ...]) -> None:
        self._topics = topics
        self._bias = bias
        self._blocks = blocks

    def ranking(self, text: str, length: int) -> list[tuple[str, float]]:
        """The likeliest topics first, each with its probability."""
        asked = plain(text)
        likelihoods = expit(self._bias + sum(block.scores(asked) for block in self._blocks))
        likelihoods /= likelihoods.sum()
        best = np.argsort(-likelihoods, kind="stable")[:length]
        return [(self._topics[index], float(likelihoods[index])) for index in best]

    def save(self, folder: Path) -> None:
        names = {"topics": self._topics, "ngrams": [list(block.columns) for block in self._blocks]}
        (folder / NAMES_FILE).write_text(json.dumps(names), encoding="utf-8")
        numbers = {"bias": self._bias}
        for index, block in enumerate(self._blocks):
            numbers |= {f"rarity{index}": block.rarity, f"weights{index}": block.weights}
        np.savez(folder / NUMBERS_FILE, **numbers)

    @classmethod
    def load(cls, folder: Path, settings: TopicSettings) -> TopicModel:
        names = json.loads((folder / NAMES_FILE).read_text(encoding="utf-8"))
        with np.load(folder / NUMBERS_FILE, allow_pickle=False) as numbers:
            blocks = tuple(
                NgramBlock(
                    vectorizer.build_analyzer(),
                    {ngram: column for column, ngram in enumerate(ngrams)},
                    numbers[f"rarity{index}"],
                    numbers[f"weights{index}"],
                )
                for index, (vectorizer, ngrams) in enumerate(
                    zip(settings.vectorizers(), names["ngrams"], strict=True)
                )
            )
            return cls(names["topics"], numbers["bias"], blocks)


@dataclass(frozen=True)
class NgramBlock:
    """scikit-learn's own arithmetic for one text: it is made for batches, and checks each one."""

    split: Callable[[str], list[str]]
    #: The n-grams in the order of the rows below.
    columns: dict[str, int]
    #: Inverse document frequency, by n-gram.
    rarity: np.ndarray
    #: N-grams by topics: scikit-learn keeps them the other way, and copies them all to multiply.
    weights: np.ndarray

    def scores(self, text: str) -> np.ndarray:
        """What the text's n-grams say for each topic."""
        known = (self.columns.get(ngram) for ngram in self.split(text))
        counts = Counter(column for column in known if column is not None)
        if not counts:
            return np.zeros(self.weights.shape[1])
        columns = list(counts)
        values = (1 + np.log(list(counts.values()))) * self.rarity[columns]
        return (values / np.linalg.norm(values)) @ self.weights[columns]


def learn(texts: list[str], topics: list[str], settings: TopicSettings) -> TopicModel:
    """The same texts in the same order give the same model."""
    asked = [plain(text) for text in texts]
    vectorizers = settings.vectorizers()
    features = hstack([vectorizer.fit_transform(asked) for vectorizer in vectorizers])
    # One topic against the rest: ten times faster here than all at once, and no less often right.
    regression = LogisticRegression(
        C=settings.regularisation, class_weight="balanced", solver="liblinear", random_state=0
    )
    regression.fit(features.tocsr(), topics)
    weights = np.ascontiguousarray(regression.coef_.T, dtype=np.float32)
    edge = len(vectorizers[0].vocabulary_)
    blocks = tuple(
        NgramBlock(
            vectorizer.build_analyzer(),
            {ngram: column for column, ngram in enumerate(vectorizer.get_feature_names_out())},
            vectorizer.idf_.astype(np.float32),
            rows,
        )
        for vectorizer, rows in zip(vectorizers, (weights[:edge], weights[edge:]), strict=True)
    )
    return TopicModel([str(topic) for topic in regression.classes_], regression.intercept_, blocks)


def plain(text: str) -> str:
    """A text as people vary it least: one case, full-width letters narrowed, no apostrophes."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return folded.replace("'", "").replace("\u2019", "")
