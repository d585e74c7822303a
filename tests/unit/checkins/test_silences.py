"""Silence is met with one reminder, then with a person; three in a row with a phone call."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from tests.unit.checkins.conftest import DAY_1, Ward
from wayhome.levels import Level
from wayhome.models import (
    Answer,
    CheckInStatus,
    Handoff,
    HandoffMessage,
    HandoffOutcome,
    HandoffReason,
    Message,
    MessageStatus,
    Person,
)


async def live(ward: Ward, until: datetime) -> None:
    """Every half hour from now on."""
    while ward.clock.now() < until:
        ward.clock.move_on(timedelta(minutes=30))
        await ward.fire()


async def test_one_reminder_comes_after_four_hours_and_no_second(ward: Ward, ann: Person) -> None:
    await ward.fire(DAY_1)
    await ward.fire(DAY_1 + timedelta(hours=3, minutes=59))
    assert len(await ward.texts()) == 1
    await ward.fire(DAY_1 + timedelta(hours=4))

    await live(ward, DAY_1 + timedelta(hours=23))

    assert [one.text for one in await ward.texts()] == ["How are you?", "Did you see my text?"]
    row = (await ward.rows())["day_1"]
    assert row.reminded_at == DAY_1 + timedelta(hours=4)


async def test_a_silence_has_an_owner_from_the_next_morning_on(ward: Ward, ann: Person) -> None:
    await live(ward, DAY_1 + timedelta(hours=23))

    [handoff] = await ward.handoffs()
    row = (await ward.rows())["day_1"]
    assert (row.status, row.why) == (CheckInStatus.MISSED, "silence")
    assert (handoff.reason, handoff.level) == (HandoffReason.SILENCE, Level.CONCERN)
    assert (handoff.message_id, handoff.category) == (row.message_id, "missed_check_in")
    assert handoff.opened_at == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


async def test_three_silences_in_a_row_are_one_urgent_call_with_all_three_in_it(
    ward: Ward, ann: Person
) -> None:
    await live(ward, DAY_1 + timedelta(days=2, hours=23))

    [handoff] = await ward.handoffs()
    async with ward.core.sessions() as session:
        told = list(await session.scalars(select(HandoffMessage.message_id)))
    rows = await ward.rows()
    assert (handoff.level, handoff.category) == (Level.URGENT, "three_silences")
    assert sorted(told) == sorted(rows[f"day_{day}"].message_id or 0 for day in (1, 2, 3))


async def test_who_texts_about_other_things_is_not_silent(ward: Ward, ann: Person) -> None:
    await ward.fire(DAY_1)
    ward.clock.move_on(timedelta(minutes=5))
    await ward.text_in(ann, "when is my appointment")
    await live(ward, DAY_1 + timedelta(hours=23))

    row = (await ward.rows())["day_1"]
    assert (row.status, row.why) == (CheckInStatus.MISSED, "spoke_of_other_things")
    assert await ward.handoffs() == []
    assert len(await ward.texts()) == 1


async def test_a_text_between_silences_begins_the_count_again(ward: Ward, ann: Person) -> None:
    await live(ward, DAY_1 + timedelta(days=1, hours=23, minutes=30))
    await ward.text_in(ann, "sorry pet, phone was off")
    await live(ward, DAY_1 + timedelta(days=2, hours=23))

    [handoff] = await ward.handoffs()
    assert handoff.level is Level.CONCERN


async def test_a_call_begins_the_count_again(ward: Ward, ann: Person) -> None:
    await live(ward, DAY_1 + timedelta(days=1, hours=23, minutes=30))
    async with ward.core.sessions.begin() as session:
        [handoff] = await ward.handoffs()
        session.add(handoff)
        handoff.resolved_at, handoff.outcome = ward.clock.now(), HandoffOutcome.CALLED
    await live(ward, DAY_1 + timedelta(days=2, hours=23))

    assert [one.level for one in await ward.handoffs()] == [Level.CONCERN, Level.CONCERN]


async def test_who_answered_a_part_answered_in_part(ward: Ward, ann: Person) -> None:
    await ward.fire(DAY_1)
    text = await ward.text_in(ann, "2")
    async with ward.core.sessions.begin() as session:
        row = (await ward.rows())["day_1"]
        session.add(
            Answer(
                check_in_id=row.id,
                question="how",
                value="so_so",
                message_id=text.id,
                given_at=ward.clock.now(),
            )
        )
    await live(ward, DAY_1 + timedelta(hours=23))

    assert (await ward.rows())["day_1"].status is CheckInStatus.PART_ANSWERED
    assert await ward.handoffs() == []


@pytest.mark.parametrize(
    ("became", "ends_as"),
    [
        (MessageStatus.FAILED, CheckInStatus.FOR_A_PERSON),
        (MessageStatus.UNKNOWN, CheckInStatus.FOR_A_PERSON),
        (MessageStatus.CANCELLED, CheckInStatus.CANCELLED),
    ],
)
async def test_a_text_that_did_not_arrive_was_not_met_with_silence(
    ward: Ward, ann: Person, became: MessageStatus, ends_as: CheckInStatus
) -> None:
    await ward.fire(DAY_1)
    async with ward.core.sessions.begin() as session:
        await session.execute(update(Message).values(status=became))
    await live(ward, DAY_1 + timedelta(hours=23))

    assert (await ward.rows())["day_1"].status is ends_as
    assert await ward.handoffs() == []


async def test_asked_late_in_the_day_it_is_reminded_of_in_the_morning(
    ward: Ward, ann: Person
) -> None:
    await ward.fire(DAY_1.replace(hour=17))
    await live(ward, DAY_1 + timedelta(hours=23))

    row = (await ward.rows())["day_1"]
    assert row.reminded_at == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


async def test_a_newer_check_in_closes_the_one_that_is_still_open(ward: Ward, ann: Person) -> None:
    await ward.fire(DAY_1)
    await ward.fire(DAY_1 + timedelta(days=1))

    rows = await ward.rows()
    assert (rows["day_1"].status, rows["day_2"].status) == ("missed", "asked")
    assert [one.text for one in await ward.texts()] == ["How are you?", "How are you?"]


async def test_a_look_that_comes_late_in_the_evening_reminds_in_the_morning(
    ward: Ward, ann: Person
) -> None:
    await ward.fire(DAY_1)
    await ward.fire(DAY_1.replace(hour=20))
    assert len(await ward.texts()) == 1

    await ward.fire((DAY_1 + timedelta(days=1)).replace(hour=9))
    assert [one.text for one in await ward.texts()] == ["How are you?", "Did you see my text?"]


async def test_nothing_is_given_up_for_a_newer_one_that_waits_itself(
    ward: Ward, ann: Person
) -> None:
    await ward.fire(DAY_1)
    message = await ward.text_in(ann, "hello")
    async with ward.core.sessions.begin() as session:
        session.add(
            Handoff(
                conversation_id=message.conversation_id,
                person_id=ann.id,
                message_id=message.id,
                level=Level.URGENT,
                reason=HandoffReason.SAFETY_NET,
                opened_at=ward.clock.now(),
                due_at=ward.clock.now(),
            )
        )
    await ward.fire(DAY_1 + timedelta(days=1))

    rows = await ward.rows()
    assert (rows["day_1"].status, rows["day_2"].status) == ("asked", "planned")
