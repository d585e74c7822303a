"""Edna, her plan, her daughter Fay, and a stranger, each with a conversation to talk in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from tests.cast import worker
from tests.fakes import FakeReader
from wayhome.bootstrap.checkins import make_answering
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.exercises import make_exercise_desk
from wayhome.clock import Clock
from wayhome.dialogue.desk import Desk, OpenHandoff
from wayhome.dialogue.turns import Reply, Turn
from wayhome.handoffs.opening import open_handoff
from wayhome.models import (
    ChannelName,
    ContactPoint,
    Direction,
    Handoff,
    Message,
    MessageStatus,
)
from wayhome.people.contact_points import contact_point
from wayhome.plans.documents import check_document
from wayhome.plans.store import save_document

EDNA = "+447700900301"
FAY = "+447700900302"
STRANGER = "+447700900303"

DOCUMENTS: list[dict[str, Any]] = [
    {
        "person": {"id": "edna", "name": "Edna Firth", "called": "Edna", "mobiles": [EDNA]},
        "plan": {
            "hospital": "Lark Hill Hospital",
            "discharged_on": "2026-11-20",
            "reason": "a broken ankle",
            "medicines": [
                {
                    "name": f"Medicine{letter}",
                    "purpose": "a purpose that takes up some room in the text",
                    "how_to_take": "Take one 10mg tablet each morning with a full glass of water.",
                    "change": "same",
                }
                for letter in "abcdefgh"
            ],
            "appointments": [
                {"title": "ankle clinic", "starts_at": "2026-12-02 10:40", "place": "Clinic 9"}
            ],
            "contacts": [
                {"role": "plaster room", "phone": "01632 960 705", "hours": ["daily 8am to 4pm"]},
                {"role": "Carers' Line", "phone": "01632 960 708"},
            ],
        },
    },
    {
        "person": {
            "id": "fay", "kind": "carer", "name": "Fay Firth", "called": "Fay", "mobiles": [FAY],
            "cares_for": [
                {"person": "edna", "relationship": "daughter", "may_know": ["appointments"]}
            ],
        }
    },
]  # fmt: skip


@dataclass
class Talk:
    """Stores each text as the inbox would, and asks the desk."""

    core: Core
    desk: Desk
    last: Turn | None = None

    async def __call__(
        self, topic: str, text: str, sender: str = EDNA, confidence: float = 0.9
    ) -> Reply:
        self.last = Turn(*await self._store(text, sender), text, topic, confidence)
        return await self.desk.answer(self.last)

    async def again(self) -> Reply:
        """The same job, run a second time."""
        assert self.last is not None
        return await self.desk.answer(self.last)

    async def handoffs(self) -> list[Handoff]:
        async with self.core.sessions() as session:
            return list(await session.scalars(select(Handoff).order_by(Handoff.id)))

    async def point(self, sender: str = EDNA) -> ContactPoint:
        async with self.core.sessions.begin() as session:
            return await contact_point(session, self.core.clock, ChannelName.SMS, sender)

    async def _store(self, text: str, sender: str) -> tuple[int, int]:
        point = await self.point(sender)
        async with self.core.sessions.begin() as session:
            message = Message(
                conversation_id=point.conversation_id,
                contact_point_id=point.id,
                direction=Direction.IN,
                channel=ChannelName.SMS,
                status=MessageStatus.RECEIVED,
                text=text,
                created_at=self.core.clock.now(),
            )
            session.add(message)
            await session.flush()
            return point.conversation_id, message.id


def desk_of(
    core: Core, clock: Clock, opener: OpenHandoff, reader: FakeReader | None = None
) -> Desk:
    return Desk(
        core.sessions,
        core.replies,
        clock,
        opener,
        core.consent_words,
        core.nods,
        reader or FakeReader(),
        make_answering(core),
        make_exercise_desk(core),
        service_name="Wayhome",
        team_phone="01632 960 700",
    )


@pytest.fixture
async def talk(core: Core) -> Talk:
    async with core.sessions.begin() as session:
        reviewer = await worker(session, core.clock, "Rita")
        for written in DOCUMENTS:
            await save_document(session, core.clock, check_document(written, "cast"), reviewer)
    return Talk(core, desk_of(core, core.clock, open_handoff))
