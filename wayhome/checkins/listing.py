"""A person's check-ins as staff see them: what was said, what is to come, and why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from wayhome.checkins.standing import standing_of
from wayhome.models import (
    CareLink,
    CheckIn,
    CheckInStatus,
    Message,
    MessageStatus,
    Person,
    SupportPeriod,
    SupportStatus,
)

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, kw_only=True)
class Listed:
    check_in: CheckIn
    #: By the clock on the person's wall.
    due: datetime
    #: What would hold it back or end it if it fell due now; None: it would go.
    held: str | None
    #: How far its text came, which may have failed or been taken back after it was stored.
    text: MessageStatus | None


async def listed(session: AsyncSession, person: Person, now: datetime) -> Sequence[Listed]:
    """All of a person's, by due time, and what holds them `now`; nothing is written."""
    standing = await standing_of(session, person.id, now)
    rows = await session.execute(
        select(CheckIn, Message.status)
        .options(joinedload(CheckIn.support_period))
        .outerjoin(Message, Message.id == CheckIn.message_id)
        .where(CheckIn.person_id == person.id)
        .order_by(CheckIn.due_at, CheckIn.id)
    )
    zone = ZoneInfo(person.timezone)

    def held(row: CheckIn) -> str | None:
        if row.status is not CheckInStatus.PLANNED:
            return None
        period = row.support_period
        return standing.cancels(period) or standing.holds(period) or standing.by_a_person

    return [
        Listed(check_in=row, due=row.due_at.astimezone(zone), held=held(row), text=text)
        for row, text in rows
    ]


async def periods_of(session: AsyncSession, person: Person) -> Sequence[SupportPeriod]:
    """Their own six weeks, and those of the patients whom they care for; not what has ended."""
    cared_for = select(CareLink.patient_id).where(CareLink.carer_id == person.id)
    found = await session.scalars(
        select(SupportPeriod)
        .where(
            (SupportPeriod.person_id == person.id) | SupportPeriod.person_id.in_(cared_for),
            SupportPeriod.status != SupportStatus.ENDED,
        )
        .order_by(SupportPeriod.id)
    )
    return found.all()
