"""A campaign is shown before it starts, starts once, and can be held and ended at once."""

import asyncio
from datetime import timedelta
from time import monotonic

import pytest
from sqlalchemy import select

from channels.errors import not_reached
from tests.unit.campaigns.conftest import Office, definition
from wayhome.bootstrap.checkins import make_check_ins
from wayhome.bootstrap.worker import make_departures, make_sender
from wayhome.campaigns.records import NotPossible
from wayhome.campaigns.starting import NotAsShown, NotShown
from wayhome.models import AuditEvent, ChannelName, CheckInStatus, Message, MessageStatus
from wayhome.outbox.ledger import TryLater

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


async def test_nothing_starts_that_was_not_shown(office: Office) -> None:
    await office.enrol("Ann", sms="+447700900101")

    with pytest.raises(NotShown, match="was not shown yet"):
        await office.start()

    assert not await office.rows()


async def test_nothing_starts_that_is_no_longer_as_it_was_shown(office: Office) -> None:
    await office.preview()
    ann = await office.enrol("Ann", sms="+447700900101")

    with pytest.raises(NotAsShown) as raised:
        await office.start()

    assert raised.value.changed == [(ann.id, "not in the audience -> gets message")]
    assert not await office.rows()


async def test_the_same_people_a_minute_later_are_the_same_preview(office: Office) -> None:
    await office.many(2)
    await office.preview()
    office.clock.move_on(MINUTE)

    assert await office.start() == 2


async def test_starting_twice_is_one_campaign(office: Office) -> None:
    await office.many(3)

    assert await office.begin() == 3
    assert await office.start() is None
    await office.fire(MINUTE)

    assert len(office.channel.taken) == 3


async def test_each_is_texted_once_in_the_approved_words_with_their_name(office: Office) -> None:
    await office.enrol("Ann", sms="+447700900101")
    await office.begin()

    await office.fire(MINUTE)
    await office.fire(MINUTE)

    assert office.channel.texts == ["Hello Ann. It will be cold. Keep one room warm."]


async def test_texts_leave_at_the_pace_that_was_previewed(office: Office) -> None:
    await office.many(5)
    await office.begin()

    assert len(await office.fire()) == 1
    assert len(await office.fire(2 * SECOND)) == 2
    assert len(await office.fire(MINUTE)) == 2


async def test_a_paused_campaign_sends_nothing_and_goes_on_where_it_was(office: Office) -> None:
    await office.many(5)
    await office.begin()
    await office.fire(SECOND)

    assert await office.pause() == 3
    assert await office.fire(MINUTE) == []
    assert await office.resume() == 3
    await office.fire(MINUTE)

    assert len({one.address for one in office.channel.taken}) == 5
    assert (await office.progress()).sent == 5


async def test_a_cancelled_campaign_sends_nothing_more(office: Office) -> None:
    await office.many(4)
    await office.begin()
    await office.fire(SECOND)

    assert await office.cancel() == 2
    assert await office.fire(MINUTE) == []

    assert [one.status for one in await office.rows()].count(CheckInStatus.CANCELLED) == 2
    with pytest.raises(NotPossible, match="cancelled, for good"):
        await office.start()


async def test_cancelling_takes_back_texts_that_the_provider_was_not_reached_for(
    office: Office,
) -> None:
    await office.many(2)
    await office.begin()
    office.channel.fault = not_reached("Twilio")
    await office.fire(MINUTE)

    assert await office.cancel() == 2

    async with office.core.sessions() as session:
        states = list(await session.scalars(select(Message.status)))
    assert states == [MessageStatus.CANCELLED] * 2


async def test_who_is_in_two_audiences_of_one_schedule_gets_it_once(office: Office) -> None:
    await office.enrol("Ann", sms="+447700900101", team="north")
    weeks = {"schedule": "six_weeks", "message": None}
    first = definition(name="one", **weeks)
    await office.begin(first)
    planned = len(await office.rows())

    second = definition(name="two", audience={"teams": ["North"]}, **weeks)
    forecast = await office.preview(second)

    assert planned > 0
    assert [one.why for one in forecast.left_out] == ["already_has_it"]
    with pytest.raises(NotPossible, match="Nobody would get it"):
        await office.start(second)
    assert len(await office.rows()) == planned


async def test_who_did_what_is_kept(office: Office) -> None:
    await office.many(1)
    await office.begin()
    await office.pause()
    await office.resume()
    await office.cancel()

    async with office.core.sessions() as session:
        events = list(await session.scalars(select(AuditEvent).order_by(AuditEvent.id)))
    campaign = [one for one in events if one.action.startswith("campaign_")]
    assert [one.action for one in campaign] == [
        "campaign_started",
        "campaign_paused",
        "campaign_resumed",
        "campaign_cancelled",
    ]
    assert {one.staff_id for one in campaign} == {office.sam.id}


async def test_what_is_stored_is_held_while_its_campaign_is_paused(office: Office) -> None:
    await office.many(1)
    await office.begin()
    office.channel.fault = not_reached("Twilio")
    await office.fire(MINUTE)
    office.channel.fault = None
    await office.pause()
    (row,) = await office.rows()
    sender = make_sender(office.core, {ChannelName.SMS: office.channel})

    with pytest.raises(TryLater, match="campaign_paused"):
        await sender.send(row.message_id or 0)
    await office.resume()
    await sender.send(row.message_id or 0)

    assert len(office.channel.taken) == 1


async def test_a_bulk_of_texts_leaves_no_faster_than_the_sender_takes_it(office: Office) -> None:
    office.core.settings.sms_rate = 40
    await office.many(12)
    await office.begin(definition(pace={"sms": 1000}))
    channels = {ChannelName.SMS: office.channel}
    workers = [
        make_check_ins(
            office.core, make_departures(office.core, make_sender(office.core, channels))
        )
        for _ in range(2)
    ]
    office.clock.move_on(MINUTE)
    began = monotonic()

    await asyncio.gather(*(one.fire_all_due() for one in workers))

    assert len({one.address for one in office.channel.taken}) == 12
    assert len(office.channel.taken) == 12
    assert monotonic() - began >= 10 / 40
