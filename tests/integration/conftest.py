"""A service in one process: real database and jobs, with the assistant and channels passed in."""

from dataclasses import dataclass
from itertools import count

import pytest
from sqlalchemy import select, text

from channels.base import InboundText
from tests.cast import person
from tests.fakes import FakeChannel, FakeRasa
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.worker import equip
from wayhome.inbox.receive import Received, Receiver
from wayhome.models import (
    ChannelName,
    ContactPoint,
    Handoff,
    Message,
    Person,
)

ANN = "+447700900001"
_DUE = """SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'
          AND (scheduled_at IS NULL OR scheduled_at <= now())"""


@dataclass
class Service:
    """What a test texts, runs and looks at."""

    core: Core
    rasa: FakeRasa
    sms: FakeChannel
    telegram: FakeChannel
    numbers: "count[int]"

    async def text(self, words: str, address: str = ANN, **more: object) -> Received:
        """Sends a text in and lets the worker finish everything that follows."""
        received = await self.arrive(words, address, **more)
        await self.work()
        return received

    async def arrive(self, words: str, address: str = ANN, **more: object) -> Received:
        inbound = InboundText(
            channel=str(more.pop("channel", "sms")),
            provider_id=str(more.pop("provider_id", f"SM{next(self.numbers)}")),
            address=address,
            text=words,
            **more,  # type: ignore[arg-type]
        )
        core = self.core
        return await Receiver(core.sessions, core.safety, core.clock).receive(inbound)

    async def work(self) -> None:
        """Runs every job that is due, and those that they defer."""
        while await self._due():
            await self.core.job_app.run_worker_async(
                wait=False, listen_notify=False, install_signal_handlers=False, concurrency=4
            )

    async def _due(self) -> bool:
        async with self.core.sessions() as session:
            due = await session.scalar(text(_DUE))
        return bool(due)

    async def handoffs(self) -> list[Handoff]:
        async with self.core.sessions() as session:
            return list(await session.scalars(select(Handoff).order_by(Handoff.id)))

    async def messages(self) -> list[Message]:
        async with self.core.sessions() as session:
            return list(await session.scalars(select(Message).order_by(Message.id)))

    async def contact_point(self, address: str = ANN) -> ContactPoint:
        async with self.core.sessions() as session:
            found = await session.scalars(
                select(ContactPoint).where(ContactPoint.address == address)
            )
            return found.one()


@pytest.fixture
def service(core: Core) -> Service:
    made = Service(core, FakeRasa(), FakeChannel(), FakeChannel(name="telegram"), count(1))
    channels = {ChannelName.SMS: made.sms, ChannelName.TELEGRAM: made.telegram}
    equip(core, channels, made.rasa)
    return made


@pytest.fixture
async def ann(service: Service) -> Person:
    """A patient with a number on her record."""
    async with service.core.sessions.begin() as session:
        return await person(session, service.core.clock, "Ann", sms=ANN)
