from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.plans.day_meant import day_meant

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("away till Monday", date(2026, 11, 30)),
        ("pause till weds", date(2026, 12, 2)),
        ("off from Saturday until tuesday", date(2026, 12, 1)),
        ("pause for 3 days", date(2026, 11, 28)),
        ("a week off please", date(2026, 12, 2)),
        ("give us a couple of weeks", date(2026, 12, 9)),
        ("hold them for a fortnight", date(2026, 12, 9)),
        ("can we leave it till the 14th", date(2026, 12, 14)),
        ("no texts until 3 december", date(2026, 12, 3)),
        ("start again next week", date(2026, 11, 30)),
    ],
)
def test_the_day_that_people_mean(text: str, until: date) -> None:
    assert day_meant(text, WEDNESDAY) == until


@pytest.mark.parametrize("text", ["pause", "hold off for a bit", "stop until I say", "in a year"])
def test_no_day_is_made_up(text: str) -> None:
    assert day_meant(text, WEDNESDAY) is None


@given(
    st.text() | st.from_regex(r"(for|till) (\d{1,3}|a|the) ?(days|weeks|th|mon|july)"),
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
)
def test_a_pause_ends_after_today_and_within_the_six_weeks(text: str, today: date) -> None:
    until = day_meant(text, today)

    assert until is None or today < until <= today + timedelta(days=42)
