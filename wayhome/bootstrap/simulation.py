"""Puts the real service together for a simulation, on a database of its own, and lets it run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.bootstrap import content
from wayhome.bootstrap.actions import desk
from wayhome.bootstrap.checkins import make_planner
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.worker import equip
from wayhome.clock import SetClock
from wayhome.dialogue.desk import Desk
from wayhome.dialogue.rasa import RasaAnswer
from wayhome.dialogue.turns import Turn
from wayhome.exercises import clearing
from wayhome.exercises.clearing import Wish
from wayhome.inbox.receive import Receiver
from wayhome.inbox.reports import Reports
from wayhome.models import ChannelName, ExerciseLevel, Person, Role, StaffMember
from wayhome.people.linking import make_link_code
from wayhome.people.support import PauseReason, pause_support
from wayhome.plans.documents import check_document
from wayhome.plans.store import save_document
from wayhome.simulation.cast import cast, document
from wayhome.simulation.duty import Duty
from wayhome.simulation.evidence import Evidence
from wayhome.simulation.gathering import gather
from wayhome.simulation.jobs_by_clock import JobsByClock
from wayhome.simulation.lives import Life
from wayhome.simulation.phones import Phones
from wayhome.simulation.world import Service, World

#: People leave hospital in the afternoon.
_HOME_AT: Final = time(14, 30)
_EXERCISES: Final = "move_to_improve"


class TopicSource(Protocol):
    """Says what a text is about, and how surely."""

    def topic(self, text: str) -> tuple[str, float]: ...


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Which people live when; `first` and `people` are this process's part of all."""

    seed: int
    first: int
    people: int
    start: date
    days: int
    kills: bool = False


class InProcess:
    """The assistant without Rasa: the trained topic model in this process, and the desk."""

    def __init__(self, source: TopicSource) -> None:
        self._source = source
        self._read: dict[str, tuple[str, float]] = {}
        self.desk: Desk | None = None

    async def understand(self, text: str) -> tuple[str, float]:
        if text not in self._read:
            self._read[text] = self._source.topic(text)
        return self._read[text]

    async def talk(
        self, conversation_id: int, message_id: int, text: str, *, question_open: bool = False
    ) -> RasaAnswer:
        del question_open  # the desk looks for itself
        assert self.desk is not None  # noqa: S101 - given before the first text
        topic, confidence = await self.understand(text)
        reply = await self.desk.answer(Turn(conversation_id, message_id, text, topic, confidence))
        return RasaAnswer(
            texts=reply.texts,
            buttons=reply.buttons,
            topic=reply.topic,
            picture=reply.picture,
            confidence=confidence,
        )


class RealOffice:
    """What staff do, by the service's own functions."""

    def __init__(self, core: Core, staff: StaffMember) -> None:
        self._core = core
        self._staff = staff
        self._versions: dict[str, int] = {}

    async def link_code(self, person_id: int) -> str:
        async with self._core.sessions.begin() as session:
            person = await session.get_one(Person, person_id)
            return await make_link_code(session, self._core.clock, person)

    async def record_death(self, person_id: int) -> None:
        async with self._core.sessions.begin() as session:
            person = await session.get_one(Person, person_id)
            await pause_support(session, self._core.clock, person, PauseReason.BEREAVEMENT)

    async def approve_plan(self, life: Life) -> None:
        version = self._versions[life.id] = self._versions.get(life.id, 1) + 1
        written = check_document(document(life, version), life.id)
        async with self._core.sessions.begin() as session:
            await save_document(session, self._core.clock, written, self._staff)

    async def move(self, person_id: int, timezone: str) -> None:
        async with self._core.sessions.begin() as session:
            person = await session.get_one(Person, person_id)
            person.timezone = timezone
            audit.record(session, self._core.clock, "moved", person, staff_id=self._staff.id)


async def simulate(
    core: Core, clock: SetClock, plan: Plan, source: TopicSource
) -> tuple[World, Evidence]:
    """Lives through the days of the plan on the core's database, which must be new."""
    clock.move_to(datetime.combine(plan.start, _HOME_AT, UTC))
    people = cast(plan.seed, plan.first, plan.people, plan.start)
    staff = await _enrol(core, people)
    world = World(_service(core, clock, plan, source, staff), clock, people)
    await world.live(clock.now() + timedelta(days=plan.days))
    async with core.sessions() as session:
        return world, await gather(session, world)


def _service(
    core: Core, clock: SetClock, plan: Plan, source: TopicSource, staff: StaffMember
) -> Service:
    channels = {
        name: Phones(name.value, clock, f"{plan.seed}", kills=plan.kills) for name in ChannelName
    }
    assistant = InProcess(source)
    assistant.desk = desk(core, assistant)
    equip(core, channels, assistant)
    return Service(
        sessions=core.sessions,
        receiver=Receiver(core.sessions, core.safety, clock),
        reports=Reports(core.sessions, clock),
        jobs=JobsByClock(
            core.job_app,
            core.sessions,
            clock,
            timedelta(seconds=core.settings.stalled_after),
        ),
        channels=channels,
        office=RealOffice(core, staff),
        duty=Duty(clock, staff),
    )


async def _enrol(core: Core, people: Sequence[Life]) -> StaffMember:
    """The people with their approved plans and their check-ins, as an import would leave them."""
    async with core.sessions.begin() as session:
        staff = StaffMember(
            name="Twin Reviewer",
            email="twin@example.org",
            role=Role.CLINICAL_REVIEWER,
            created_at=core.clock.now(),
        )
        session.add(staff)
        await session.flush()
        for life in people:
            written = check_document(document(life), life.id)
            person, _ = await save_document(session, core.clock, written, staff, announce=False)
            life.person_id = person.id
    await make_planner(core).plan_all_open()
    async with core.sessions.begin() as session:
        for life in people:
            if life.exercises and not life.is_carer:
                await _clear(core, session, life, staff)
    return staff


async def _clear(core: Core, session: AsyncSession, life: Life, staff: StaffMember) -> None:
    person = await session.get_one(Person, life.person_id)
    movements = content.move_to_improve()
    wish = Wish(sets=frozenset(one.set for one in movements.movements.values()))
    proposed = await clearing.propose(session, movements, person, wish)
    await clearing.clear(session, core.clock, person, staff, proposed, ExerciseLevel.STANDARD)
    await make_planner(core).plan_chosen(session, person, _EXERCISES)


def topics_as_written(topics: Mapping[str, str]) -> TopicSource:
    """Takes every phrase for what its file says, where no assistant is trained."""

    class _Written:
        def topic(self, text: str) -> tuple[str, float]:
            return topics.get(text, "out_of_scope"), 0.9

    return _Written()
