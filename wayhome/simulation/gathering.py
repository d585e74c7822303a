"""Reads a run's database into rows for the laws."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.models import (
    Answer,
    CareLink,
    CheckIn,
    ContactPoint,
    Conversation,
    Handoff,
    HandoffMessage,
    Message,
    Person,
    SupportPeriod,
    SupportStatus,
)
from wayhome.simulation.evidence import (
    AnswerRow,
    CheckInRow,
    Evidence,
    HandoffRow,
    MessageRow,
    PersonRow,
)
from wayhome.simulation.world import World


async def gather(session: AsyncSession, world: World) -> Evidence:
    taken = [one for phones in world.service.channels.values() for one in phones.taken]
    return Evidence(
        ended_at=world.clock.now(),
        people={one.id: one for one in await _people(session, world)},
        messages={one.id: one for one in await _messages(session)},
        check_ins={one.id: one for one in await _check_ins(session)},
        answers=tuple(await _answers(session)),
        handoffs=tuple(await _handoffs(session)),
        taken=tuple(sorted(taken, key=lambda one: (one.at, one.address, one.provider_id))),
        truths=tuple(world.truths),
        ends_seen=frozenset(world.ends_seen),
        cares_for=await _care_links(session),
        dead_jobs=tuple(name for name, _ in world.service.jobs.dead),
    )


async def _people(session: AsyncSession, world: World) -> list[PersonRow]:
    found = await session.execute(select(Person.id, Person.local_id, Person.texts_at))
    return [
        PersonRow(
            id=one, local_id=local_id or "", texts_at=at, zones=tuple(world.zones.get(one, ()))
        )
        for one, local_id, at in found
    ]


async def _care_links(session: AsyncSession) -> dict[int, int]:
    found = await session.execute(select(CareLink.carer_id, CareLink.patient_id))
    return {carer_id: patient_id for carer_id, patient_id in found}  # noqa: C416 - rows, not pairs


async def _messages(session: AsyncSession) -> list[MessageRow]:
    found = await session.execute(
        select(
            Message.id,
            Message.conversation_id,
            Conversation.person_id,
            ContactPoint.address,
            *(
                getattr(Message, name)
                for name in (
                    *("direction", "status", "text", "created_at", "provider_id", "purpose"),
                    *("in_reply_to_id", "level", "handled_at", "media"),
                )
            ),
        )
        .join(Conversation, Conversation.id == Message.conversation_id)
        .join(ContactPoint, ContactPoint.id == Message.contact_point_id)
        .order_by(Message.id)
    )
    return [
        MessageRow(**{**row._mapping, "media": tuple(row.media)})  # noqa: SLF001 - SQLAlchemy's public name for it
        for row in found
    ]


async def _check_ins(session: AsyncSession) -> list[CheckInRow]:
    names = (
        *("id", "person_id", "schedule", "key", "kind", "status", "why", "due_at", "asked_at"),
        *("ended_at", "message_id"),
    )
    found = await session.execute(
        select(SupportPeriod.status, *(getattr(CheckIn, name) for name in names))
        .join(SupportPeriod, SupportPeriod.id == CheckIn.support_period_id)
        .order_by(CheckIn.id)
    )
    return [
        CheckInRow(**dict(zip(names, row, strict=True)), period_ended=period is SupportStatus.ENDED)
        for period, *row in found
    ]


async def _answers(session: AsyncSession) -> list[AnswerRow]:
    names = ("id", "check_in_id", "question", "value", "message_id", "given_at")
    found = await session.execute(
        select(*(getattr(Answer, name) for name in names)).order_by(Answer.id)
    )
    return [AnswerRow(**dict(zip(names, row, strict=True))) for row in found]


async def _handoffs(session: AsyncSession) -> list[HandoffRow]:
    joined: dict[int, set[int]] = defaultdict(set)
    pairs = await session.execute(select(HandoffMessage.handoff_id, HandoffMessage.message_id))
    for handoff_id, message_id in pairs:
        joined[handoff_id].add(message_id)
    names = (
        *("id", "conversation_id", "person_id", "message_id", "level", "reason", "category"),
        *("opened_at", "claimed_at", "resolved_at", "outcome"),
    )
    found = await session.execute(
        select(*(getattr(Handoff, name) for name in names)).order_by(Handoff.id)
    )
    return [
        HandoffRow(**dict(zip(names, row, strict=True)), joined=frozenset(joined[row[0]]))
        for row in found
    ]
