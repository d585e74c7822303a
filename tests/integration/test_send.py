"""A text leaves once: claimed first, looked up when unsure, given to a person if it cannot go."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from channels.base import DeliveryStatus, StatusReport
from channels.errors import CannotLookUp, OutcomeUnknown, Problem, Refused
from tests.cast import person
from tests.integration.conftest import ANN, Service
from wayhome.bootstrap import content
from wayhome.clock import SetClock
from wayhome.inbox.reports import Reports
from wayhome.levels import Level
from wayhome.models import (
    ChannelName,
    HandoffReason,
    Message,
    MessageStatus,
    Person,
    SendAttempt,
    SendOutcome,
)
from wayhome.outbox.ledger import TryLater
from wayhome.outbox.pace import Pace
from wayhome.outbox.sending import MOST_TRIES, Sender

UNSURE = OutcomeUnknown(
    Problem(for_staff="No answer came. It will be looked up.", outcome_unknown=True)
)
BUSY = Refused(Problem(for_staff="Busy.", retryable=True, retry_after=timedelta(seconds=7)))
DEAD = Refused(Problem(for_staff="The number is not in use.", address_is_dead=True, code="30005"))


@pytest.fixture
def sender(service: Service) -> Sender:
    core = service.core
    channels = {ChannelName.SMS: service.sms, ChannelName.TELEGRAM: service.telegram}
    undelivered = Reports(core.sessions, core.clock).undelivered
    find_picture = content.pictures(core.settings).find
    return Sender(
        core.sessions, channels, core.clock, undelivered, find_picture, Pace(core.sessions, {})
    )


async def queued_reply(service: Service) -> int:
    """A reply that waits to be sent: the send job is not run."""
    service.sms.fault = BUSY
    await service.text("when is my appointment")
    service.sms.fault = None
    reply = (await service.messages())[-1]
    assert reply.status is MessageStatus.QUEUED
    return reply.id


async def attempts(service: Service) -> list[SendOutcome | None]:
    async with service.core.sessions() as session:
        found = await session.scalars(select(SendAttempt.outcome).order_by(SendAttempt.id))
        return list(found)


async def test_a_provider_that_says_wait_is_waited_for(
    service: Service, ann: Person, sender: Sender
) -> None:
    reply = await queued_reply(service)
    service.sms.fault = BUSY

    with pytest.raises(TryLater) as later:
        await sender.send(reply)

    assert later.value.after == timedelta(seconds=7)


async def test_an_unknown_outcome_is_looked_up_and_not_repeated(
    service: Service, ann: Person, sender: Sender
) -> None:
    reply = await queued_reply(service)
    service.sms.fault, service.sms.took_it_all_the_same = UNSURE, True
    with pytest.raises(TryLater):
        await sender.send(reply)
    service.sms.fault = None

    await sender.send(reply)

    assert len(service.sms.texts) == 1
    assert (await attempts(service))[-1] is SendOutcome.FOUND
    assert (await service.messages())[-1].provider_id == "sms-1"


async def test_an_unknown_outcome_that_never_arrived_is_sent_again(
    service: Service, ann: Person, sender: Sender
) -> None:
    reply = await queued_reply(service)
    service.sms.fault = UNSURE
    with pytest.raises(TryLater):
        await sender.send(reply)
    service.sms.fault = None

    await sender.send(reply)

    assert len(service.sms.texts) == 1
    assert (await attempts(service))[-1] is SendOutcome.SENT


async def test_a_try_that_may_still_be_running_is_left_to_finish(
    service: Service, ann: Person, sender: Sender, clock: SetClock
) -> None:
    reply = await queued_reply(service)
    async with service.core.sessions.begin() as session:
        session.add(SendAttempt(message_id=reply, claimed_at=clock.now()))

    with pytest.raises(TryLater):
        await sender.send(reply)
    assert service.sms.texts == []

    clock.move_on(timedelta(seconds=20))
    await sender.send(reply)
    assert len(service.sms.texts) == 1


async def test_where_nothing_can_be_looked_up_a_person_takes_over(
    service: Service, ann: Person, sender: Sender
) -> None:
    reply = await queued_reply(service)
    service.sms.fault, service.sms.took_it_all_the_same = UNSURE, True
    with pytest.raises(TryLater):
        await sender.send(reply)
    service.sms.fault = None
    service.sms.cannot_look_up = CannotLookUp(Problem(for_staff="There is no list to look in."))

    await sender.send(reply)

    assert len(service.sms.texts) == 1
    assert (await service.messages())[-1].status is MessageStatus.UNKNOWN
    assert [h.reason for h in await service.handoffs()] == [HandoffReason.UNDELIVERED]


async def test_a_999_text_is_rather_sent_twice_than_never(
    service: Service, ann: Person, sender: Sender
) -> None:
    service.sms.fault, service.sms.took_it_all_the_same = UNSURE, True
    await service.text("ive got crushing chest pain")
    first = next(m for m in await service.messages() if "Call 999 now" in m.text)
    service.sms.fault = None
    service.sms.cannot_look_up = CannotLookUp(Problem(for_staff="There is no list to look in."))

    await sender.send(first.id)

    assert sum("Call 999 now" in text for text in service.sms.texts) == 2


async def test_a_dead_number_becomes_a_call_and_is_marked(service: Service, ann: Person) -> None:
    service.sms.fault = DEAD
    await service.text("when is my appointment")

    (handoff,) = await service.handoffs()
    assert (handoff.reason, handoff.level) == (HandoffReason.UNDELIVERED, Level.CONCERN)
    assert (await service.contact_point()).unreachable_since is not None
    assert (await service.messages())[-1].failure_code == "30005"


async def test_a_999_text_that_cannot_go_is_an_emergency_for_a_person(
    service: Service, ann: Person
) -> None:
    service.sms.fault = DEAD
    await service.text("ive got crushing chest pain")

    undelivered = [h for h in await service.handoffs() if h.reason is HandoffReason.UNDELIVERED]
    assert {h.level for h in undelivered} == {Level.EMERGENCY}


async def test_after_enough_tries_a_person_takes_over(
    service: Service, ann: Person, sender: Sender
) -> None:
    reply = await queued_reply(service)
    service.sms.fault = BUSY
    for _ in range(MOST_TRIES - 2):
        with pytest.raises(TryLater):
            await sender.send(reply)

    await sender.send(reply)

    assert (await service.messages())[-1].status is MessageStatus.FAILED
    assert [h.reason for h in await service.handoffs()] == [HandoffReason.UNDELIVERED]


def report(
    provider_id: str, status: DeliveryStatus, problem: Problem | None = None
) -> StatusReport:
    return StatusReport(channel="sms", provider_id=provider_id, status=status, problem=problem)


async def test_reports_move_a_text_only_forward(service: Service, ann: Person) -> None:
    await service.text("when is my appointment")
    reports = Reports(service.core.sessions, service.core.clock)

    for status in (DeliveryStatus.READ, DeliveryStatus.DELIVERED, DeliveryStatus.SENT):
        await reports.keep(report("sms-1", status))

    assert (await service.messages())[-1].status is MessageStatus.READ


async def test_a_report_that_overtakes_our_own_call_is_not_lost(
    service: Service, ann: Person
) -> None:
    reports = Reports(service.core.sessions, service.core.clock)
    await reports.keep(report("sms-1", DeliveryStatus.DELIVERED))

    await service.text("when is my appointment")

    assert (await service.messages())[-1].status is MessageStatus.DELIVERED


async def test_a_report_brings_the_provider_id_that_a_killed_worker_did_not_write_down(
    service: Service, sender: Sender, ann: Person
) -> None:
    message_id = await queued_reply(service)
    delivered = replace(report("sms-killed", DeliveryStatus.DELIVERED), reference=str(message_id))

    await Reports(service.core.sessions, service.core.clock).keep(delivered)
    await sender.send(message_id)

    reply = (await service.messages())[-1]
    assert (reply.status, reply.provider_id) == (MessageStatus.DELIVERED, "sms-killed")
    assert reply.sent_at is not None
    assert service.sms.texts == []


async def test_a_text_reported_as_failed_goes_to_a_person(service: Service, ann: Person) -> None:
    await service.text("when is my appointment")
    reports = Reports(service.core.sessions, service.core.clock)
    problem = Problem(for_staff="The phone was off.", code="30003")

    await reports.keep(report("sms-1", DeliveryStatus.FAILED, problem))
    await reports.keep(report("sms-1", DeliveryStatus.FAILED, problem))

    assert (await service.messages())[-1].status is MessageStatus.FAILED
    assert [h.reason for h in await service.handoffs()] == [HandoffReason.UNDELIVERED]


async def test_each_channel_is_answered_on_its_own(service: Service, clock: SetClock) -> None:
    async with service.core.sessions.begin() as session:
        await person(session, clock, "Bob", sms=ANN, telegram="501")

    await service.text("when is my appointment", "501", channel="telegram")

    assert len(service.telegram.texts) == 1
    assert service.sms.texts == []


async def test_an_answer_queued_for_a_row_that_is_rolled_back_is_never_sent(
    service: Service, ann: Person
) -> None:
    received = await service.arrive("when is my appointment")
    async with service.core.sessions() as session:
        message = await session.get_one(Message, received.message_id)
        await service.core.jobs.defer(session, "send_message", message_id=message.id)
        await session.rollback()
    await service.work()

    assert len(service.sms.texts) == 1
