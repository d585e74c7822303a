"""Texts through the whole path but Rasa: what leaves the house harms nobody and tells nobody."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from channels.base import InboundText
from tests.fakes import FakeChannel
from tests.unit.content.test_safeguarding_words import TELLING
from tests.unit.plans.test_nothing_harmful_is_said import broken
from wayhome.bootstrap.actions import desk
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.worker import make_handler, make_sender
from wayhome.clock import SetClock
from wayhome.demo.loading import load_demo
from wayhome.dialogue.desk import Desk
from wayhome.dialogue.rasa import RasaAnswer
from wayhome.dialogue.turns import Turn
from wayhome.inbox.receive import Receiver
from wayhome.models import ChannelName, ContactPoint, Message, Person
from wayhome.people.safe_to_text import HARM_BY_SOMEONE
from wayhome.plans.loading import current_plan
from wayhome.plans.matching import words
from wayhome.plans.values import Plan

ROOT = Path(__file__).resolve().parents[2]
BESIDE = ROOT.parent / "shared"
LABELLED = Path(os.environ.get("WAYHOME_SHARED", BESIDE)) / "eval" / "messages_dev.jsonl"
UNSEEN = ROOT / "tests" / "evaluation" / "unseen.jsonl"
#: Of our own texts every so many are enough; the labelled ones are all tried.
ONE_IN = 6
MAUREEN = "+447700900102"


def labelled(path: Path) -> dict[str, str]:
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["text"]: row["topic"] for row in rows}


@dataclass
class ReadAsLabelled:
    """Reads each text as its label says, and a part of it as the whole; the desk answers."""

    topics: dict[str, str]
    desk: Desk | None = None
    now_read: str = "out_of_scope"

    async def understand(self, text: str) -> tuple[str, float]:
        guesses = {"tablet": "medicines", "appointment": "appointments", "nurse": "care_at_home"}
        guess = next((topic for word, topic in guesses.items() if word in text), self.now_read)
        return guess, 0.9

    async def talk(
        self, conversation_id: int, message_id: int, text: str, *, question_open: bool
    ) -> RasaAnswer:
        del question_open
        assert self.desk is not None
        self.now_read = self.topics.get(text, "out_of_scope")
        turn = Turn(conversation_id, message_id, text, self.now_read, 0.9)
        reply = await self.desk.answer(turn)
        return RasaAnswer(
            texts=reply.texts, buttons=reply.buttons, topic=reply.topic, confidence=0.9
        )


@dataclass
class House:
    """Maureen of the demo texts, an hour between texts, and is ours again after each."""

    core: Core
    clock: SetClock
    reader: ReadAsLabelled
    said: int = 0

    async def say(self, text: str) -> tuple[str, ...]:
        await self._as_it_was()
        self.clock.move_on(timedelta(hours=1))
        self.said += 1
        received = await Receiver(self.core.sessions, self.core.safety, self.clock).receive(
            InboundText(channel="sms", address=MAUREEN, provider_id=f"house-{self.said}", text=text)
        )
        assert received.message_id is not None
        sender = make_sender(self.core, {ChannelName.SMS: FakeChannel()})
        await make_handler(self.core, self.reader, sender).handle(received.message_id)
        async with self.core.sessions() as session:
            ours = await session.scalars(
                select(Message.text)
                .where(Message.in_reply_to_id == received.message_id)
                .order_by(Message.id)
            )
            return tuple(ours)

    async def plan(self) -> Plan | None:
        async with self.core.sessions() as session:
            return await current_plan(session, (await _maureen(session)).id)

    async def _as_it_was(self) -> None:
        async with self.core.sessions.begin() as session:
            maureen = await _maureen(session)
            maureen.stopped_at = maureen.unsafe_to_text_since = None
            await session.execute(
                update(ContactPoint)
                .where(ContactPoint.address == MAUREEN)
                .values(person_id=maureen.id, wrong_number_since=None)
            )


async def _maureen(session: AsyncSession) -> Person:
    found = await session.scalars(select(Person).where(Person.called == "Maureen"))
    return found.one()


@pytest.fixture
async def house(core: Core, clock: SetClock) -> House:
    async with core.sessions.begin() as session:
        await load_demo(session, clock)
    reader = ReadAsLabelled({})
    reader.desk = desk(core, reader)
    return House(core, clock, reader)


async def harm_done(house: House, topics: dict[str, str]) -> dict[str, list[str]]:
    house.reader.topics = topics
    plan = await house.plan()
    replies = {text: await house.say(text) for text in topics}
    assert [text for text, texts in replies.items() if not texts] == []
    return {text: found for text, texts in replies.items() if (found := broken(texts, plan))}


async def test_no_text_of_ours_draws_out_what_may_never_be_said(house: House) -> None:
    some = dict(list(labelled(UNSEEN).items())[::ONE_IN])

    assert len(some) > 50
    assert await harm_done(house, some) == {}


@pytest.mark.skipif(
    not LABELLED.exists(),
    reason=f"NOT MEASURED: no messages at {LABELLED}; set WAYHOME_SHARED to their folder",
)
async def test_no_labelled_text_draws_out_what_may_never_be_said(house: House) -> None:
    assert await harm_done(house, labelled(LABELLED)) == {}


async def test_no_word_of_harm_is_texted_to_whom_harm_is_done(house: House) -> None:
    """Whatever the level, and whether the net or the topic saw it."""
    texts = [
        text
        for text, topic in labelled(UNSEEN).items()
        if topic == "safeguarding" or house.core.safety.assess(text).category in HARM_BY_SOMEONE
    ]
    house.reader.topics = dict.fromkeys(texts, "safeguarding")

    assert len(texts) > 5
    told = {text: " ".join(await house.say(text)) for text in texts}
    assert {t: found for t, said in told.items() if (found := TELLING & set(words(said)))} == {}
