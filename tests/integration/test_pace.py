"""A sender's pace holds right across workers, and nobody's reply waits for it."""

import asyncio
import time
from datetime import timedelta

import pytest

from tests.cast import person
from tests.fakes import FakeChannel
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.worker import make_sender
from wayhome.models import ChannelName, ContactPoint, MessageStatus, Purpose
from wayhome.models import Message as Text
from wayhome.outbox.ledger import TryLater
from wayhome.outbox.pace import Pace
from wayhome.outbox.queueing import Outbox
from wayhome.people.contact_points import reach_person

EVERY = timedelta(milliseconds=20)
SMS, TELEGRAM = ChannelName.SMS, ChannelName.TELEGRAM


async def test_two_workers_together_keep_to_the_senders_pace(core: Core) -> None:
    workers = [Pace(core.sessions, {SMS: EVERY}) for _ in range(2)]
    left: list[float] = []

    async def send(pace: Pace) -> None:
        await pace.wait(SMS, 1)
        left.append(time.monotonic())

    await asyncio.gather(*(send(workers[number % 2]) for number in range(30)))

    assert max(left) - min(left) >= 28 * EVERY.total_seconds()


async def test_a_moment_given_back_is_anothers(core: Core) -> None:
    pace = Pace(core.sessions, {SMS: timedelta(seconds=0.9)})
    point = ContactPoint(id=1, channel=SMS)
    await pace.wait(SMS, 1)
    await pace.give_back(point)
    began = time.monotonic()

    await pace.wait(SMS, 2)

    assert time.monotonic() - began < 0.5


async def test_a_long_text_keeps_its_sender_busy_for_longer(core: Core) -> None:
    pace = Pace(core.sessions, {SMS: timedelta(seconds=0.2)})
    await pace.wait(SMS, 1)
    began = time.monotonic()

    await pace.add(SMS, 3)
    await pace.wait(SMS, 2)

    assert time.monotonic() - began >= 0.5


async def test_a_chat_is_sent_one_text_a_second_and_another_chat_need_not_wait(core: Core) -> None:
    pace = Pace(core.sessions, {TELEGRAM: EVERY})
    await pace.wait(TELEGRAM, 1)
    began = time.monotonic()

    await pace.wait(TELEGRAM, 2)
    other = time.monotonic() - began
    await pace.wait(TELEGRAM, 1)

    assert other < 0.5
    assert time.monotonic() - began >= 0.9


async def test_whose_patience_ends_takes_no_moment(core: Core) -> None:
    pace = Pace(core.sessions, {SMS: timedelta(seconds=3)})
    await pace.wait(SMS, 1)
    began = time.monotonic()

    assert not await pace.wait(SMS, 2, patience=timedelta(seconds=0.1))
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("purpose", [Purpose.PROGRAMME, Purpose.REPLY, Purpose.SAFETY])
async def test_only_bulk_waits_while_its_sender_is_busy(core: Core, purpose: Purpose) -> None:
    core.settings.sms_rate = 0.1
    channel = FakeChannel()
    sender = make_sender(core, {SMS: channel})
    async with core.sessions.begin() as session:
        ann = await person(session, core.clock, "Ann", sms="+447700900101")
        point = await reach_person(session, ann.id)
        assert point is not None
        message = await Outbox(core.jobs, core.clock).start(session, point, "Hello.")
        message.purpose = purpose
    await sender.pace.wait(SMS, point.id)

    if purpose is Purpose.PROGRAMME:
        with pytest.raises(TryLater, match="sender_busy"):
            await sender.send(message.id)
    else:
        await sender.send(message.id)

    assert bool(channel.taken) is (purpose is not Purpose.PROGRAMME)
    async with core.sessions() as session:
        kept = await session.get_one(Text, message.id)
    assert (kept.status is MessageStatus.QUEUED) is (purpose is Purpose.PROGRAMME)
