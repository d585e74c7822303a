"""What a support worker does with handoffs: see them, claim one, resolve it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.clock import Clock
from wayhome.levels import Level
from wayhome.models import (
    ContactPoint,
    Handoff,
    HandoffMessage,
    HandoffOutcome,
    Message,
    Person,
    StaffMember,
)
from wayhome.people.needs import Need, needs_of_all
from wayhome.people.safe_to_text import SAFEGUARDING


class HandoffNotOpen(LookupError):  # noqa: N818 - reads as what went wrong
    """There is no open handoff with this number; see `wayhome handoff list`."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A handoff as its reader needs it: with the person, their address and their words.

    Without an address there is no text either.
    """

    handoff: Handoff
    person: Person | None
    message: Message | None
    contact_point: ContactPoint | None
    claimed_by: str | None
    #: How they need to be spoken with; read it before ringing.
    needs: Sequence[Need] = ()

    @property
    def is_safeguarding(self) -> bool:
        """Whether the named safeguarding lead is told of it."""
        return self.handoff.category in SAFEGUARDING

    def is_overdue(self, now: datetime) -> bool:
        return self.handoff.resolved_at is None and self.handoff.due_at < now


async def waiting(session: AsyncSession, *, resolved: bool = False) -> Sequence[Waiting]:
    """Open handoffs (or the resolved ones), the most serious first, then the longest waiting."""
    severity = case({level: level.rank for level in Level}, value=Handoff.level)
    found = await session.execute(
        select(Handoff, Person, Message, ContactPoint, StaffMember.name)
        .outerjoin(Message, Message.id == Handoff.message_id)
        .outerjoin(ContactPoint, ContactPoint.id == Message.contact_point_id)
        .outerjoin(Person, Person.id == Handoff.person_id)
        .outerjoin(StaffMember, StaffMember.id == Handoff.claimed_by_id)
        .where(Handoff.resolved_at.is_not(None) if resolved else Handoff.resolved_at.is_(None))
        .order_by(severity.desc(), Handoff.opened_at, Handoff.id)
    )
    rows = found.all()
    needs = await needs_of_all(session, [one.person_id for one, *_ in rows if one.person_id])
    return [
        Waiting(
            handoff=handoff,
            person=person,
            message=message,
            contact_point=at,
            claimed_by=who,
            needs=needs.get(handoff.person_id or 0, ()),
        )
        for handoff, person, message, at, who in rows
    ]


async def claim(
    session: AsyncSession, clock: Clock, handoff_id: int, staff: StaffMember
) -> Handoff:
    """The worker answers this person now; the bot stays quiet until it is resolved."""
    handoff = await _open(session, handoff_id)
    handoff.claimed_by_id = staff.id
    handoff.claimed_at = clock.now()
    audit.record(session, clock, "handoff_claimed", handoff, staff_id=staff.id)
    return handoff


async def resolve(  # noqa: PLR0913 - who, what, how it ended
    session: AsyncSession,
    clock: Clock,
    handoff_id: int,
    staff: StaffMember,
    outcome: HandoffOutcome,
    note: str | None = None,
) -> Handoff:
    handoff = await _open(session, handoff_id)
    handoff.resolved_by_id = staff.id
    handoff.resolved_at = clock.now()
    handoff.outcome = outcome
    handoff.note = note
    audit.record(
        session, clock, "handoff_resolved", handoff, staff_id=staff.id, outcome=outcome.value
    )
    return handoff


async def claimed_for(session: AsyncSession, conversation_id: int) -> Handoff | None:
    """The open handoff in which a worker is answering this conversation now."""
    return (
        await session.execute(
            select(Handoff)
            .where(
                Handoff.conversation_id == conversation_id,
                Handoff.resolved_at.is_(None),
                Handoff.claimed_at.is_not(None),
            )
            .order_by(Handoff.claimed_at.desc())
            .limit(1)
        )
    ).scalar_one_or_none()


async def add_message(session: AsyncSession, handoff: Handoff, message: Message) -> None:
    await session.execute(
        insert(HandoffMessage)
        .values(handoff_id=handoff.id, message_id=message.id)
        .on_conflict_do_nothing()
    )


async def _open(session: AsyncSession, handoff_id: int) -> Handoff:
    handoff = await session.get(Handoff, handoff_id, with_for_update=True)
    if handoff is None or handoff.resolved_at is not None:
        raise HandoffNotOpen(f"No open handoff has number {handoff_id}. See: wayhome handoff list")
    return handoff
