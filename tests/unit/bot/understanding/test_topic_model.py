"""What the topic model makes of words, of sense, and of neither."""

from pathlib import Path

import numpy as np
import pytest

from bot.understanding.sentence_topics import SentenceTopics
from bot.understanding.topic_model import TopicModel, TopicSettings, learn
from bot.understanding.topic_texts import texts_by_topic
from wayhome.settings import ROOT

TEXTS = ["when is the clinic", "clinic on friday", "what is the tablet for", "two tablets a day"]
TOPICS = ["appointments", "appointments", "medicines", "medicines"]


class SameSense:
    """An encoder to which every text means the same."""

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.ones((len(texts), 2), dtype=np.float32)

    def encode_one(self, text: str) -> np.ndarray:
        vector: np.ndarray = self.encode([text])[0]
        return vector


@pytest.fixture
def model() -> TopicModel:
    return learn(TEXTS, TOPICS, TopicSettings())


def test_a_stored_model_reads_as_the_one_that_was_learnt(model: TopicModel, tmp_path: Path) -> None:
    model.save(tmp_path)

    again = TopicModel.load(tmp_path, TopicSettings())

    assert dict(again.ranking("the clinic", 2)) == pytest.approx(
        dict(model.ranking("the clinic", 2))
    )


def test_without_the_encoder_the_words_speak_alone(tmp_path: Path) -> None:
    both = learn(TEXTS, TOPICS, TopicSettings(), encoder=SameSense())  # type: ignore[arg-type] # a double
    both.save(tmp_path)

    assert TopicModel.load(tmp_path, TopicSettings()).ranking("the clinic", 1)[0][0] == (
        "appointments"
    )


def test_a_text_that_counts_for_nothing_teaches_nothing() -> None:
    lied_to = learn(
        [*TEXTS, "clinic"] * 2,
        [*TOPICS, "medicines"] * 2,
        TopicSettings(),
        counts=([1, 1, 1, 1, 1e-9] * 2),
    )

    assert lied_to.ranking("clinic", 1)[0][0] == "appointments"


def test_sense_shifts_an_unsure_reading_and_likelihoods_stay_whole() -> None:
    sense = SentenceTopics(np.array([[0, 4], [0, 4]], dtype=np.float32), np.zeros(2, np.float32))

    joined = sense.join(np.array([0.55, 0.45], dtype=np.float32), np.ones(2, dtype=np.float32))

    assert joined[1] > joined[0]
    assert joined.sum() == pytest.approx(1)


def test_every_file_named_for_a_topic_is_there_and_has_texts() -> None:
    found = texts_by_topic(ROOT / "bot" / "data" / "levels", set())

    assert len(found) > 3_000
    assert {"symptom", "stop", "fall", "safeguarding"} <= {topic for _, topic in found}
