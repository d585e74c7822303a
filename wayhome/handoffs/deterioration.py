"""Signs gathered over a day: each harmless alone, together a concern that a person must look into.

Source: mission S25, a homecare deterioration protocol (reduced appetite, confusion and
breathlessness within 24 hours, while the family says that it is normal).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from wayhome.handoffs.opening import open_handoff
from wayhome.levels import Level
from wayhome.models import (
    CareLink,
    Handoff,
    HandoffMessage,
    HandoffReason,
    Person,
    PersonKind,
    Sign,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.clock import Clock
    from wayhome.models import Message

CATEGORY: Final = "deterioration"
WINDOW: Final = timedelta(hours=24)
#: So many different signs of one patient within the window are a concern.
ENOUGH: Final = 3


async def notice(
    session: AsyncSession, clock: Clock, message: Message, person: Person, kinds: Collection[str]
) -> bool:
    """Keeps the signs that a text tells of; whether they made a concern of a patient's day.

    Who tells of them does not matter: a patient and their carers are read together.
    """
    raised = False
    for patient_id in await _patients(session, person):
        # Two carers who text at once must see each other's signs.
        await session.execute(select(Person.id).where(Person.id == patient_id).with_for_update())
        rows = [
            {"message_id": message.id, "patient_id": patient_id, "kind": kind}
            for kind in sorted(kinds)
        ]
        told_at = message.created_at
        await session.execute(
            insert(Sign)
            .values([{**row, "told_at": told_at} for row in rows])
            .on_conflict_do_nothing()
        )
        raised |= await _gather(session, clock, message, patient_id)
    return raised


def window_start(now: datetime, seen_to: datetime | None) -> datetime:
    """After which signs count: a day back, or since a person last looked into this patient."""
    return max(now - WINDOW, seen_to or now - WINDOW)


def together(signs: Iterable[Sign], since: datetime, until: datetime) -> tuple[Sign, ...]:
    """The signs that make a concern, all that lie in the window; none where they are too few.

    Who told of them, in which order and how often is all one: what counts is how many differ.
    """
    within = tuple(sign for sign in signs if since < sign.told_at <= until)
    return within if len({sign.kind for sign in within}) >= ENOUGH else ()


async def signs_since(
    session: AsyncSession, patient_id: int, since: datetime, until: datetime
) -> Sequence[Sign]:
    """What was told of the patient after `since`, up to and including `until`; oldest first."""
    return (
        await session.scalars(
            select(Sign)
            .where(Sign.patient_id == patient_id, Sign.told_at > since, Sign.told_at <= until)
            .order_by(Sign.told_at, Sign.message_id, Sign.kind)
        )
    ).all()


async def _gather(session: AsyncSession, clock: Clock, message: Message, patient_id: int) -> bool:
    concern = await _open_concern(session, patient_id)
    if concern is not None:
        await _join(session, concern, {message.id})
        return False
    now = clock.now()
    seen_to = await session.scalar(
        select(func.max(Handoff.resolved_at)).where(
            Handoff.person_id == patient_id, Handoff.category == CATEGORY
        )
    )
    since = window_start(now, seen_to)
    signs = together(await signs_since(session, patient_id, since, now), since, now)
    if not signs:
        return False
    concern = await open_handoff(
        session,
        message=message,
        level=Level.CONCERN,
        reason=HandoffReason.CONCERN_RAISED,
        clock=clock,
        category=CATEGORY,
        rule=", ".join(sorted({sign.kind for sign in signs})),
    )
    # A carer's text is about the patient.
    concern.person_id = patient_id
    await _join(session, concern, {sign.message_id for sign in signs})
    return True


async def _open_concern(session: AsyncSession, patient_id: int) -> Handoff | None:
    return (
        await session.scalars(
            select(Handoff)
            .where(
                Handoff.person_id == patient_id,
                Handoff.category == CATEGORY,
                Handoff.resolved_at.is_(None),
            )
            .limit(1)
        )
    ).one_or_none()


async def _join(session: AsyncSession, concern: Handoff, message_ids: Collection[int]) -> None:
    await session.execute(
        insert(HandoffMessage)
        .values([{"handoff_id": concern.id, "message_id": one} for one in sorted(message_ids)])
        .on_conflict_do_nothing()
    )


async def _patients(session: AsyncSession, person: Person) -> Sequence[int]:
    """The patient who texts, or all of a carer's: a false concern is the lesser harm."""
    if person.kind is PersonKind.PATIENT:
        return [person.id]
    return (
        await session.scalars(
            select(CareLink.patient_id)
            .where(CareLink.carer_id == person.id)
            .order_by(CareLink.patient_id)
        )
    ).all()
