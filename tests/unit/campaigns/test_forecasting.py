"""A preview says who gets what, who is left out and why, and what is wrong with the words."""

from datetime import date

import pytest

from tests.unit.campaigns.conftest import Office, definition
from wayhome.campaigns.wanted import CannotRun
from wayhome.models import CommunicationNeed, NeedKind, SupportPeriod, SupportStatus
from wayhome.people.support import PauseReason, pause_support


async def test_each_who_is_left_out_is_named_with_the_reason(office: Office) -> None:
    now = office.clock.now()
    await office.enrol("Ann", sms="+447700900101", stopped_at=now)
    await office.enrol("Bob", sms="+447700900102", unsafe_to_text_since=now)
    await office.enrol("Cat")
    dan = await office.enrol("Dan", sms="+447700900104")
    eve = await office.enrol("Eve", sms="+447700900105")
    await office.enrol("Fay", sms="+447700900106")
    async with office.core.sessions.begin() as session:
        await pause_support(session, office.clock, dan, PauseReason.IN_HOSPITAL)
        session.add(
            CommunicationNeed(
                person_id=eve.id, position=0, kind=NeedKind.CALL_NOT_TEXT, recorded_at=now
            )
        )

    forecast = await office.preview()

    assert {one.name: one.why for one in forecast.left_out} == {
        "Ann": "opted_out",
        "Bob": "unsafe_to_text",
        "Cat": "no_address",
        "Dan": "paused: in_hospital",
        "Eve": "call_not_text",
    }
    assert [one.name for one in forecast.entries] == ["Fay"]


async def test_whose_support_has_ended_is_left_out(office: Office) -> None:
    ann = await office.enrol("Ann", sms="+447700900101")
    async with office.core.sessions.begin() as session:
        period = await session.get_one(SupportPeriod, 1)
        assert period.person_id == ann.id
        period.status = SupportStatus.ENDED

    assert [one.why for one in (await office.preview()).left_out] == ["support_ended"]


async def test_filters_leave_nobody_named_who_is_not_meant(office: Office) -> None:
    await office.enrol("Ann", sms="+447700900101", team="North")
    await office.enrol("Bob", sms="+447700900102", home_since=date(2026, 11, 10))

    by_team = await office.preview(definition(audience={"teams": ["north"]}))
    by_week = await office.preview(definition(audience={"weeks": [3]}))

    assert [one.name for one in by_team.entries] == ["Ann"]
    assert [one.name for one in by_week.entries] == ["Bob"]
    assert not by_team.left_out


async def test_who_has_no_turn_before_the_end_is_left_out(office: Office) -> None:
    await office.many(3)
    slow = definition(pace={"sms": 0.00008}, ends_on="2026-11-24")

    forecast = await office.preview(slow)

    # A text takes three and a half hours, and the day ends at 4pm.
    assert [one.name for one in forecast.entries] == ["P0", "P1"]
    assert forecast.left_out_by_why == {"no_time_left": 1}


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("Please keep one room warm. " * 20, "539 characters are 4 segments; shorten it to 2"),
        ("Your medication is due.", '"medication" is hard to read; write: medicine'),
        ("Keep warm \U0001f525 today.", "is outside GSM-7"),
        ("You are fine, do not worry.", '"You are fine"'),
        ("Text STOP to end.", '"Text STOP" is a word that Twilio keeps for itself'),
        (
            "Considerable uncertainty necessitates modifications of accommodation before Sunday.",
            "bring it to 5 with shorter words",
        ),
    ],
)
async def test_a_text_that_is_not_fit_is_told_why(office: Office, message: str, words: str) -> None:
    await office.many(1)

    forecast = await office.preview(definition(message=message))

    assert any(words in fault for fault in forecast.faults), forecast.faults


async def test_a_campaign_whose_days_have_passed_cannot_be(office: Office) -> None:
    with pytest.raises(CannotRun, match="has passed"):
        await office.preview(definition(starts_on="2026-11-01", ends_on="2026-11-02"))


async def test_a_schedule_that_nobody_wrote_is_told_with_those_that_are(office: Office) -> None:
    with pytest.raises(CannotRun, match=r'"six_week".*six_weeks'):
        await office.preview(definition(message=None, schedule="six_week"))


async def test_a_schedule_plans_what_falls_between_the_days(office: Office) -> None:
    await office.enrol("Ann", sms="+447700900101", home_since=date(2026, 11, 23))

    forecast = await office.preview(definition(message=None, schedule="six_weeks"))

    assert [(one.key, f"{one.due_at:%d %H:%M}") for one in forecast.entries] == [
        ("day_1", "24 11:00"),
        ("day_2", "25 10:00"),
        ("day_3", "26 10:00"),
    ]
    assert all(one.segments > 1 for one in forecast.entries)
