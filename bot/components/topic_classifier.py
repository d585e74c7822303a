"""Tells which topic a text is about, from weighted word and letter n-grams, in one step.

Rasa's own parts for this count n-grams unweighted, and for every token as well as for the text;
docs/decisions/0013-one-step-topic-classifier.md has both side by side.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import skops.io
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

FILE_NAME = "topics.skops"
#: skops loads only what it knows to be harmless; this is how tf-idf keeps its weights.
HARMLESS = ["scipy.sparse._csr.csr_matrix"]


def plain(text: str) -> str:
    """A text as people vary it least: one case, full-width letters narrowed, no apostrophes."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return folded.replace("'", "").replace("\u2019", "")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent, IntentClassifier):
    """Logistic regression over tf-idf; the settings in config.yml are scikit-learn's own."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model: TopicModel | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "word_ngrams": [1, 2],
            "letter_ngrams": [2, 5],
            "regularisation": 20.0,
            "ranking_length": 5,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa passes it by name
    ) -> TopicClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa passes it by name
        **_kwargs: object,
    ) -> TopicClassifier:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = TopicModel(**skops.io.load(folder / FILE_NAME, trusted=HARMLESS))
        return component

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        parts = _fit(
            self._config, [e.get(TEXT) for e in examples], [e.get(INTENT) for e in examples]
        )
        self._model = TopicModel(**parts)
        with self._model_storage.write_to(self._resource) as folder:
            skops.io.dump(parts, folder / FILE_NAME)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves the examples as they are: nothing after this component learns from it."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            ranking = self._ranking(message.get(TEXT) or "")
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _ranking(self, text: str) -> list[dict[str, Any]]:
        if self._model is None:
            raise RuntimeError("The topic classifier is not trained. Run: wayhome train")
        return [
            {"name": name, "confidence": confidence}
            for name, confidence in self._model.ranking(text, self._config["ranking_length"])
        ]


class TopicModel:
    """What was learnt, laid out so that one text costs a look-up an n-gram."""

    def __init__(
        self, words: TfidfVectorizer, letters: TfidfVectorizer, regression: LogisticRegression
    ) -> None:
        self._topics: list[str] = list(regression.classes_)
        self._bias = regression.intercept_
        weights = regression.coef_.T
        self._blocks = (
            NgramScores(words, weights[: len(words.vocabulary_)]),
            NgramScores(letters, weights[len(words.vocabulary_) :]),
        )

    def ranking(self, text: str, length: int) -> list[tuple[str, float]]:
        """The likeliest topics first, each with its probability."""
        asked = plain(text)
        scores = self._bias + sum(block.of(asked) for block in self._blocks)
        likelihoods = np.exp(scores - scores.max())
        likelihoods /= likelihoods.sum()
        best = np.argsort(-likelihoods, kind="stable")[:length]
        return [(self._topics[index], float(likelihoods[index])) for index in best]


class NgramScores:
    """scikit-learn's own arithmetic for one text: it is made for batches, and checks each one."""

    def __init__(self, vectorizer: TfidfVectorizer, weights: np.ndarray) -> None:
        self._ngrams = vectorizer.build_analyzer()
        self._columns: dict[str, int] = vectorizer.vocabulary_
        self._rarity = vectorizer.idf_
        self._weights = np.ascontiguousarray(weights)

    def of(self, text: str) -> np.ndarray:
        """What the text's n-grams say for each topic."""
        known = (self._columns.get(ngram) for ngram in self._ngrams(text))
        counts = Counter(column for column in known if column is not None)
        if not counts:
            return np.zeros(self._weights.shape[1])
        columns = list(counts)
        values = (1 + np.log(list(counts.values()))) * self._rarity[columns]
        return (values / np.linalg.norm(values)) @ self._weights[columns]


def _fit(config: dict[str, Any], texts: list[str], topics: list[str]) -> dict[str, Any]:
    """The fitted parts by the names that TopicModel takes them under."""
    asked = [plain(text) for text in texts]
    words = TfidfVectorizer(
        ngram_range=tuple(config["word_ngrams"]),
        token_pattern=r"(?u)\b\w+\b",  # noqa: S106 - a pattern: one-letter words count too
        sublinear_tf=True,
    )
    letters = TfidfVectorizer(
        analyzer="char_wb", ngram_range=tuple(config["letter_ngrams"]), sublinear_tf=True
    )
    features: csr_matrix = hstack([words.fit_transform(asked), letters.fit_transform(asked)])
    regression = LogisticRegression(
        C=config["regularisation"], class_weight="balanced", max_iter=200, random_state=0
    )
    regression.fit(features.tocsr(), topics)
    return {"words": words, "letters": letters, "regression": regression}
