"""When a safety rule says more of the topic than the reading does."""

from pathlib import Path

import pytest

from wayhome.dialogue.shown_by_rule import _TOPICS, shown_by_rule
from wayhome.safety import SECOND_OPINION
from wayhome.settings import ROOT

RED_FLAGS = ROOT / "content" / "red_flags"


def test_an_unsure_reading_gives_way_to_the_rule() -> None:
    assert shown_by_rule("symptom", 0.4, "wound_burst", "gaping") == "wound_care"


def test_a_sure_reading_stands() -> None:
    assert shown_by_rule("transport", 0.9, "fall", "on the floor") == "transport"


@pytest.mark.parametrize("category", [None, "chest_pain", "no_such_category"])
def test_a_category_of_no_one_topic_changes_nothing(category: str | None) -> None:
    assert shown_by_rule("food_and_drink", 0.3, category, "a rule") == "food_and_drink"


def test_what_only_the_model_saw_changes_nothing() -> None:
    assert shown_by_rule("exercises", 0.3, "equipment", SECOND_OPINION) == "exercises"


def test_an_answer_to_a_check_in_stays_one() -> None:
    assert shown_by_rule("checkin_not_good", 0.3, "low_mood", "tired of it") == "checkin_not_good"


def test_a_wish_to_stop_stays_one() -> None:
    assert shown_by_rule("stop", 0.3, "low_mood", "tired of it") == "stop"


def test_each_category_has_rules_and_each_topic_examples() -> None:
    rules = {file.stem for file in RED_FLAGS.glob("*.yml")}
    topics = {file.name for file in Path(ROOT / "bot" / "data" / "nlu").glob("*.yml")}

    assert set(_TOPICS) <= rules
    assert all(any(name.startswith(topic) for name in topics) for topic in _TOPICS.values())
