"""A check-in that is due is sent once, in decent hours, or is held or let go with a reason."""

import asyncio
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from tests.unit.checkins.conftest import ANN, DAY_1, MONDAY, Ward
from wayhome.checkins.firing import BATCH
from wayhome.checkins.rendering import NotNow, Rendered
from wayhome.levels import Level
from wayhome.models import (
    CheckInStatus,
    Handoff,
    HandoffReason,
    Person,
    SupportPeriod,
    SupportStatus,
)
from wayhome.people import consent
from wayhome.people.safe_to_text import mark_unsafe
from wayhome.people.support import PauseReason, pause_support

DAY_2 = DAY_1 + timedelta(days=1)
#: The check-in of day 7 is due.
DAY_7 = DAY_1 + timedelta(days=6)


async def status(ward: Ward, key: str) -> tuple[str, str | None]:
    row = (await ward.rows())[key]
    return row.status, row.why


async def test_a_due_check_in_is_asked_once_however_often_the_engine_looks(
    ward: Ward, ann: Person
) -> None:
    await ward.fire(DAY_1 - timedelta(minutes=1))
    assert await ward.texts() == []

    await ward.fire(DAY_1)
    await ward.fire()

    assert [one.text for one in await ward.texts()] == ["How are you?"]
    row = (await ward.rows())["day_1"]
    assert (row.status, row.question) == (CheckInStatus.ASKED, "how")
    assert row.message_id == (await ward.texts())[0].id


async def test_two_workers_at_once_send_one_text_to_each_person(ward: Ward) -> None:
    for number in range(20):
        await ward.enrol(f"P{number}", MONDAY, sms=f"+4477009001{number:02}")
    ward.clock.move_to(datetime(2026, 11, 23, 18, 0, tzinfo=UTC))
    await ward.planner.plan_all_open()
    ward.clock.move_to(DAY_1)

    await asyncio.gather(*(ward.engine.fire_all_due() for _ in range(3)))

    assert len({one.contact_point_id for one in await ward.texts()}) == 20
    assert len(await ward.texts()) == 20


async def test_after_an_outage_only_the_newest_is_sent_and_the_rest_is_recorded(
    ward: Ward, ann: Person
) -> None:
    await ward.fire(datetime(2026, 11, 27, 11, 0, tzinfo=UTC))

    assert [(await status(ward, f"day_{day}"))[0] for day in (1, 2, 3)] == [
        "stale",
        "stale",
        "asked",
    ]
    assert len(await ward.texts()) == 1


async def test_a_clock_that_jumps_far_ahead_sends_nothing_that_is_too_late(
    ward: Ward, ann: Person
) -> None:
    await ward.fire(DAY_1 + timedelta(days=60))

    assert {one.status for one in (await ward.rows()).values()} == {CheckInStatus.STALE}
    assert await ward.texts() == []


async def test_a_clock_that_jumps_back_sends_nothing_twice(ward: Ward, ann: Person) -> None:
    await ward.fire(DAY_1)
    await ward.fire(DAY_1 - timedelta(hours=3))
    await ward.fire(DAY_1)

    assert len(await ward.texts()) == 1


async def test_what_a_worker_claimed_and_died_with_is_claimed_again(
    ward: Ward, ann: Person
) -> None:
    ward.clock.move_to(DAY_1)
    await ward.engine._claim(BATCH)  # noqa: SLF001 - a worker that dies here
    await ward.fire()
    assert await ward.texts() == []

    await ward.fire(DAY_1 + timedelta(minutes=3))

    assert len(await ward.texts()) == 1


async def test_late_in_the_evening_it_waits_for_the_morning(ward: Ward, ann: Person) -> None:
    await ward.fire(DAY_1.replace(hour=20))
    assert await ward.texts() == []

    await ward.fire(DAY_2.replace(hour=9))
    assert (await status(ward, "day_1"))[0] == CheckInStatus.ASKED


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Asia/Kolkata"])
async def test_nothing_leaves_in_the_persons_own_night(ward: Ward, zone: str) -> None:
    someone = await ward.enrol("Ann", MONDAY, sms=ANN)
    async with ward.core.sessions.begin() as session:
        await session.execute(
            update(Person).where(Person.id == someone.id).values(timezone=zone, texts_at=time(10))
        )
    at = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    for hour in range(72):
        await ward.fire(at + timedelta(hours=hour))

    hours = [one.created_at.astimezone(ZoneInfo(zone)).hour for one in await ward.texts()]
    assert hours
    assert all(9 <= hour < 18 for hour in hours)


async def test_after_stop_what_falls_due_is_cancelled_and_start_takes_up_the_rest(
    ward: Ward, ann: Person
) -> None:
    async with ward.core.sessions.begin() as session:
        await consent.stop(session, ward.clock, await session.get_one(Person, ann.id))
    await ward.fire(DAY_1)
    async with ward.core.sessions.begin() as session:
        await consent.start(session, ward.clock, await session.get_one(Person, ann.id))
    await ward.fire(DAY_2)

    assert await status(ward, "day_1") == (CheckInStatus.CANCELLED, "opted_out")
    assert (await status(ward, "day_2"))[0] == CheckInStatus.ASKED


async def test_a_question_that_was_open_at_stop_is_cancelled_without_a_reminder(
    ward: Ward, ann: Person
) -> None:
    await ward.fire(DAY_1)
    async with ward.core.sessions.begin() as session:
        await consent.stop(session, ward.clock, await session.get_one(Person, ann.id))
    await ward.fire(DAY_1 + timedelta(hours=5))

    assert await status(ward, "day_1") == (CheckInStatus.CANCELLED, "opted_out")
    assert len(await ward.texts()) == 1


