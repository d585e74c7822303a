"""A patient with a new hip, a clinician, the real content, and an engine that sends."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from channels.base import InboundText
from tests.cast import worker
from tests.fakes import FakeChannel, FakeReader
from wayhome.bootstrap import content
from wayhome.bootstrap.actions import desk
from wayhome.bootstrap.checkins import make_check_ins, make_planner
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.worker import make_handler, make_sender
from wayhome.clock import SetClock
from wayhome.content.move_to_improve import MoveToImprove
from wayhome.content.movements import MovementSet
from wayhome.dialogue.rasa import RasaAnswer
from wayhome.dialogue.turns import Turn
from wayhome.exercises.clearing import Proposal, Wish, clear, propose
from wayhome.inbox.receive import Receiver
from wayhome.models import (
    ChannelName,
    CheckIn,
    CheckInKind,
    Clearance,
    Direction,
    ExerciseLevel,
    ExercisePrompt,
    Handoff,
    Message,
    Person,
    Role,
    StaffMember,
)
from wayhome.outbox.departures import Departures
from wayhome.outbox.queueing import Outbox
from wayhome.plans.documents import check_document
from wayhome.plans.store import save_document

HIP = {
    "hospital": "Fairhill Hospital",
    "discharged_on": "2026-11-20",
    "reason": "a new right hip",
}


@dataclass
class Gym:
    core: Core
    clock: SetClock
    content: MoveToImprove
    ann: Person
    #: A support worker and a clinical reviewer.
    sam: StaffMember
    priya: StaffMember

    async def clear(self, *named: str, level: ExerciseLevel = ExerciseLevel.STANDARD) -> Clearance:
        """The chair set's harmless ones, or just those named."""
        wish = Wish(named=named) if named else Wish(sets=frozenset({MovementSet.CHAIR}))
        async with self.core.sessions.begin() as session:
            proposed = await propose(session, self.content, self.ann, wish)
            return await clear(session, self.clock, self.ann, self.priya, proposed, level)

    async def clear_on_word(self, *named: str) -> Clearance:
        wish = Wish(named=named, on_word_of="ward physiotherapist, 20 November")
        async with self.core.sessions.begin() as session:
            proposed = await propose(session, self.content, self.ann, wish)
            level = ExerciseLevel.STANDARD
            return await clear(session, self.clock, self.ann, self.priya, proposed, level)

    async def propose(self, wish: Wish) -> Proposal:
        async with self.core.sessions() as session:
            return await propose(session, self.content, self.ann, wish)

    async def give_plan(self, **changes: Any) -> None:  # noqa: ANN401 - as YAML holds it
        async with self.core.sessions.begin() as session:
            await save_document(session, self.clock, _document(HIP | changes), self.sam)


def _document(plan: dict[str, Any]) -> Any:  # noqa: ANN401 - the document's own type
    someone = {"id": "ann", "name": "Ann Bell", "called": "Ann", "mobiles": ["+447700900321"]}
    return check_document({"person": someone, "plan": plan}, "ann")


@pytest.fixture
def move_to_improve() -> MoveToImprove:
    return content.move_to_improve()


@pytest.fixture
async def gym(core: Core, clock: SetClock, move_to_improve: MoveToImprove) -> Gym:
    async with core.sessions.begin() as session:
        sam = await worker(session, clock)
        priya = await worker(session, clock, "Priya")
        priya.role = Role.CLINICAL_REVIEWER
        ann, _ = await save_document(session, clock, _document(HIP), sam)
    return Gym(core, clock, move_to_improve, ann, sam, priya)


SCHEDULE = "move_to_improve"
#: The fourth day at home, and the first with an exercise of the schedule.
TUESDAY = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
_ANN = "+447700900321"


@dataclass
class ReadAs:
    """An assistant that takes every text for the topic it is told, and asks the real desk."""

    core: Core
    topic: str = "out_of_scope"

    async def talk(
        self, conversation_id: int, message_id: int, text: str, *, question_open: bool = False
    ) -> RasaAnswer:
        del question_open
        turn = Turn(conversation_id, message_id, text, self.topic, 0.9)
        reply = await desk(self.core, FakeReader()).answer(turn)
        # A job that runs twice says the same, whatever the first run wrote down.
        assert reply == await desk(self.core, FakeReader()).answer(turn)
        return RasaAnswer(
            texts=reply.texts,
            buttons=reply.buttons,
            topic=reply.topic,
            picture=reply.picture,
            confidence=0.9,
        )


@dataclass
class Engine:
    gym: Gym
    sms: FakeChannel = field(default_factory=FakeChannel)

    async def say(self, text: str, topic: str = "out_of_scope") -> list[Message]:
        """Ann texts, through the whole path but Rasa's reading; what is texted back."""
        before, core = len(await self.texts()), self.gym.core
        receiver = Receiver(core.sessions, core.safety, core.clock)
        received = await receiver.receive(
            InboundText(channel="sms", address=_ANN, provider_id=f"SM{before}-{text}", text=text)
        )
        assert received.message_id is not None
        sender = make_sender(core, {ChannelName.SMS: self.sms})
        await make_handler(core, ReadAs(core, topic), sender).handle(received.message_id)
        return (await self.texts())[before:]

    async def handoffs(self) -> list[Handoff]:
        async with self.gym.core.sessions() as session:
            return list(await session.scalars(select(Handoff).order_by(Handoff.id)))

    async def cleared(self) -> Clearance:
        async with self.gym.core.sessions() as session:
            standing = select(Clearance).where(Clearance.withdrawn_at.is_(None))
            return (await session.scalars(standing)).one()

    async def plan(self) -> int:
        core = self.gym.core
        async with core.sessions.begin() as session:
            ann = await session.get_one(Person, self.gym.ann.id)
            return await make_planner(core).plan_chosen(session, ann, SCHEDULE)

    async def fire(self, at: datetime) -> list[Message]:
        """What was sent at that moment."""
        before, core = len(await self.texts()), self.gym.core
        self.gym.clock.move_to(at)
        sender = make_sender(core, {ChannelName.SMS: self.sms})
        departures = Departures(core.sessions, Outbox(core.jobs, core.clock), sender)
        await make_check_ins(core, departures).fire_all_due()
        return (await self.texts())[before:]

    async def texts(self) -> list[Message]:
        async with self.gym.core.sessions() as session:
            found = select(Message).where(Message.direction == Direction.OUT).order_by(Message.id)
            return list(await session.scalars(found))

    async def prompts(self) -> list[ExercisePrompt]:
        async with self.gym.core.sessions() as session:
            return list(await session.scalars(select(ExercisePrompt).order_by(ExercisePrompt.id)))

    async def rows(self) -> dict[str, CheckIn]:
        async with self.gym.core.sessions() as session:
            found = select(CheckIn).where(CheckIn.kind == CheckInKind.EXERCISES)
            return {one.key: one for one in await session.scalars(found)}


@pytest.fixture
def engine(gym: Gym) -> Engine:
    return Engine(gym)


@pytest.fixture
async def sent(engine: Engine) -> Engine:
    """Ann has just had her first exercise: point and pull your toes."""
    await engine.gym.clear("ankle_stretch", "neck_turn")
    await engine.plan()
    await engine.fire(TUESDAY)
    return engine
