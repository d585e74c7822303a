"""Reads topics without a Rasa server: the trained assistant's own topic model, in this process."""

import tarfile
import tempfile
from pathlib import Path
from typing import Any

import yaml

from bot.understanding import sentence_encoder, sentence_topics, topic_model
from bot.understanding.topic_model import TopicModel, TopicSettings
from wayhome.bootstrap import rasa_server
from wayhome.dialogue.rasa import topic_of
from wayhome.settings import ROOT, Settings

_CLASSIFIER = "bot.components.topic_classifier.TopicClassifier"


class TopicReader:
    """Says what Rasa's pipeline would: the likeliest topic, or out of scope below its threshold."""

    def __init__(self, model: TopicModel, threshold: float) -> None:
        self._model = model
        self._threshold = threshold

    def topic(self, text: str) -> tuple[str, float]:
        ((topic, confidence),) = self._model.ranking(text, 1)
        return topic_of(topic if confidence >= self._threshold else None), confidence


def topic_reader(settings: Settings) -> TopicReader | None:
    """None where no assistant is trained."""
    archive = rasa_server.model(settings)
    if not archive.exists():
        return None
    pipeline = {step["name"]: step for step in _config()["pipeline"]}
    with tempfile.TemporaryDirectory() as folder:
        _unpack(archive, Path(folder))
        model = TopicModel.load(
            Path(folder),
            TopicSettings.of(pipeline[_CLASSIFIER]),
            sentence_encoder.find(sentence_topics.DEPTHS),
        )
    return TopicReader(model, pipeline["FallbackClassifier"]["threshold"])


def _unpack(archive: Path, folder: Path) -> None:
    wanted = {topic_model.NAMES_FILE, topic_model.NUMBERS_FILE}
    with tarfile.open(archive) as tar:
        for member in tar:
            name = Path(member.name).name
            if name in wanted and _CLASSIFIER in member.name:
                found = tar.extractfile(member)
                if found is not None:
                    (folder / name).write_bytes(found.read())


def _config() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    return found