@pytest.mark.parametrize(
    ("why", "ends_as"),
    [
        (PauseReason.IN_HOSPITAL, CheckInStatus.STALE),
        (PauseReason.ASKED, CheckInStatus.STALE),
        (PauseReason.BEREAVEMENT, CheckInStatus.CANCELLED),
    ],
)
async def test_a_pause_holds_what_is_due_until_it_is_too_late_and_says_why(
    ward: Ward, ann: Person, why: PauseReason, ends_as: CheckInStatus
) -> None:
    async with ward.core.sessions.begin() as session:
        await pause_support(session, ward.clock, await session.get_one(Person, ann.id), why)
    for hours in range(0, 7 * 24, 6):
        await ward.fire(DAY_1 + timedelta(hours=hours))

    assert await status(ward, "day_1") == (ends_as, why)
    assert await status(ward, "day_3") == (ends_as, why)
    assert await ward.texts() == []


async def test_a_pause_that_ends_in_time_lets_the_newest_go(ward: Ward, ann: Person) -> None:
    async with ward.core.sessions.begin() as session:
        person = await session.get_one(Person, ann.id)
        await pause_support(session, ward.clock, person, PauseReason.IN_HOSPITAL)
    await ward.fire(DAY_1)
    async with ward.core.sessions.begin() as session:
        await session.execute(update(SupportPeriod).values(status=SupportStatus.ACTIVE, why=None))
    await ward.fire(DAY_1 + timedelta(hours=2))

    assert (await status(ward, "day_1"))[0] == CheckInStatus.ASKED


@pytest.mark.parametrize(
    ("level", "claimed", "sent"),
    [(Level.EMERGENCY, False, 0), (Level.URGENT, False, 0), (Level.CONCERN, True, 0),
     (Level.CONCERN, False, 1)],
)  # fmt: skip
async def test_while_a_person_sees_to_them_nothing_is_asked(
    ward: Ward, ann: Person, level: Level, sent: int, *, claimed: bool
) -> None:
    message = await ward.text_in(ann, "hello")
    async with ward.core.sessions.begin() as session:
        session.add(
            Handoff(
                conversation_id=message.conversation_id,
                person_id=ann.id,
                message_id=message.id,
                level=level,
                reason=HandoffReason.SAFETY_NET,
                opened_at=ward.clock.now(),
                due_at=ward.clock.now(),
                claimed_at=ward.clock.now() if claimed else None,
            )
        )
    await ward.fire(DAY_1)
    assert len(await ward.texts()) == sent

    async with ward.core.sessions.begin() as session:
        handoff = (await session.scalars(select(Handoff))).one()
        handoff.resolved_at = ward.clock.now()
    await ward.fire(DAY_1 + timedelta(hours=1))
    assert len(await ward.texts()) == 1


async def test_who_may_be_read_along_with_is_called_and_the_words_are_kept(
    ward: Ward, ann: Person
) -> None:
    async with ward.core.sessions.begin() as session:
        mark_unsafe(session, ward.clock, await session.get_one(Person, ann.id))
    await ward.fire(DAY_1)
    await ward.fire(DAY_2)

    [handoff] = await ward.handoffs()
    assert handoff.reason is HandoffReason.CHECK_IN_BY_A_PERSON
    assert await status(ward, "day_1") == (CheckInStatus.FOR_A_PERSON, "unsafe_to_text")
    assert {one.status for one in await ward.texts()} == {"cancelled"}


async def test_who_has_no_address_is_one_for_a_person(ward: Ward) -> None:
    await ward.enrol("Bob", MONDAY)
    await ward.fire(datetime(2026, 11, 23, 18, 0, tzinfo=UTC))
    await ward.fire(DAY_1)

    [handoff] = await ward.handoffs()
    assert (handoff.message_id, handoff.category) == (None, "no_address")
    assert await status(ward, "day_1") == (CheckInStatus.FOR_A_PERSON, "no_address")


async def test_what_asks_nothing_is_told(ward: Ward, ann: Person) -> None:
    ward.words.says = Rendered(texts=("Good morning.", "Here is a picture."))
    await ward.fire(DAY_1)

    assert (await status(ward, "day_1"))[0] == CheckInStatus.TOLD
    assert len(await ward.texts()) == 2


async def test_what_is_not_to_be_said_now_is_looked_at_again_or_let_go(
    ward: Ward, ann: Person
) -> None:
    ward.words.says = NotNow(why="busy", again_at=DAY_1 + timedelta(hours=1))
    await ward.fire(DAY_1)
    assert await status(ward, "day_1") == (CheckInStatus.PLANNED, "busy")

    ward.words.says = NotNow(why="not_cleared")
    await ward.fire(DAY_1 + timedelta(hours=1))
    assert await status(ward, "day_1") == (CheckInStatus.STALE, "not_cleared")


async def test_when_support_has_ended_all_that_is_left_is_cancelled(
    ward: Ward, ann: Person
) -> None:
    async with ward.core.sessions.begin() as session:
        await session.execute(update(SupportPeriod).values(status=SupportStatus.ENDED))
    await ward.fire(DAY_7)

    assert await status(ward, "day_7") == (CheckInStatus.CANCELLED, "support_ended")
