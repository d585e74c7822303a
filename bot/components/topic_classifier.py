"""Tells Rasa which topic a text is about, in one step from text to intent.

Rasa's own parts for this count n-grams unweighted, and for every token as well as for the text;
docs/decisions/0012-one-step-topic-classifier.md has both side by side.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding import sentence_encoder, sentence_topics
from bot.understanding.topic_model import TopicModel, TopicSettings, learn
from bot.understanding.topic_texts import texts_by_topic, told_by_topic


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent, IntentClassifier):
    """Rasa's side of TopicModel: settings in, training data in, intents out."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model: TopicModel | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"ranking_length": 5, "levels_folder": None, "levels_count_for": 0.25}

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
            component._model = TopicModel.load(folder, TopicSettings.of(config), _encoder())
        return component

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        texts, topics = [e.get(TEXT) for e in examples], [e.get(INTENT) for e in examples]
        told, more = self._levels_texts(texts)
        counts = [1.0] * (len(texts) + len(told)) + [self._config["levels_count_for"]] * len(more)
        self._model = learn(
            [*texts, *(text for text, _ in told + more)],
            [*topics, *(topic for _, topic in told + more)],
            TopicSettings.of(self._config),
            counts=counts,
            encoder=_encoder(),
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def _levels_texts(self, known: list[str]) -> tuple[list[tuple[str, str]], ...]:
        """Those told with their topic, and those whose file is nearly all about one."""
        if not self._config["levels_folder"]:
            return [], []
        folder = Path(self._config["levels_folder"])
        return told_by_topic(folder, set(known)), texts_by_topic(folder, set(known))

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


def _encoder() -> sentence_encoder.SentenceEncoder | None:
    return sentence_encoder.find(sentence_topics.DEPTHS)
