from pathlib import Path

import pytest

from bot.understanding.level_learning import LabelledText, learn
from wayhome.bootstrap import level_model
from wayhome.bootstrap.level_texts import labelled_texts
from wayhome.levels import Level
from wayhome.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var=tmp_path)


@pytest.fixture
def trained(settings: Settings) -> Path:
    place = level_model.folder(settings)
    place.mkdir(parents=True)
    rows = [
        LabelledText(f"{who} {words}", level.value, f"about {level}")
        for who in ("mum", "dad", "nan", "he", "she", "I")
        for level, words in zip(Level, ("fine", "low", "hot wound", "no breath"), strict=True)
    ]
    learn(rows).save(place)
    return place


def test_where_nothing_is_trained_there_is_no_model(settings: Settings) -> None:
    assert level_model.load(settings) is None


def test_what_was_trained_is_loaded(settings: Settings, trained: Path) -> None:
    model = level_model.load(settings)

    assert model is not None
    assert model.opinion("our Jean no breath").level == "emergency"


@pytest.mark.parametrize("file", ["levels.npz", "levels.json"])
@pytest.mark.parametrize("instead", [b"", b"{}", b"PK\x03\x04 cut off"])
def test_a_broken_file_leaves_the_rules_alone(
    settings: Settings, trained: Path, file: str, instead: bytes
) -> None:
    (trained / file).write_bytes(instead)

    assert level_model.load(settings) is None


def test_each_text_is_learnt_once_and_every_level_has_some() -> None:
    rows = labelled_texts()

    assert len({row.text.casefold() for row in rows}) == len(rows)
    assert {row.level for row in rows} == {level.value for level in Level}
