"""What was learnt of the topics: weights of word and letter n-grams, and one text's likelihoods."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.understanding import ngrams
from bot.understanding.ngrams import Blocks, plain
from bot.understanding.sentence_topics import SentenceTopics, learn_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.understanding.ngrams import Numbers, Split
    from bot.understanding.sentence_encoder import SentenceEncoder

#: Plain names and numbers, so that reading a model can run nothing.
NAMES_FILE, NUMBERS_FILE = "topics.json", "topics.npz"
#: N-grams this sure are right nine times in ten, and are not asked what the sentence means.
_SURE = 0.6


@dataclass(frozen=True)
class TopicSettings:
    """From config.yml: the lengths of n-grams, and scikit-learn's `C` (higher trusts examples)."""

    word_ngrams: tuple[int, int] = (1, 2)
    letter_ngrams: tuple[int, int] = (2, 4)
    regularisation: float = 30.0

    @classmethod
    def of(cls, config: dict[str, Any]) -> TopicSettings:
        """Those that `config` names; the rest are as above."""
        return cls(
            tuple(config.get("word_ngrams", cls.word_ngrams)),
            tuple(config.get("letter_ngrams", cls.letter_ngrams)),
            config.get("regularisation", cls.regularisation),
        )

    @property
    def splits(self) -> tuple[Split, Split]:
        """For words and for letters, in the order in which their columns are kept."""
        return (
            partial(ngrams.word_ngrams, lengths=self.word_ngrams),
            partial(ngrams.letter_ngrams, lengths=self.letter_ngrams),
        )


class TopicModel:
    """Logistic regression over tf-idf, one topic against the rest, laid out for one text a call."""

    def __init__(
        self,
        topics: list[str],
        bias: Numbers,
        blocks: Blocks,
        sentences: SentenceTopics | None = None,
        encoder: SentenceEncoder | None = None,
    ) -> None:
        """Without an encoder the n-grams speak alone."""
        self._topics = topics
        self._bias = bias
        self._blocks = blocks
        self._sentences = sentences
        self._encoder = encoder

    def ranking(self, text: str, length: int) -> list[tuple[str, float]]:
        """The likeliest topics first, each with its probability."""
        asked = plain(text)
        said = self._bias + sum(block.scores(asked) for block in self._blocks)
        likelihoods = 1 / (1 + np.exp(-said))
        likelihoods /= likelihoods.sum()
        unsure = likelihoods.max() < _SURE
        if unsure and self._sentences is not None and self._encoder is not None:
            likelihoods = self._sentences.join(likelihoods, self._encoder.encode_one(text))
        best = np.argsort(-likelihoods, kind="stable")[:length]
        return [(self._topics[index], float(likelihoods[index])) for index in best]

    def save(self, folder: Path) -> None:
        names, numbers = ngrams.packed(self._blocks)
        kept = {"topics": self._topics, "ngrams": names}
        (folder / NAMES_FILE).write_text(json.dumps(kept), encoding="utf-8")
        if self._sentences is not None:
            numbers |= {"sense": self._sentences.weights, "sense_bias": self._sentences.bias}
        np.savez(folder / NUMBERS_FILE, bias=self._bias, **numbers)  # type: ignore[arg-type] # names are no options

    @classmethod
    def load(
        cls, folder: Path, settings: TopicSettings, encoder: SentenceEncoder | None = None
    ) -> TopicModel:
        kept = json.loads((folder / NAMES_FILE).read_text(encoding="utf-8"))
        with np.load(folder / NUMBERS_FILE, allow_pickle=False) as numbers:
            blocks = ngrams.unpacked(kept["ngrams"], numbers, settings.splits)
            has_sense = "sense" in numbers
            sense = SentenceTopics(numbers["sense"], numbers["sense_bias"]) if has_sense else None
            return cls(kept["topics"], numbers["bias"], blocks, sense, encoder)


def learn(
    texts: Sequence[str],
    topics: Sequence[str],
    settings: TopicSettings,
    *,
    counts: Sequence[float] | None = None,
    encoder: SentenceEncoder | None = None,
) -> TopicModel:
    """The same texts in the same order give the same model; `counts` says how much each counts."""
    from scipy.sparse import hstack
    from sklearn.linear_model import LogisticRegression

    asked = [plain(text) for text in texts]
    vectorizers = [ngrams.vectorizer(split) for split in settings.splits]
    features = hstack([vectorizer.fit_transform(asked) for vectorizer in vectorizers])
    counted = [1.0] * len(texts) if counts is None else list(counts)
    names = sorted(set(topics))
    labels, columns = np.asarray(topics), features.tocsr()
    weights, bias = [], []
    for name in names:
        # One topic against the rest: ten times faster than all at once, and no less often right.
        regression = LogisticRegression(
            C=settings.regularisation, class_weight="balanced", solver="liblinear", random_state=0
        )
        regression.fit(columns, labels == name, sample_weight=counted)
        weights.append(regression.coef_[0])
        bias.append(regression.intercept_[0])
    blocks = ngrams.blocks_of(vectorizers, settings.splits, np.array(weights).T)
    sense = learn_sentences(encoder.encode(texts), topics, counted) if encoder else None
    return TopicModel(names, np.array(bias), blocks, sense, encoder)
