"""Days named by weeks from now, as people in Britain say them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.plans.day_meant import day_meant
from wayhome.plans.hour_asked import day_asked, hour_asked
from wayhome.plans.weeks_ahead import day_by_weeks

#: A Tuesday.
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("is it a week Friday", date(2026, 12, 4)),
        ("Friday week", date(2026, 12, 4)),
        ("a week on friday", date(2026, 12, 4)),
        ("whats on next week friday", date(2026, 12, 4)),
        ("a fortnight Tuesday", date(2026, 12, 8)),
        ("Thursday fortnight", date(2026, 12, 10)),
        ("two weeks on monday", date(2026, 12, 14)),
        ("this time next week", date(2026, 12, 1)),
        ("a week today", date(2026, 12, 1)),
        ("tomorrow week", date(2026, 12, 2)),
        ("a week tomorrow", date(2026, 12, 2)),
        ("the day after tomorrow", date(2026, 11, 26)),
        ("in a fortnight", date(2026, 12, 8)),
        ("in 3 weeks time", date(2026, 12, 15)),
    ],
)
def test_the_day_is_counted_in_weeks(text: str, day: date) -> None:
    assert day_asked(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    ["every week friday", "on friday", "tomorrow", "twice a week", "last week friday", "weekend"],
)
def test_what_names_no_weeks_ahead_is_left_to_others(text: str) -> None:
    assert day_by_weeks(text, TODAY) is None


def test_an_hour_goes_with_the_day() -> None:
    now = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/London"))
    asked = hour_asked("who do i ring a week friday at 2am", now)

    assert (asked.at.date(), asked.at.hour) == (date(2026, 12, 4), 2)


def test_a_pause_ends_on_the_day_meant() -> None:
    assert day_meant("no texts till friday week please", TODAY) == date(2026, 12, 4)
    assert day_meant("leave it til this time next week", TODAY) == date(2026, 12, 1)


@given(st.text(max_size=80), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_a_day_that_is_named_by_weeks_is_ahead(text: str, today: date) -> None:
    day = day_by_weeks(text, today)

    assert day is None or today - timedelta(days=7) < day <= today + timedelta(days=140)
