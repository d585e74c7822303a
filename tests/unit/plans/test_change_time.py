"""One hour that is plainly wished for is taken; whatever else is said of times is passed on."""

from datetime import time

import pytest

from tests.unit.plans.edna import ask


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("can the texts come at 6pm", time(18)),
        ("can you make it 11am", time(11)),
        ("text me in the afternoon please", time(14)),
        ("evenings are better for me", time(18)),
        ("can you text after lunch", time(14)),
        ("make it 4 o'clock", time(16)),
    ],
)
def test_a_plain_wish_is_met_and_said_back(text: str, at: time) -> None:
    given = ask("change_time", text)

    assert given.texts_at == at
    assert "I will text you at about" in given.texts[0]


@pytest.mark.parametrize(
    "text",
    [
        "can you text me at a different time",
        "8 o'clock is too early",
        "please don't text before 9",
        "don't text me after 8 at night",
        "I don't get up till ten",
        "could we do 5 instead of 9",
        "mornings or evenings, I don't mind",
        "can you text on Wednesday at 3pm",
        "text me at 2am",
        "you woke me up",
    ],
)
def test_all_else_is_passed_on(text: str) -> None:
    given = ask("change_time", text)

    assert given.texts_at is None
    assert given.offers_to_pass_on
