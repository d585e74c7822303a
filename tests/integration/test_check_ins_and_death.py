"""A worker that dies at any point of firing leaves nothing unsent and nothing sent twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text

from channels.errors import NotReached, Problem
from tests.cast import person
from tests.integration.conftest import ANN, Service
from wayhome.bootstrap.checkins import make_check_ins, make_planner, reminders, renderers
from wayhome.bootstrap.worker import make_departures, make_sender
from wayhome.checkins.firing import CheckIns
from wayhome.checkins.one_person import OnePerson
from wayhome.clock import SetClock
from wayhome.models import ChannelName, CheckIn, CheckInStatus, MessageStatus, Person
from wayhome.outbox.departures import Departures
from wayhome.outbox.ledger import TryLater
from wayhome.outbox.queueing import Leaving, Outbox
from wayhome.plans.store import start_support

AWAY = Problem(for_staff="The provider is away.", retryable=True)
DUE = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


class Killed(BaseException):
    """Nothing in our code may catch it, as nothing catches a kill -9."""


class DiesBeforeSending(Departures):
    async def send(self, leaving: Leaving) -> None:
        del leaving
        raise Killed


def departures(service: Service) -> Departures:
    channels = {ChannelName.SMS: service.sms, ChannelName.TELEGRAM: service.telegram}
    return make_departures(service.core, make_sender(service.core, channels))


@pytest.fixture
async def ann_at_home(service: Service, clock: SetClock) -> Person:
    async with service.core.sessions.begin() as session:
        someone = await person(session, clock, "Ann", sms=ANN)
        await start_support(session, clock, someone, date(2026, 11, 23))
    clock.move_to(datetime(2026, 11, 23, 18, 0, tzinfo=UTC))
    await make_planner(service.core).plan_all_open()
    clock.move_to(DUE)
    return someone


async def fire(service: Service) -> None:
    await make_check_ins(service.core, departures(service)).fire_all_due()


async def day_1(service: Service) -> CheckIn:
    async with service.core.sessions() as session:
        return (await session.scalars(select(CheckIn).where(CheckIn.key == "day_1"))).one()


async def others_take_over(service: Service, clock: SetClock) -> None:
    """Two minutes of workers that live."""
    for _ in range(3):
        clock.move_on(timedelta(seconds=40))
        await fire(service)
        await service.work()


async def test_one_that_dies_after_the_commit_is_finished_by_another(
    service: Service, ann_at_home: Person, clock: SetClock
) -> None:
    core = service.core
    channels = {ChannelName.SMS: service.sms}
    outbox = Outbox(core.jobs, clock)
    one_person = OnePerson(outbox, renderers(core), reminders(core), clock)
    dying = DiesBeforeSending(core.sessions, outbox, make_sender(core, channels))
    with pytest.raises(Killed):
        await CheckIns(core.sessions, one_person, dying, clock).fire_all_due()
    assert (await day_1(service)).status is CheckInStatus.ASKED

    await others_take_over(service, clock)

    assert len(service.sms.texts) == 1
    assert [one.status for one in await service.messages()] == [MessageStatus.SENT]


async def test_one_that_dies_after_the_provider_took_it_sends_nothing_twice(
    service: Service, ann_at_home: Person, clock: SetClock
) -> None:
    service.sms.fault, service.sms.took_it_all_the_same = Killed(), True  # type: ignore[assignment]
    with pytest.raises(Killed):
        await fire(service)
    service.sms.fault = None

    await others_take_over(service, clock)

    assert len(service.sms.texts) == 1
    assert [one.status for one in await service.messages()] == [MessageStatus.SENT]


async def test_a_text_that_is_taken_up_at_night_waits_for_the_morning(
    service: Service, ann_at_home: Person, clock: SetClock
) -> None:
    service.sms.fault = NotReached(AWAY)
    await fire(service)
    service.sms.fault = None
    clock.move_to(DUE.replace(hour=23))
    [message] = await service.messages()
    sender = make_sender(service.core, {ChannelName.SMS: service.sms})
    with pytest.raises(TryLater) as later:
        await sender.send(message.id)

    assert service.sms.texts == []
    assert later.value.after == timedelta(hours=10)


async def test_a_reply_lets_no_bulk_text_go_first(service: Service, ann_at_home: Person) -> None:
    service.sms.fault = NotReached(AWAY)
    await fire(service)
    await service.arrive("when is my appointment")
    async with service.core.sessions() as session:
        order = (
            await session.scalars(
                text("SELECT task_name FROM procrastinate_jobs ORDER BY priority DESC, id")
            )
        ).all()
    assert order.index("handle_message") < order.index("send_message")


async def test_a_worker_that_never_died_leaves_no_text_to_take_up(
    service: Service, ann_at_home: Person, clock: SetClock
) -> None:
    await fire(service)
    clock.move_on(timedelta(minutes=5))

    assert await departures(service).take_up(clock.now()) == 0
    assert [one.purpose for one in await service.messages()] == ["programme"]
