from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.understanding.level_learning import LabelledText, learn
from bot.understanding.level_model import LevelModel, Opinion

_WORDS = {
    "emergency": ("cannot breathe", "chest is crushing", "not waking up", "blood everywhere"),
    "urgent": ("wound is weeping", "leg swollen and hot", "temperature is up", "catheter blocked"),
    "concern": ("carer never came", "feeling so lonely", "make a complaint", "cannot cope here"),
    "none": ("when is the clinic", "thank you love", "lovely day today", "what time is it"),
}
_ROWS = [
    LabelledText(f"{who} {words}", level, category=f"about_{level}")
    for level, texts in _WORDS.items()
    for words in texts
    for who in ("hello", "mum", "dad says", "sorry but", "please", "our Jean")
]


@pytest.fixture(scope="module")
def model() -> LevelModel:
    return learn(_ROWS)


def test_unseen_words_around_what_was_learnt_get_its_level_and_category(model: LevelModel) -> None:
    assert model.opinion("next door he cannot breathe") == Opinion("emergency", "about_emergency")
    assert model.opinion("nan her carer never came").level == "concern"
    assert model.opinion("ta when is the clinic") == Opinion("none", "")


def test_words_that_nobody_taught_are_no_alarm(model: LevelModel) -> None:
    assert model.opinion("\u2603 zzz") == Opinion("none", "")
    assert model.opinion("") == Opinion("none", "")


def test_an_emergency_does_not_drown_in_a_long_text(model: LevelModel) -> None:
    chatter = "thank you love lovely day today " * 60

    assert model.opinion(f"{chatter} {'he cannot breathe ' * 8}").level == "emergency"


def test_a_stored_model_says_the_same(model: LevelModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    again = LevelModel.load(tmp_path)

    assert [again.opinion(row.text) for row in _ROWS] == [model.opinion(row.text) for row in _ROWS]


class KnowsOneWord:
    """An encoder whose vectors say whether a text speaks of elephants."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([self.encode_one(text) for text in texts])

    def encode_one(self, text: str) -> np.ndarray:
        return np.array([float("elephant" in text), len(text) % 3 / 3], dtype=np.float32)


@pytest.fixture(scope="module")
def sensible() -> LevelModel:
    rows = [LabelledText(f"an elephant {n} on the chest", "emergency", "chest") for n in range(40)]
    return learn([*_ROWS, *rows], KnowsOneWord())  # type: ignore[arg-type] # a double


def test_sense_is_asked_beside_the_words_and_turns_of_phrase_are_kept_from_the_words_alone(
    sensible: LevelModel,
) -> None:
    assert sensible.opinion("elephant 7 on the chest", "7 on the chest").level == "emergency"
    assert sensible.opinion("when is the clinic") == Opinion("none", "")


def test_a_stored_model_reads_without_the_encoder_too(sensible: LevelModel, tmp_path: Path) -> None:
    sensible.save(tmp_path)

    again = LevelModel.load(tmp_path, KnowsOneWord())  # type: ignore[arg-type] # a double
    alone = LevelModel.load(tmp_path)

    assert [again.opinion(row.text) for row in _ROWS] == [
        sensible.opinion(row.text) for row in _ROWS
    ]
    assert alone.opinion("dad says an elephant 7 on the chest").level == "emergency"


def test_the_same_texts_give_the_same_model(model: LevelModel) -> None:
    again = learn(_ROWS)

    assert (again.bias == model.bias).all()
    assert again.bars == model.bars
