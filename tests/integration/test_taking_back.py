"""What the programme was about to say is not said once a person wants no more of it."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from tests.integration.conftest import Service
from wayhome.clock import Clock
from wayhome.models import MessageStatus, Person, Purpose
from wayhome.outbox.queueing import Outbox
from wayhome.people import consent
from wayhome.people.contact_points import conversation_of, reach
from wayhome.people.support import PauseReason, pause_support

Ending = Callable[[AsyncSession, Clock, Person], Awaitable[object]]


async def in_hospital(session: AsyncSession, clock: Clock, person: Person) -> None:
    await pause_support(session, clock, person, PauseReason.IN_HOSPITAL)


async def queue_a_text(service: Service, person: Person) -> None:
    core = service.core
    async with core.sessions.begin() as session:
        point = await reach(session, (await conversation_of(session, core.clock, person)).id)
        assert point is not None
        await Outbox(core.jobs, core.clock).start(session, point, "Your plan has changed.")


@pytest.mark.parametrize("ending", [consent.stop, in_hospital])
async def test_a_queued_text_of_the_programme_is_taken_back(
    service: Service, ann: Person, ending: Ending
) -> None:
    await queue_a_text(service, ann)
    async with service.core.sessions.begin() as session:
        await ending(session, service.core.clock, await session.get_one(Person, ann.id))
    await service.work()

    [kept] = await service.messages()
    assert kept.status is MessageStatus.CANCELLED
    assert service.sms.texts == []


async def test_without_such_news_it_is_sent(service: Service, ann: Person) -> None:
    await queue_a_text(service, ann)
    await service.work()

    assert service.sms.texts == ["Your plan has changed."]


async def test_the_answer_to_stop_itself_goes_out(service: Service, ann: Person) -> None:
    await service.text("STOP")

    answers = [one for one in await service.messages() if one.purpose is Purpose.REPLY]
    assert [one.status for one in answers] == [MessageStatus.SENT]
