"""Six weeks are planned from the day of discharge; what came too late is told before any text."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.checkins.conftest import DAYS, SIX_WEEKS
from wayhome.checkins.lateness import MAKES_SENSE_FOR
from wayhome.checkins.planning import Slot, slots
from wayhome.content.check_ins import RestDays, Schedule
from wayhome.models import Person
from wayhome.people.texting_hours import texting_hours
from wayhome.plans.opening import is_bank_holiday

MONDAY = date(2026, 11, 23)
EVENING_OF_MONDAY = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
WORKING_DAYS = replace(
    SIX_WEEKS, weekends=RestDays.NEXT_WORKING_DAY, bank_holidays=RestDays.NEXT_WORKING_DAY
)


def someone(nation: str = "ENG", zone: str = "Europe/London", at: time | None = None) -> Person:
    return Person(timezone=zone, nation=nation, texts_at=at)


def planned(
    discharged_on: date = MONDAY,
    now: datetime = EVENING_OF_MONDAY,
    schedule: Schedule = SIX_WEEKS,
    person: Person | None = None,
) -> dict[str, Slot]:
    return {one.key: one for one in slots(schedule, discharged_on, person or someone(), now)}


def local(slot: Slot) -> datetime:
    return slot.due_at.astimezone(ZoneInfo("Europe/London"))


def test_every_day_of_the_schedule_is_planned_at_its_hour() -> None:
    found = planned()

    assert [local(one).date() for one in found.values()] == [
        MONDAY + timedelta(days=day) for day in DAYS
    ]
    assert {local(one).time() for one in found.values()} == {time(10)}


def test_a_persons_own_hour_wins_over_the_schedules() -> None:
    assert {local(one).time() for one in planned(person=someone(at=time(16, 30))).values()} == {
        time(16, 30)
    }


def test_six_weeks_across_a_clock_change_keep_the_hour_on_the_wall() -> None:
    home = date(2027, 3, 22)
    found = planned(home, datetime(2027, 3, 22, 18, 0, tzinfo=UTC))

    assert {local(one).time() for one in found.values()} == {time(10)}
    assert len({one.due_at.hour for one in found.values()}) == 2


@pytest.mark.parametrize(
    ("nation", "discharged_on", "key", "lands_on"),
    [
        # Day 2 is a Saturday: the Monday after.
        ("ENG", date(2026, 11, 26), "day_2", date(2026, 11, 30)),
        # St Andrew's Day is a holiday in Scotland alone.
        ("SCT", date(2026, 11, 26), "day_2", date(2026, 12, 1)),
        # 17 March is one in Northern Ireland alone.
        ("NIR", date(2027, 3, 15), "day_2", date(2027, 3, 18)),
        ("WLS", date(2027, 3, 15), "day_2", date(2027, 3, 17)),
        # Boxing Day of 2026 is a Saturday, kept on Monday 28.
        ("ENG", date(2026, 12, 23), "day_2", date(2026, 12, 29)),
    ],
)
def test_rest_days_are_stepped_over_as_each_nation_keeps_them(
    nation: str, discharged_on: date, key: str, lands_on: date
) -> None:
    now = datetime.combine(discharged_on, time(19), UTC)
    found = planned(discharged_on, now, WORKING_DAYS, someone(nation))

    assert local(found[key]).date() == lands_on


def test_a_schedule_may_send_on_rest_days() -> None:
    christmas = planned(date(2026, 12, 23), datetime(2026, 12, 23, 19, tzinfo=UTC))["day_2"]

    assert local(christmas).date() == date(2026, 12, 25)


def test_who_is_enrolled_on_day_12_hears_of_day_10_an_hour_later_and_of_nothing_older() -> None:
    now = datetime(2026, 12, 5, 11, 0, tzinfo=UTC)
    found = planned(now=now)

    assert [found[f"day_{day}"].stale for day in (1, 2, 3, 5, 7)] == ["overtaken"] * 5
    assert (found["day_10"].due_at, found["day_10"].catches_up) == (now + timedelta(hours=1), True)
    assert found["day_14"].due_at == datetime(2026, 12, 7, 10, 0, tzinfo=UTC)


def test_who_is_enrolled_in_the_evening_is_caught_up_with_in_the_morning() -> None:
    found = planned(now=datetime(2026, 12, 4, 20, 0, tzinfo=UTC))

    assert local(found["day_10"]) == datetime(2026, 12, 5, 9, 0, tzinfo=ZoneInfo("Europe/London"))


def test_nothing_is_caught_up_with_where_the_next_is_near() -> None:
    found = planned(now=datetime(2026, 11, 27, 17, 0, tzinfo=UTC))

    assert found["day_3"].stale == "overtaken"


def test_what_is_older_than_three_days_is_not_caught_up_with() -> None:
    found = planned(now=datetime(2026, 12, 12, 17, 0, tzinfo=UTC))

    assert found["day_14"].stale == "too_late"


@given(
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.integers(min_value=0, max_value=60 * 24 * 60),
    st.sampled_from(["ENG", "WLS", "SCT", "NIR"]),
    st.sampled_from(["Europe/London", "America/New_York", "Asia/Kathmandu"]),
    st.none() | st.times(),
    st.sampled_from([SIX_WEEKS, WORKING_DAYS]),
)
def test_each_entry_once_in_decent_hours_and_the_past_is_never_to_be_sent(  # noqa: PLR0913 - what a plan depends on
    discharged_on: date,
    minutes: int,
    nation: str,
    zone: str,
    at: time | None,
    schedule: Schedule,
) -> None:
    now = datetime.combine(discharged_on, time(12), UTC) + timedelta(minutes=minutes)
    person = someone(nation, zone, at)
    found = slots(schedule, discharged_on, person, now)

    assert sorted(one.key for one in found) == sorted(one.key for one in schedule.check_ins)
    sent = [one for one in found if one.stale is None]
    assert all(one.due_at > now and texting_hours(person).allow(one.due_at) for one in sent)
    assert sum(one.catches_up for one in found) <= 1
    if schedule is WORKING_DAYS:
        days = [one.due_at.astimezone(ZoneInfo(zone)) for one in sent if not one.catches_up]
        assert not any(is_bank_holiday(day.date(), nation) for day in days)
        assert all(day.weekday() < 5 for day in days)


def test_three_days_are_how_long_a_check_in_makes_sense() -> None:
    assert timedelta(days=3) == MAKES_SENSE_FOR
