from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.plans.hour_asked import clock_time_said, hour_asked

#: A Tuesday, at eleven in the morning.
NOW = datetime(2026, 11, 24, 11, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        ("at 2am", 25, 2),
        ("2 in the morning", 25, 2),
        ("in the middle of the night", 25, 2),
        ("half past five tonight", 24, 17),
        ("10 at night", 24, 22),
        ("on sunday", 29, 12),
        ("at the weekend", 28, 12),
        ("tomorrow at 9", 25, 9),
        ("thurs 3pm", 26, 15),
    ],
)
def test_the_hour_that_is_meant(text: str, day: int, hour: int) -> None:
    asked = hour_asked(text, NOW)

    assert asked.named
    assert (asked.at.day, asked.at.hour) == (day, hour)


@pytest.mark.parametrize(
    "text", ["who do i ring", "i take 2 tablets", "number 2 hurts", "after 2 days", "ward 7b"]
)
def test_numbers_that_are_no_hour(text: str) -> None:
    assert not hour_asked(text, NOW).named


def test_a_bare_small_hour_is_in_the_afternoon() -> None:
    said = clock_time_said("they can see me at 3")

    assert said is not None
    assert said.hour == 15


@given(st.text(max_size=120))
def test_any_text_has_an_hour_or_means_now(text: str) -> None:
    asked = hour_asked(text, NOW)

    assert asked.at.tzinfo is not None
    assert asked.named or asked.at == NOW
