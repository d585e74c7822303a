"""The people of the tests, other than the demo's: Ann, Bob, Cat and Dan."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.clock import Clock
from wayhome.models import (
    ChannelName,
    ContactPoint,
    Direction,
    Message,
    MessageStatus,
    Person,
    PersonKind,
    Role,
    StaffMember,
)
from wayhome.people.contact_points import contact_point, give_to


async def person(
    session: AsyncSession,
    clock: Clock,
    name: str,
    *,
    sms: str | None = None,
    telegram: str | None = None,
) -> Person:
    someone = Person(kind=PersonKind.PATIENT, name=name, called=name, created_at=clock.now())
    session.add(someone)
    await session.flush()
    for channel, address in ((ChannelName.SMS, sms), (ChannelName.TELEGRAM, telegram)):
        if address is not None:
            point = await contact_point(session, clock, channel, address)
            await give_to(session, clock, point, someone)
    return someone


async def worker(session: AsyncSession, clock: Clock, name: str = "Sam") -> StaffMember:
    member = StaffMember(
        name=name,
        email=f"{name.lower()}@example.org",
        role=Role.SUPPORT_WORKER,
        created_at=clock.now(),
    )
    session.add(member)
    await session.flush()
    return member


async def text_from(session: AsyncSession, clock: Clock, someone: Person, words: str) -> Message:
    """A text that came now from their only address and was seen to."""
    found = await session.scalars(select(ContactPoint).where(ContactPoint.person_id == someone.id))
    point = found.one()
    message = Message(
        conversation_id=point.conversation_id,
        contact_point_id=point.id,
        direction=Direction.IN,
        channel=point.channel,
        status=MessageStatus.HANDLED,
        text=words,
        created_at=clock.now(),
    )
    session.add(message)
    await session.flush()
    return message
