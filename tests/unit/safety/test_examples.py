"""Every red-flag file carries the texts that must meet it, and those that must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from wayhome.content.red_flags import RedFlagCategory, load_red_flags
from wayhome.safety import Level, SafetyNet

_RED_FLAGS = Path(__file__).resolve().parents[3] / "content" / "red_flags"
_CATEGORIES = load_red_flags(_RED_FLAGS)
_EACH_FILE = pytest.mark.parametrize("category", _CATEGORIES, ids=lambda category: category.id)

_MINIMISERS = ("but im ok", "prob nothing", "dont want to bother anyone", "sorry to be a nuisance")


def _examples(category: RedFlagCategory) -> list[tuple[str, Level]]:
    return [(text, level) for level, texts in category.examples.items() for text in texts]


@_EACH_FILE
def test_examples_get_the_level_they_are_listed_under(
    category: RedFlagCategory, net: SafetyNet
) -> None:
    wrong = {
        text: net.assess(text)
        for text, level in _examples(category)
        if net.assess(text).level is not level
    }
    assert not wrong


@_EACH_FILE
def test_hard_negatives_raise_no_alarm(category: RedFlagCategory, net: SafetyNet) -> None:
    wrong = {
        text: net.assess(text)
        for text in category.hard_negatives
        if net.assess(text).level > Level.CONCERN
    }
    assert not wrong


@_EACH_FILE
@pytest.mark.parametrize("minimiser", _MINIMISERS)
def test_a_minimiser_never_lowers_the_level(
    category: RedFlagCategory, minimiser: str, net: SafetyNet
) -> None:
    lowered = [
        text
        for text, level in _examples(category)
        if net.assess(f"{text} {minimiser}").level < level
        or net.assess(f"{minimiser}, {text}").level < level
    ]
    assert not lowered


@_EACH_FILE
def test_capitals_and_apostrophes_make_no_difference(
    category: RedFlagCategory, net: SafetyNet
) -> None:
    for text, level in _examples(category):
        assert net.assess(text.upper()).level >= level, text
        assert net.assess(text.replace("'", "")).level >= level, text
        assert net.assess(text.replace("'", "\u2019")).level >= level, text


@_EACH_FILE
def test_a_good_check_in_answer_in_front_hides_nothing(
    category: RedFlagCategory, net: SafetyNet
) -> None:
    for text, level in _examples(category):
        assert net.assess(f"4 out of 5 today thanks. {text}").level >= level, text


@_EACH_FILE
def test_each_file_says_what_it_is_for(category: RedFlagCategory) -> None:
    assert len(category.threshold.split()) > 5
    assert category.examples[category.level]
    assert category.hard_negatives
