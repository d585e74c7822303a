"""Takes a person's words and name off the record, and keeps what shows how they were cared for.

Source: UK GDPR article 17. Its paragraph 3 (b), (c) and (e) excepts what the law, health and social
care, or a legal claim needs: that texts were sent, what concern was raised, who saw to it, by when
and how it ended, and the audit trail. What of it must be kept for how long, a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, literal, or_, select, update

from wayhome import audit
from wayhome.models import (
    CareLink,
    CommunicationNeed,
    ContactPoint,
    Conversation,
    DischargePlan,
    Handoff,
    LinkCode,
    Message,
    MessageStatus,
    Person,
    SupportPeriod,
    SupportStatus,
)
from wayhome.people.unsent import take_back_unsent

if TYPE_CHECKING:
    from sqlalchemy import ScalarSelect
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.clock import Clock
    from wayhome.models import StaffMember

#: The name of whoever was erased, and why their weeks of support ended.
NOBODY: Final = "Erased"
_WHY: Final = "erased"


class CannotErase(ValueError):  # noqa: N818 - reads as what went wrong
    """Nothing was erased; the message says why and what to do first."""


@dataclass(frozen=True, kw_only=True)
class Erasure:
    """What goes and what stays, in numbers."""

    texts: int
    addresses: int
    plans: int
    handoffs_kept: int


async def foresee(session: AsyncSession, person: Person) -> Erasure:
    """Nothing is written. Raises CannotErase."""
    if person.name == NOBODY:
        raise CannotErase(f"Person {person.id} was erased before.")
    talk = _talk(person)
    waiting = select(func.count()).where(
        or_(Handoff.person_id == person.id, Handoff.conversation_id == talk),
        Handoff.resolved_at.is_(None),
    )
    open_ = await session.scalar(waiting) or 0
    if open_:
        raise CannotErase(
            f"{open_} of their handoffs wait for a person, who needs the words. "
            "Resolve them first: wayhome handoff list"
        )
    unsent = (
        Message.conversation_id == talk,
        Message.status.in_([MessageStatus.QUEUED, MessageStatus.RECEIVED]),
    )
    if await session.scalar(select(Message.id).where(*unsent).limit(1)) is not None:
        raise CannotErase("A text to or from them is under way. Try again in a minute.")
    counts = [
        select(func.count()).where(Message.conversation_id == talk, Message.text != ""),
        select(func.count()).where(ContactPoint.person_id == person.id),
        select(func.count()).where(DischargePlan.person_id == person.id),
        select(func.count()).where(Handoff.person_id == person.id),
    ]
    texts, addresses, plans, handoffs = [await session.scalar(one) or 0 for one in counts]
    return Erasure(texts=texts, addresses=addresses, plans=plans, handoffs_kept=handoffs)


async def erase(session: AsyncSession, clock: Clock, person: Person, staff: StaffMember) -> Erasure:
    """Cannot be taken back. The caller commits. Raises CannotErase."""
    await session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    await take_back_unsent(session, [person.id])
    erasure = await foresee(session, person)
    await _end_support(session, clock, person)
    await _empty_the_talk(session, person)
    await _forget_the_person(session, clock, person)
    audit.record(
        session,
        clock,
        "person_erased",
        person,
        staff_id=staff.id,
        texts=erasure.texts,
        plans=erasure.plans,
    )
    return erasure


async def _end_support(session: AsyncSession, clock: Clock, person: Person) -> None:
    """What was still to be sent is cancelled by the engine once the weeks have ended."""
    await session.execute(
        update(SupportPeriod)
        .where(SupportPeriod.person_id == person.id, SupportPeriod.status != SupportStatus.ENDED)
        .values(status=SupportStatus.ENDED, why=_WHY, changed_at=clock.now())
    )


async def _empty_the_talk(session: AsyncSession, person: Person) -> None:
    talk = _talk(person)
    await session.execute(
        update(Message)
        .where(Message.conversation_id == talk)
        .values(text="", media=[], link_code=None, buttons=[], failure_reason=None)
    )
    await session.execute(
        update(Conversation)
        .where(Conversation.person_id == person.id)
        .values(more_texts=[], last_item_kind=None, last_item_id=None, offered_message_id=None)
    )
    await session.execute(update(Handoff).where(Handoff.person_id == person.id).values(note=None))


async def _forget_the_person(session: AsyncSession, clock: Clock, person: Person) -> None:
    """The address becomes one that nobody has, so that its next text is a stranger's."""
    await session.execute(
        update(ContactPoint)
        .where(ContactPoint.person_id == person.id)
        .values(
            address=func.concat(literal("erased:"), ContactPoint.id),
            unreachable_since=clock.now(),
            unreachable_why=_WHY,
        )
    )
    for table in (DischargePlan, CommunicationNeed, LinkCode):
        await session.execute(delete(table).where(table.person_id == person.id))
    await session.execute(
        delete(CareLink).where(
            or_(CareLink.carer_id == person.id, CareLink.patient_id == person.id)
        )
    )
    person.name, person.called = NOBODY, NOBODY
    person.born_on = person.nhs_number = person.nhs_number_in_doubt = None
    person.local_id = person.team = person.texts_at = person.away_until = None
    person.stopped_at = person.stopped_at or clock.now()


def _talk(person: Person) -> ScalarSelect[int]:
    return select(Conversation.id).where(Conversation.person_id == person.id).scalar_subquery()
