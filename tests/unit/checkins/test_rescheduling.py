"""Who asks for another hour has it from the next text on, whatever the clocks do meanwhile."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.cast import worker
from tests.unit.checkins.conftest import Ward
from wayhome.checkins.rescheduling import bring_forward, choose_hour
from wayhome.models import Person

LONDON = ZoneInfo("Europe/London")


async def test_the_days_stay_and_the_hour_moves(ward: Ward) -> None:
    ann = await ward.enrol("Ann", date(2027, 3, 1), sms="+447700900001")
    ward.clock.move_to(datetime(2027, 3, 1, 19, 0, tzinfo=UTC))
    await ward.planner.plan_all_open()
    before = {key: one.due_at for key, one in (await ward.rows()).items()}
    async with ward.core.sessions.begin() as session:
        await choose_hour(session, ward.clock, await session.get_one(Person, ann.id), time(19))

    after = {key: one.due_at.astimezone(LONDON) for key, one in (await ward.rows()).items()}
    assert {one.time() for one in after.values()} == {time(19)}
    assert {key: one.date() for key, one in after.items()} == {
        key: one.astimezone(LONDON).date() for key, one in before.items()
    }


async def test_at_their_hour_they_are_texted_although_it_is_evening(ward: Ward) -> None:
    ann = await ward.enrol("Ann", date(2027, 3, 1), sms="+447700900001")
    ward.clock.move_to(datetime(2027, 3, 1, 19, 0, tzinfo=UTC))
    await ward.planner.plan_all_open()
    async with ward.core.sessions.begin() as session:
        await choose_hour(session, ward.clock, await session.get_one(Person, ann.id), time(19))
    await ward.fire(datetime(2027, 3, 2, 18, 59, tzinfo=UTC))
    assert await ward.texts() == []

    await ward.fire(datetime(2027, 3, 2, 19, 0, tzinfo=UTC))

    assert len(await ward.texts()) == 1


async def test_an_hour_that_is_past_today_counts_from_tomorrow(ward: Ward) -> None:
    ann = await ward.enrol("Ann", date(2027, 3, 1), sms="+447700900001")
    ward.clock.move_to(datetime(2027, 3, 1, 19, 0, tzinfo=UTC))
    await ward.planner.plan_all_open()
    ward.clock.move_to(datetime(2027, 3, 2, 9, 30, tzinfo=UTC))
    async with ward.core.sessions.begin() as session:
        await choose_hour(session, ward.clock, await session.get_one(Person, ann.id), time(9))

    rows = await ward.rows()
    assert rows["day_1"].due_at == datetime(2027, 3, 2, 10, 0, tzinfo=UTC)
    assert rows["day_2"].due_at == rows["day_1"].due_at + timedelta(hours=23)


async def test_staff_bring_the_next_one_forward_and_only_that(ward: Ward) -> None:
    ann = await ward.enrol("Ann", date(2027, 3, 1), sms="+447700900001")
    ward.clock.move_to(datetime(2027, 3, 1, 16, 0, tzinfo=UTC))
    await ward.planner.plan_all_open()
    async with ward.core.sessions.begin() as session:
        someone = await session.get_one(Person, ann.id)
        sam = await worker(session, ward.clock)
        brought = await bring_forward(session, ward.clock, someone, sam)
    assert brought is not None
    await ward.fire()

    rows = await ward.rows()
    assert (brought.key, rows["day_1"].status, rows["day_2"].status) == (
        "day_1",
        "asked",
        "planned",
    )
