"""A patient six weeks from discharge, a schedule, and an engine with words passed in."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tests.cast import person, text_from
from tests.fakes import FakeChannel
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.worker import make_departures, make_sender
from wayhome.checkins.enrolling import Planner
from wayhome.checkins.firing import CheckIns
from wayhome.checkins.one_person import OnePerson
from wayhome.checkins.rendering import NotNow, Rendered
from wayhome.clock import SetClock
from wayhome.content.check_ins import Audience, PlannedCheckIn, Schedule
from wayhome.models import (
    ChannelName,
    CheckIn,
    CheckInKind,
    ContactPoint,
    Direction,
    Handoff,
    Message,
    Person,
)
from wayhome.outbox.queueing import Outbox
from wayhome.plans.store import start_support

ANN = "+447700900001"
MONDAY = date(2026, 11, 23)
#: The check-in of the first day is due.
DAY_1 = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
DAYS = (1, 2, 3, 5, 7, 10, 14, 21, 28, 35, 42)
SIX_WEEKS = Schedule(
    name="six_weeks",
    audience=Audience.PATIENTS,
    reviewed_by="Ola Brand",
    reviewed_on=None,
    check_ins=tuple(
        PlannedCheckIn(
            key=f"day_{day}",
            day=day,
            kind=CheckInKind.QUESTIONS,
            hour=time(10),
            theme="how it goes",
            opening="Hello.",
        )
        for day in DAYS
    ),
)
CARERS_WEEKS = replace(
    SIX_WEEKS, name="carers", audience=Audience.CARERS, check_ins=SIX_WEEKS.check_ins[:1]
)


@dataclass
class Words:
    """Asks "How are you?", or says what it is told to say."""

    says: Rendered | NotNow = field(
        default_factory=lambda: Rendered(texts=("How are you?",), question="how")
    )

    async def render(
        self, session: AsyncSession, person: Person, check_in: CheckIn
    ) -> Rendered | NotNow:
        del session, person, check_in
        return self.says

    async def remind(
        self, session: AsyncSession, person: Person, check_in: CheckIn
    ) -> Rendered | NotNow:
        del session, person
        return Rendered(texts=("Did you see my text?",), question=check_in.question)


@dataclass
class Ward:
    """What a test enrols, fires and looks at."""

    core: Core
    clock: SetClock
    words: Words
    planner: Planner
    engine: CheckIns

    async def enrol(self, name: str, discharged_on: date, *, sms: str | None = None) -> Person:
        async with self.core.sessions.begin() as session:
            someone = await person(session, self.clock, name, sms=sms)
            await start_support(session, self.clock, someone, discharged_on)
        return someone

    async def fire(self, at: datetime | None = None) -> int:
        if at is not None:
            self.clock.move_to(at)
        await self.planner.plan_all_open()
        return await self.engine.fire_all_due()

    async def text_in(self, someone: Person, words: str) -> Message:
        """The person texts us now; nobody answers."""
        async with self.core.sessions.begin() as session:
            return await text_from(session, self.clock, someone, words)

    async def point(self, session: AsyncSession, someone: Person) -> ContactPoint:
        found = await session.scalars(
            select(ContactPoint).where(ContactPoint.person_id == someone.id)
        )
        return found.one()

    async def handoffs(self) -> list[Handoff]:
        async with self.core.sessions() as session:
            return list(await session.scalars(select(Handoff).order_by(Handoff.id)))

    async def rows(self) -> dict[str, CheckIn]:
        async with self.core.sessions() as session:
            found = await session.scalars(select(CheckIn).order_by(CheckIn.due_at, CheckIn.id))
            return {one.key: one for one in found}

    async def texts(self) -> list[Message]:
        async with self.core.sessions() as session:
            return list(
                await session.scalars(
                    select(Message).where(Message.direction == Direction.OUT).order_by(Message.id)
                )
            )


@pytest.fixture
def ward(core: Core, clock: SetClock) -> Ward:
    words = Words()
    outbox = Outbox(core.jobs, clock)
    planner = Planner(core.sessions, {SIX_WEEKS.name: SIX_WEEKS}, clock)
    renderers = dict.fromkeys(CheckInKind, words)
    one_person = OnePerson(outbox, renderers, dict.fromkeys(CheckInKind, words), clock)
    channels = {ChannelName.SMS: FakeChannel(), ChannelName.TELEGRAM: FakeChannel(name="telegram")}
    departures = make_departures(core, make_sender(core, channels))
    engine = CheckIns(core.sessions, one_person, departures, clock)
    return Ward(core, clock, words, planner, engine)


@pytest.fixture
async def ann(ward: Ward) -> Person:
    someone = await ward.enrol("Ann", MONDAY, sms=ANN)
    # Planned on the evening of the day she came home.
    ward.clock.move_to(datetime(2026, 11, 23, 18, 0, tzinfo=UTC))
    await ward.planner.plan_all_open()
    return someone
