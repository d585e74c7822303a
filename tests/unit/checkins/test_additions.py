"""Facts: what a schedule gains reaches the weeks that run already, once, and never the past."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import func, select

from tests.cast import person, worker
from tests.unit.checkins.conftest import CARERS_WEEKS, MONDAY, SIX_WEEKS, Ward
from wayhome.checkins.additions import Additions
from wayhome.content.check_ins import Schedule
from wayhome.models import (
    AuditEvent,
    CareLink,
    CheckIn,
    CheckInStatus,
    Person,
    PersonKind,
    StaffMember,
    SupportPeriod,
    SupportStatus,
)

#: Day 3, after its check-in was due.
THURSDAY = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def with_days(schedule: Schedule, *days: int) -> Schedule:
    first = schedule.check_ins[0]
    more = (replace(first, key=f"day_{day}", day=day) for day in days)
    return replace(schedule, check_ins=(*schedule.check_ins, *more))


#: Its check-in of day 3 is at noon, so that it is due as the clock stands.
WARMTH = with_days(replace(SIX_WEEKS, name="warmth", check_ins=SIX_WEEKS.check_ins[:1]), 3, 4, 9)


class Gained:
    """What planning knows from now on, and who applies it."""

    def __init__(self, ward: Ward, *schedules: Schedule) -> None:
        self._ward = ward
        by_name = {one.name: one for one in schedules}
        self._additions = Additions(ward.core.sessions, by_name, ward.clock)

    async def shown(self) -> list[str]:
        return [
            f"{one.person.name} {one.slot.schedule}/{one.slot.key}"
            async for batch in self._additions.found()
            for one in batch
        ]

    async def plan(self) -> int:
        async with self._ward.core.sessions.begin() as session:
            staff = await session.scalar(select(StaffMember).limit(1))
            staff = staff or await worker(session, self._ward.clock)
        return await self._additions.plan(staff)


async def rows(ward: Ward, schedule: str) -> dict[str, CheckIn]:
    async with ward.core.sessions() as session:
        found = await session.scalars(select(CheckIn).where(CheckIn.schedule == schedule))
        return {one.key: one for one in found}


async def test_a_check_in_added_to_a_schedule_is_shown_then_planned_once(
    ward: Ward, ann: Person
) -> None:
    gained = Gained(ward, with_days(SIX_WEEKS, 4))

    assert await gained.shown() == ["Ann six_weeks/day_4"]
    assert "day_4" not in await ward.rows()
    assert [await gained.plan(), await gained.plan()] == [1, 0]
    row = (await ward.rows())["day_4"]
    assert (row.status, row.due_at) == (
        CheckInStatus.PLANNED,
        datetime(2026, 11, 27, 10, 0, tzinfo=UTC),
    )
    assert await gained.shown() == []


async def test_nothing_is_planned_of_the_past_nor_sent_late(ward: Ward, ann: Person) -> None:
    ward.clock.move_to(THURSDAY)
    gained = Gained(ward, SIX_WEEKS, WARMTH)

    assert await gained.shown() == ["Ann warmth/day_4", "Ann warmth/day_9"]
    await gained.plan()

    assert set(await rows(ward, "warmth")) == {"day_4", "day_9"}


async def test_what_was_planned_keeps_its_day_and_what_ended_its_end(
    ward: Ward, ann: Person
) -> None:
    await ward.fire(THURSDAY)
    before = {key: (one.status, one.due_at) for key, one in (await ward.rows()).items()}
    moved = replace(
        SIX_WEEKS, check_ins=tuple(replace(one, hour=time(15)) for one in SIX_WEEKS.check_ins)
    )

    assert await Gained(ward, moved).plan() == 0

    after = {key: (one.status, one.due_at) for key, one in (await ward.rows()).items()}
    assert after == before


async def test_a_carer_gets_the_carers_additions_in_the_patients_weeks(
    ward: Ward, ann: Person
) -> None:
    async with ward.core.sessions.begin() as session:
        bob = await person(session, ward.clock, "Bob", sms="+447700900002")
        bob.kind = PersonKind.CARER
        session.add(
            CareLink(carer_id=bob.id, patient_id=ann.id, relationship_name="son", consent_topics=[])
        )

    assert await Gained(ward, SIX_WEEKS, CARERS_WEEKS).shown() == ["Bob carers/day_1"]


async def test_a_schedule_for_the_chosen_reaches_only_who_has_others_of_it(
    ward: Ward, ann: Person
) -> None:
    await ward.enrol("Bob", MONDAY, sms="+447700900002")
    chosen = replace(WARMTH, everyone=False)
    ward.planner._schedules = {SIX_WEEKS.name: SIX_WEEKS, "warmth": chosen}  # noqa: SLF001 - as content
    await ward.planner.plan_all_open()
    async with ward.core.sessions.begin() as session:
        await ward.planner.plan_chosen(session, ann, "warmth")

    assert await Gained(ward, SIX_WEEKS, with_days(chosen, 10)).shown() == ["Ann warmth/day_10"]


async def test_weeks_that_ended_and_those_not_planned_yet_gain_nothing(
    ward: Ward, ann: Person
) -> None:
    await ward.enrol("Bob", MONDAY, sms="+447700900002")
    async with ward.core.sessions.begin() as session:
        period = await session.scalar(
            select(SupportPeriod).where(SupportPeriod.person_id == ann.id)
        )
        assert period is not None
        period.status = SupportStatus.ENDED

    assert await Gained(ward, with_days(SIX_WEEKS, 4)).shown() == []


async def test_two_who_plan_at_once_plan_once_and_the_trail_says_who(
    ward: Ward, ann: Person
) -> None:
    for number in range(5):
        await ward.enrol(f"P{number}", MONDAY, sms=f"+4477009001{number:02}")
    await ward.planner.plan_all_open()
    gained = Gained(ward, with_days(SIX_WEEKS, 4, 6))
    async with ward.core.sessions.begin() as session:
        staff = await worker(session, ward.clock)

    counts = await asyncio.gather(gained.plan(), gained.plan())

    assert sum(counts) == 12
    async with ward.core.sessions() as session:
        noted = select(func.count()).where(
            AuditEvent.action == "check_ins_added", AuditEvent.staff_id == staff.id
        )
        assert await session.scalar(noted) == 6


async def test_what_was_added_is_sent_as_the_rest_is(ward: Ward, ann: Person) -> None:
    await ward.fire(THURSDAY)
    await Gained(ward, with_days(SIX_WEEKS, 4)).plan()

    await ward.fire(THURSDAY + timedelta(hours=22))
    await ward.fire()

    row = (await ward.rows())["day_4"]
    asked = [one for one in await ward.texts() if one.id == row.message_id]
    assert (row.status, len(asked)) == (CheckInStatus.ASKED, 1)
