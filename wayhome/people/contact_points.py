"""Who an address belongs to; a stranger's address is kept too, so that nothing is lost."""

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from wayhome import audit
from wayhome.clock import Clock
from wayhome.models import ChannelName, ContactPoint, Conversation, Person


async def contact_point(
    session: AsyncSession, clock: Clock, channel: ChannelName, address: str
) -> ContactPoint:
    """The contact point with its person, made with a conversation of its own if it is new."""
    found = await _find(session, channel, address)
    if found is None:
        await _make(session, clock, channel, address)
        found = await _find(session, channel, address)
    if found is None:
        raise RuntimeError("The contact point that was just made has gone; try the text again.")
    return found


async def reach(session: AsyncSession, conversation_id: int) -> ContactPoint | None:
    """Where to write to: where the person last wrote from, unless it cannot be reached."""
    return await _nearest(session, ContactPoint.conversation_id == conversation_id)


async def reach_person(session: AsyncSession, person_id: int) -> ContactPoint | None:
    """As `reach`, by person."""
    return await _nearest(session, ContactPoint.person_id == person_id)


async def conversation_of(session: AsyncSession, clock: Clock, person: Person) -> Conversation:
    """The person's one conversation, whichever channel they use."""
    await session.execute(
        upsert(Conversation)
        .values(person_id=person.id, created_at=clock.now())
        .on_conflict_do_nothing(index_elements=["person_id"])
    )
    return (
        await session.execute(select(Conversation).where(Conversation.person_id == person.id))
    ).scalar_one()


async def give_to(session: AsyncSession, clock: Clock, point: ContactPoint, person: Person) -> None:
    """Puts an address on a person's record; what is said there joins their conversation."""
    conversation = await conversation_of(session, clock, person)
    point.person_id = person.id
    point.conversation_id = conversation.id
    point.wrong_number_since = None
    await session.flush()


async def disown(session: AsyncSession, clock: Clock, point_id: int) -> None:
    """Takes a wrong number off the person's record; it hears of nothing but safety from now on."""
    point = await session.get_one(ContactPoint, point_id, with_for_update=True)
    if point.wrong_number_since is not None:
        return
    conversation = Conversation(created_at=clock.now())
    session.add(conversation)
    await session.flush()
    point.person_id = None
    point.conversation_id = conversation.id
    point.wrong_number_since = clock.now()
    audit.record(session, clock, "wrong_number", point, system="dialogue")


async def _nearest(session: AsyncSession, whose: ColumnElement[bool]) -> ContactPoint | None:
    return (
        await session.execute(
            select(ContactPoint)
            .where(whose)
            .order_by(
                ContactPoint.unreachable_since.is_not(None),
                ContactPoint.last_used_at.desc().nulls_last(),
                ContactPoint.id,
            )
            .limit(1)
        )
    ).scalar_one_or_none()


async def _find(session: AsyncSession, channel: ChannelName, address: str) -> ContactPoint | None:
    return (
        await session.execute(
            select(ContactPoint)
            .options(joinedload(ContactPoint.person))
            .where(ContactPoint.channel == channel, ContactPoint.address == address)
        )
    ).scalar_one_or_none()


async def _make(session: AsyncSession, clock: Clock, channel: ChannelName, address: str) -> None:
    now = clock.now()
    conversation = insert(Conversation).values(created_at=now).returning(Conversation.id)
    conversation_id = (await session.execute(conversation)).scalar_one()
    # Two first texts of one stranger may race; the loser's empty conversation stays unused.
    await session.execute(
        upsert(ContactPoint)
        .values(channel=channel, address=address, conversation_id=conversation_id, created_at=now)
        .on_conflict_do_nothing(index_elements=["channel", "address"])
    )
