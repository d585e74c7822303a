"""Plays a written conversation: the real net, inbox, Rasa's reading, desk and outbox, a set clock.

What is left out is the way over HTTP, which `test_conversations.py` takes: here the hour of the day
must be the script's, and every process but Rasa would look at its own clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from sqlalchemy import select

from channels.base import InboundText
from tests.cast import worker
from tests.fakes import FakeChannel
from wayhome.bootstrap.actions import desk
from wayhome.bootstrap.checkins import make_check_ins, make_planner
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.worker import make_departures, make_handler, make_sender
from wayhome.clock import SetClock
from wayhome.dialogue.desk import Desk
from wayhome.dialogue.rasa import Rasa, RasaAnswer
from wayhome.dialogue.turns import Turn
from wayhome.inbox.handle import Handler
from wayhome.inbox.receive import Receiver
from wayhome.models import ChannelName, Direction, Message
from wayhome.plans.documents import check_document
from wayhome.plans.store import save_document

FOLDER = Path(__file__).parent / "conversations"
_HOME = ZoneInfo("Europe/London")
_BETWEEN_TEXTS = timedelta(minutes=2)


@dataclass(frozen=True)
class Line:
    """What the person texts, and the words that its answer must and must not hold.

    With `hours` the time goes by instead, and it is what we text meanwhile that is looked at.
    """

    user: str
    hours: int | None = None
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


@dataclass(frozen=True)
class Script:
    id: str
    at: datetime
    documents: tuple[dict[str, Any], ...]
    mobile: str
    turns: tuple[Line, ...] = field(repr=False)


def scripts(folder: Path = FOLDER) -> list[Script]:
    return [_script(path) for path in sorted(folder.glob("*.yaml"))]


def _script(path: Path) -> Script:
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    documents = tuple(written["people"])
    return Script(
        id=path.stem,
        at=datetime.fromisoformat(written["at"]).replace(tzinfo=_HOME),
        documents=documents,
        mobile=documents[-1]["person"]["mobiles"][0],
        turns=tuple(
            Line(
                one.get("user", ""),
                one.get("hours"),
                tuple(one.get("must", ())),
                tuple(one.get("must_not", ())),
            )
            for one in written["turns"]
        ),
    )


@dataclass
class ReadByRasa:
    """Rasa says what a text is about; the desk answers, as it does behind the action server."""

    rasa: Rasa
    desk: Desk

    async def talk(
        self, conversation_id: int, message_id: int, text: str, *, question_open: bool
    ) -> RasaAnswer:
        del question_open  # the desk looks for itself
        topic, confidence = await self.rasa.understand(text)
        reply = await self.desk.answer(Turn(conversation_id, message_id, text, topic, confidence))
        return RasaAnswer(
            texts=reply.texts,
            buttons=reply.buttons,
            topic=reply.topic,
            picture=reply.picture,
            confidence=confidence,
        )


@dataclass
class Stage:
    core: Core
    clock: SetClock
    rasa: Rasa
    texts: int = 0
    sms: FakeChannel = field(default_factory=FakeChannel)

    async def play(self, script: Script) -> list[tuple[Line, str]]:
        self.clock.move_to(script.at)
        await self._put_on_record(script)
        return [(line, await self._said_to(script.mobile, line)) for line in script.turns]

    async def _said_to(self, mobile: str, line: Line) -> str:
        if line.hours is None:
            return await self.say(mobile, line.user)
        return await self.wait(line.hours)

    async def wait(self, hours: int) -> str:
        """What is texted first while so many hours go by, each with its minute of the engine."""
        sender = make_sender(self.core, {ChannelName.SMS: self.sms})
        engine = make_check_ins(self.core, make_departures(self.core, sender))
        await make_planner(self.core).plan_all_open()
        seen = len(await self._started())
        for _ in range(hours):
            self.clock.move_on(timedelta(hours=1))
            await engine.fire_all_due()
        return "\n\n".join((await self._started())[seen:])

    async def _started(self) -> list[str]:
        """Every text that answers none."""
        async with self.core.sessions() as session:
            found = await session.scalars(
                select(Message.text)
                .where(Message.direction == Direction.OUT, Message.in_reply_to_id.is_(None))
                .order_by(Message.id)
            )
            return list(found)

    async def say(self, mobile: str, text: str) -> str:
        """Everything that is texted back, one text a paragraph."""
        self.clock.move_on(_BETWEEN_TEXTS)
        self.texts += 1
        core = self.core
        receiver = Receiver(core.sessions, core.safety, self.clock)
        received = await receiver.receive(
            InboundText(
                channel="sms", address=mobile, provider_id=f"script-{self.texts}", text=text
            )
        )
        assert received.message_id is not None
        await self._handler().handle(received.message_id)
        async with core.sessions() as session:
            said = await session.scalars(
                select(Message.text)
                .where(
                    Message.direction == Direction.OUT,
                    Message.in_reply_to_id == received.message_id,
                )
                .order_by(Message.id)
            )
            return "\n\n".join(said)

    def _handler(self) -> Handler:
        assistant = ReadByRasa(self.rasa, desk(self.core, self.rasa))
        return make_handler(
            self.core, assistant, make_sender(self.core, {ChannelName.SMS: self.sms})
        )

    async def _put_on_record(self, script: Script) -> None:
        async with self.core.sessions.begin() as session:
            staff = await worker(session, self.clock, f"Rita{self.texts}")
            for document in script.documents:
                await save_document(session, self.clock, check_document(document, script.id), staff)


def faults(line: Line, answer: str) -> list[str]:
    """The words of a script that an answer lacks or should not have; a pattern each."""
    plain = " ".join(answer.split())
    lacking = [f"lacks {one!r}" for one in line.must if not re.search(one, plain, re.IGNORECASE)]
    unwanted = [one for one in line.must_not if re.search(one, plain, re.IGNORECASE)]
    return [*lacking, *(f"has {one!r}" for one in unwanted)]
