"""A support period that opens is planned once, however it opened; a new day moves what is left."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from tests.cast import person
from tests.unit.checkins.conftest import CARERS_WEEKS, Ward
from wayhome.checkins.ending import cancel_what_is_left
from wayhome.models import (
    CareLink,
    CheckIn,
    CheckInStatus,
    Person,
    PersonKind,
    SupportPeriod,
    SupportStatus,
)
from wayhome.people.support import PauseReason, end_support, pause_support
from wayhome.plans.store import start_support

ANN = "+447700900001"
MONDAY = date(2026, 11, 23)
DAY_1 = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


async def count(ward: Ward) -> int:
    async with ward.core.sessions() as session:
        return await session.scalar(select(func.count()).select_from(CheckIn)) or 0


async def test_planning_twice_is_one_plan(ward: Ward) -> None:
    await ward.enrol("Ann", MONDAY, sms=ANN)

    assert [await ward.planner.plan_all_open() for _ in range(2)] == [1, 0]
    assert await count(ward) == 11


async def test_a_day_of_discharge_put_right_moves_what_was_not_sent(ward: Ward) -> None:
    ann = await ward.enrol("Ann", MONDAY, sms=ANN)
    await ward.fire(DAY_1 - timedelta(hours=16))
    await ward.fire(DAY_1)
    async with ward.core.sessions.begin() as session:
        await start_support(session, ward.clock, ann, MONDAY + timedelta(days=1))
    await ward.planner.plan_all_open()

    rows = await ward.rows()
    assert await count(ward) == 11
    assert rows["day_1"].status is CheckInStatus.ASKED
    assert rows["day_2"].due_at == DAY_1 + timedelta(days=2)


async def test_who_comes_home_again_begins_six_weeks_anew(ward: Ward) -> None:
    ann = await ward.enrol("Ann", MONDAY, sms=ANN)
    await ward.fire(DAY_1 - timedelta(hours=16))
    await ward.fire(DAY_1)
    async with ward.core.sessions.begin() as session:
        someone = await session.get_one(Person, ann.id)
        await pause_support(session, ward.clock, someone, PauseReason.IN_HOSPITAL)
        await start_support(session, ward.clock, someone, MONDAY + timedelta(days=10))
        await cancel_what_is_left(session, ward.clock)
    await ward.planner.plan_all_open()

    async with ward.core.sessions() as session:
        periods = list(await session.scalars(select(SupportPeriod).order_by(SupportPeriod.id)))
        left = list(
            await session.scalars(
                select(CheckIn.status).where(CheckIn.support_period_id == periods[0].id)
            )
        )
    assert [one.status for one in periods] == [SupportStatus.ENDED, SupportStatus.ACTIVE]
    assert set(left) == {CheckInStatus.CANCELLED}
    assert await count(ward) == 22


async def test_six_weeks_end_by_themselves_with_nothing_left_open(ward: Ward) -> None:
    await ward.enrol("Ann", MONDAY, sms=ANN)
    await ward.planner.plan_all_open()
    ward.clock.move_to(datetime(2027, 1, 8, 12, 0, tzinfo=UTC))
    async with ward.core.sessions.begin() as session:
        assert await end_support(session, ward.clock) == 0
    ward.clock.move_on(timedelta(days=1))
    async with ward.core.sessions.begin() as session:
        assert await end_support(session, ward.clock) == 1
        await cancel_what_is_left(session, ward.clock)

    assert {one.status for one in (await ward.rows()).values()} == {CheckInStatus.CANCELLED}


async def test_a_carer_has_check_ins_of_their_own_in_the_patients_six_weeks(ward: Ward) -> None:
    ward.planner._schedules = {"carers": CARERS_WEEKS}  # noqa: SLF001 - as content would have it
    ann = await ward.enrol("Ann", MONDAY, sms=ANN)
    async with ward.core.sessions.begin() as session:
        bob = await person(session, ward.clock, "Bob", sms="+447700900002")
        bob.kind = PersonKind.CARER
        session.add(
            CareLink(carer_id=bob.id, patient_id=ann.id, relationship_name="son", consent_topics=[])
        )
    await ward.fire(DAY_1 - timedelta(hours=2))
    await ward.fire(DAY_1)

    [row] = (await ward.rows()).values()
    assert (row.person_id, row.status) == (bob.id, CheckInStatus.ASKED)


async def test_a_person_who_cannot_be_planned_for_keeps_nobody_else_waiting(ward: Ward) -> None:
    odd = await ward.enrol("Odd", MONDAY, sms=ANN)
    async with ward.core.sessions.begin() as session:
        (await session.get_one(Person, odd.id)).timezone = "Nowhere/At_All"
    await ward.enrol("Bob", MONDAY, sms="+447700900002")

    assert await ward.planner.plan_all_open() == 1
    assert await count(ward) == 11
