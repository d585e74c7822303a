from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.handoffs.clocks import CLOSES, ENGLAND, OPENS, Home, due_at
from wayhome.levels import Level
from wayhome.people.safe_to_text import DO_NOT_RING, SAFEGUARDING

LONDON = ZoneInfo("Europe/London")
MOMENTS = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2028, 12, 31),  # noqa: DTZ001 - likewise
    timezones=st.just(ZoneInfo("UTC")),
)
CATEGORIES = st.sampled_from([None, "fall", *sorted(SAFEGUARDING)])


def due(level: Level, at: str, category: str | None = None, home: Home = ENGLAND) -> str:
    opened = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(home.timezone))
    return f"{due_at(level, category, opened, home):%a %H:%M}"


@pytest.mark.parametrize("at", ["2026-11-24T10:00", "2026-11-29T03:00", "2026-12-25T23:00"])
def test_an_emergency_is_due_within_minutes_at_any_hour_of_any_day(at: str) -> None:
    opened = datetime.fromisoformat(at).replace(tzinfo=LONDON)

    assert due_at(Level.EMERGENCY, None, opened) - opened == timedelta(minutes=5)


@pytest.mark.parametrize(
    ("at", "by"),
    [
        ("2026-11-24T10:00", "Tue 17:00"),
        ("2026-11-24T16:40", "Tue 17:40"),
        ("2026-11-24T21:00", "Tue 22:00"),
        ("2026-11-28T11:00", "Sat 17:00"),
        ("2026-12-25T08:00", "Fri 17:00"),
    ],
)
def test_what_is_urgent_or_harm_by_somebody_is_due_the_same_day(at: str, by: str) -> None:
    assert due(Level.URGENT, at) == by
    assert due(Level.CONCERN, at, DO_NOT_RING) == by


@pytest.mark.parametrize(
    ("at", "by"),
    [
        ("2026-11-24T10:00", "Tue 17:00"),
        ("2026-11-24T16:40", "Tue 17:40"),
        ("2026-11-24T19:00", "Wed 17:00"),
        ("2026-11-24T06:00", "Tue 17:00"),
        ("2026-11-27T18:00", "Mon 17:00"),
        ("2026-12-24T18:00", "Tue 17:00"),
    ],
)
def test_a_concern_is_due_the_same_day_in_hours_and_else_the_next_working_day(
    at: str, by: str
) -> None:
    assert due(Level.CONCERN, at) == by


def test_a_bank_holiday_is_the_persons_own_nations() -> None:
    scotland = Home("Europe/London", "SCT")

    assert due(Level.CONCERN, "2026-01-01T18:00", home=ENGLAND) == "Fri 17:00"
    assert due(Level.CONCERN, "2026-01-01T18:00", home=scotland) == "Mon 17:00"


@given(MOMENTS, CATEGORIES, st.sampled_from(Level))
def test_nothing_is_due_before_it_came_and_nothing_waits_longer_than_a_graver_thing(
    opened: datetime, category: str | None, level: Level
) -> None:
    by = due_at(level, category, opened)

    assert opened < by <= opened + timedelta(days=6)
    for graver in (one for one in Level if one > level):
        assert due_at(graver, category, opened) <= by


@given(MOMENTS)
def test_a_concern_that_came_in_hours_is_due_that_day_with_an_hour_at_least(
    opened: datetime,
) -> None:
    by, at = due_at(Level.CONCERN, None, opened), opened.astimezone(LONDON)

    assert by - opened >= timedelta(hours=1) or not OPENS <= at.time() < CLOSES
    assert by.date() >= at.date()
