"""A reply leaves right after it is stored; what cannot is left to jobs, in order and once."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from channels.base import DeliveryStatus, OutboundText, Sent, StatusReport
from channels.errors import Problem, Refused
from tests.fakes import FakeChannel
from tests.integration.conftest import ANN, Service
from wayhome.bootstrap.worker import make_handler, make_sender
from wayhome.clock import SetClock
from wayhome.inbox.reports import Reports
from wayhome.models import ChannelName, MessageStatus, Person

BUSY = Refused(Problem(for_staff="Busy.", retryable=True, retry_after=timedelta(seconds=60)))


async def jobs(service: Service) -> list[tuple[str, str | None]]:
    async with service.core.sessions() as session:
        rows = await session.execute(
            text("SELECT task_name, lock FROM procrastinate_jobs WHERE task_name ~ '_message$'")
        )
        return [tuple(row) for row in rows]


async def test_a_reply_needs_no_job_of_its_own(service: Service, ann: Person) -> None:
    await service.text("when is my appointment")

    assert len(service.sms.texts) == 1
    assert [task for task, _ in await jobs(service)] == ["handle_message"]


async def test_a_reply_does_not_overtake_one_that_waits(service: Service, ann: Person) -> None:
    service.sms.fault = BUSY
    await service.text("when is my appointment")
    service.sms.fault = None
    second = await service.arrive("what are my tablets")
    assert second.message_id is not None
    sender = make_sender(service.core, {ChannelName.SMS: service.sms})
    await make_handler(service.core, service.rasa, sender).handle(second.message_id)

    assert service.sms.texts == []
    conversation = (await service.contact_point()).conversation_id
    sends = [lock for task, lock in await jobs(service) if task == "send_message"]
    assert sends == [f"send:{conversation}"] * 2


async def test_an_emergency_overtakes_a_reply_that_waits(service: Service, ann: Person) -> None:
    service.sms.fault = BUSY
    await service.text("when is my appointment")
    service.sms.fault = None
    await service.text("ive got crushing chest pain")

    assert "Call 999 now" in service.sms.texts[0]


@pytest.mark.parametrize("it_left", [True, False])
async def test_a_worker_that_dies_as_it_sends_sends_once(
    service: Service, ann: Person, clock: SetClock, *, it_left: bool
) -> None:
    channel = DyingChannel(leaves=it_left)
    sender = make_sender(service.core, {ChannelName.SMS: channel})
    handler = make_handler(service.core, service.rasa, sender)
    received = await service.arrive("when is my appointment")
    assert received.message_id is not None
    with pytest.raises(asyncio.CancelledError):
        await handler.handle(received.message_id)
    channel.dies = False

    await handler.handle(received.message_id)
    reply = (await service.messages())[-1]
    assert [task for task, _ in await jobs(service)] == ["handle_message", "send_message"]
    clock.move_on(timedelta(seconds=16))
    await sender.send(reply.id)

    assert len(channel.texts) == 1
    assert (await service.messages())[-1].status is MessageStatus.SENT


async def test_a_text_that_is_reported_delivered_is_not_sent_again(
    service: Service, ann: Person, clock: SetClock
) -> None:
    """The worker died before it knew the provider's id; the report names our own."""
    sender = make_sender(service.core, {ChannelName.SMS: DyingChannel(leaves=True)})
    received = await service.arrive("when is my appointment")
    assert received.message_id is not None
    with pytest.raises(asyncio.CancelledError):
        await make_handler(service.core, service.rasa, sender).handle(received.message_id)
    reply = (await service.messages())[-1]

    await Reports(service.core.sessions, clock).keep(
        StatusReport(
            channel="sms",
            provider_id="SM77",
            status=DeliveryStatus.DELIVERED,
            reference=str(reply.id),
        )
    )
    clock.move_on(timedelta(seconds=16))
    await make_sender(service.core, {ChannelName.SMS: service.sms}).send(reply.id)

    assert service.sms.texts == []
    assert (await service.messages())[-1].status is MessageStatus.DELIVERED


async def test_a_report_with_another_texts_reference_moves_nothing(
    service: Service, ann: Person, clock: SetClock
) -> None:
    await service.text("when is my appointment")
    reply = (await service.messages())[-1]

    await Reports(service.core.sessions, clock).keep(
        StatusReport(
            channel="sms",
            provider_id="SM78",
            status=DeliveryStatus.DELIVERED,
            reference=str(reply.id),
        )
    )

    assert (await service.messages())[-1].status is MessageStatus.SENT
    assert (await service.contact_point(ANN)).unreachable_since is None


class DyingChannel(FakeChannel):
    """The process ends in the middle of a send, before or after the text left."""

    def __init__(self, *, leaves: bool) -> None:
        super().__init__()
        self.dies = True
        self.leaves = leaves

    async def send(self, text: OutboundText) -> Sent:
        if not self.dies:
            return await super().send(text)
        if self.leaves:
            self.taken.append(text)
        raise asyncio.CancelledError
