"""A talk with somebody whose check-in is open, through receiver, safety net, steps and desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from channels.base import InboundText
from tests.cast import worker
from tests.fakes import FakeChannel, FakeReader
from wayhome.bootstrap.actions import desk
from wayhome.bootstrap.checkins import make_check_ins, make_planner
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.worker import make_departures, make_handler, make_sender
from wayhome.checkins.firing import CheckIns
from wayhome.clock import SetClock
from wayhome.dialogue.desk import Desk
from wayhome.dialogue.rasa import RasaAnswer
from wayhome.dialogue.turns import Turn
from wayhome.inbox.receive import Receiver
from wayhome.models import Answer, ChannelName, CheckIn, Direction, Handoff, HandoffMessage, Message
from wayhome.outbox.sending import Sender
from wayhome.plans.documents import check_document
from wayhome.plans.store import save_document

ANN = "+447700900511"
BETWEEN_TEXTS = timedelta(minutes=2)


@dataclass
class Told:
    """Takes every text for the topic that the test says."""

    desk: Desk
    topic: str = "out_of_scope"
    confidence: float = 0.9

    async def talk(
        self, conversation_id: int, message_id: int, text: str, *, question_open: bool = False
    ) -> RasaAnswer:
        del question_open  # the desk looks for itself
        turn = Turn(conversation_id, message_id, text, self.topic, self.confidence)
        reply = await self.desk.answer(turn)
        return RasaAnswer(
            texts=reply.texts, buttons=reply.buttons, topic=reply.topic, confidence=self.confidence
        )


@dataclass
class CheckInTalk:
    core: Core
    clock: SetClock
    mobile: str = ANN
    texts: int = 0
    sms: FakeChannel = field(default_factory=FakeChannel)

    async def enrol(self, *documents: dict[str, Any]) -> None:
        async with self.core.sessions.begin() as session:
            staff = await worker(session, self.clock)
            for document in documents:
                await save_document(session, self.clock, check_document(document, "talk"), staff)

    async def fire(self, days: int = 0) -> str:
        """What the engine texts first, once so many days have gone by."""
        before = await self._outbound()
        await make_planner(self.core).plan_all_open()
        self.clock.move_on(timedelta(days=days))
        await self._engine().fire_all_due()
        return "\n\n".join(one.text for one in (await self._outbound())[len(before) :])

    async def say(self, text: str, topic: str = "out_of_scope", confidence: float = 0.9) -> str:
        """Everything that is texted back, one text a paragraph."""
        message_id = await self.receive(text)
        await self.handle(message_id, topic, confidence)
        return await self.reply_to(message_id)

    async def press(self, asked: Message, label: str, topic: str = "out_of_scope") -> str:
        """A button under one of our texts; what is texted back."""
        place = [one["label"] for one in asked.buttons].index(label)
        message_id = await self.receive(label, button=f"{asked.id}:{place}")
        await self.handle(message_id, topic)
        return await self.reply_to(message_id)

    async def last(self) -> Message:
        """Our newest text."""
        return (await self._outbound())[-1]

    async def receive(self, text: str, *, button: str | None = None) -> int:
        self.clock.move_on(BETWEEN_TEXTS)
        self.texts += 1
        received = await Receiver(self.core.sessions, self.core.safety, self.clock).receive(
            InboundText(
                channel="sms",
                address=self.mobile,
                provider_id=f"talk-{self.texts}",
                text=text,
                button=button,
            )
        )
        assert received.message_id is not None
        return received.message_id

    async def handle(self, message_id: int, topic: str, confidence: float = 0.9) -> None:
        assistant = Told(desk(self.core, FakeReader()), topic, confidence)
        await make_handler(self.core, assistant, self._sender()).handle(message_id)

    async def turn(self, message_id: int, text: str, topic: str = "out_of_scope") -> str:
        """The desk alone, as when a job dies after it."""
        answered = Told(desk(self.core, FakeReader()), topic)
        async with self.core.sessions() as session:
            message = await session.get_one(Message, message_id)
        return "\n\n".join((await answered.talk(message.conversation_id, message_id, text)).texts)

    async def reply_to(self, message_id: int) -> str:
        return "\n\n".join(
            one.text for one in await self._outbound() if one.in_reply_to_id == message_id
        )

    async def answers(self, *, standing: bool = True) -> dict[str, str]:
        """Question -> value; without `standing` what was corrected is there too, by its value."""
        async with self.core.sessions() as session:
            rows = await session.scalars(select(Answer).order_by(Answer.id))
            kept = [one for one in rows if not standing or one.superseded_at is None]
            return {one.question if standing else one.value: one.value for one in kept}

    async def fall_silent(self, key: str = "day_1") -> None:
        """Nothing is said to the question and nothing to the reminder."""
        while (await self.check_in(key)).ended_at is None:
            self.clock.move_on(timedelta(hours=1))
            await self._engine().fire_all_due()

    async def seen_with(self, handoff: Handoff) -> list[str]:
        """The texts that the worker of a handoff reads beside the first."""
        async with self.core.sessions() as session:
            found = await session.scalars(
                select(Message.text)
                .join(HandoffMessage, HandoffMessage.message_id == Message.id)
                .where(HandoffMessage.handoff_id == handoff.id)
            )
            return list(found)

    async def check_in(self, key: str = "day_1", schedule: str | None = None) -> CheckIn:
        wanted = select(CheckIn).where(CheckIn.key == key)
        if schedule is not None:
            wanted = wanted.where(CheckIn.schedule == schedule)
        async with self.core.sessions() as session:
            return (await session.scalars(wanted)).one()

    async def handoffs(self) -> list[Handoff]:
        async with self.core.sessions() as session:
            return list(await session.scalars(select(Handoff).order_by(Handoff.id)))

    def _engine(self) -> CheckIns:
        return make_check_ins(self.core, make_departures(self.core, self._sender()))

    def _sender(self) -> Sender:
        return make_sender(self.core, {ChannelName.SMS: self.sms})

    async def _outbound(self) -> list[Message]:
        async with self.core.sessions() as session:
            return list(
                await session.scalars(
                    select(Message).where(Message.direction == Direction.OUT).order_by(Message.id)
                )
            )
