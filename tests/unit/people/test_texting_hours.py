"""Decent hours are by the clock on the person's own wall, on both nights of daylight saving too."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wayhome.models import Person
from wayhome.people.texting_hours import moment, texting_hours

LONDON = ZoneInfo("Europe/London")
ZONES = ("Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC")
moments = st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


def someone(zone: str = "Europe/London", at: time | None = None) -> Person:
    return Person(timezone=zone, texts_at=at)


@given(moments, st.sampled_from(ZONES), st.none() | st.times())
@example(datetime(2027, 3, 28, 0, 30, tzinfo=UTC), "Europe/London", time(1, 30))
@example(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/London", time(1, 30))
def test_the_next_moment_is_allowed_not_earlier_and_at_most_a_day_away(
    at: datetime, zone: str, wanted: time | None
) -> None:
    hours = texting_hours(someone(zone, wanted))
    then = hours.next_from(at)

    assert hours.allow(then)
    assert timedelta() <= then - at <= timedelta(hours=26)
    assert then == at or not hours.allow(at)


@given(st.dates(date(2025, 1, 1), date(2030, 1, 1)), st.times(), st.sampled_from(ZONES))
def test_a_time_that_exists_is_that_time(day: date, at: time, zone: str) -> None:
    at = at.replace(fold=0)
    local = moment(day, at, ZoneInfo(zone)).astimezone(ZoneInfo(zone))
    exists = local.replace(tzinfo=None) == datetime.combine(day, at)

    # What the clocks jump over is later by as much as they jump: an hour, or half of one.
    assert exists or local.replace(tzinfo=None) - datetime.combine(day, at) <= timedelta(hours=1)


def test_a_time_that_march_jumps_over_is_an_hour_later() -> None:
    assert moment(date(2027, 3, 28), time(1, 30), LONDON).astimezone(LONDON).time() == time(2, 30)


def test_of_two_in_october_it_is_the_first() -> None:
    first = moment(date(2026, 10, 25), time(1, 30), LONDON)

    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(("day", "utc_hour"), [(27, 10), (28, 9)])
def test_ten_in_the_morning_stays_ten_when_the_clocks_go_forward(day: int, utc_hour: int) -> None:
    assert moment(date(2027, 3, day), time(10), LONDON).hour == utc_hour


@pytest.mark.parametrize(
    ("at", "allowed"), [("08:59", False), ("09:00", True), ("17:59", True), ("18:00", False)]
)
def test_nine_to_six_unless_they_chose_otherwise(at: str, *, allowed: bool) -> None:
    local = datetime.combine(date(2026, 7, 1), time.fromisoformat(at), LONDON)

    assert texting_hours(someone()).allow(local) is allowed


def test_who_wants_texts_at_seven_in_the_evening_may_be_texted_then_and_an_hour_on() -> None:
    hours = texting_hours(someone(at=time(19)))

    assert (hours.opens, hours.closes) == (time(9), time(20))
    assert texting_hours(someone(at=time(23, 30))).closes == time.max
