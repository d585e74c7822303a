"""Opens a handoff about a text, once however often the same job runs."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.clock import Clock
from wayhome.handoffs.clocks import due_for
from wayhome.levels import Level
from wayhome.models import Conversation, Handoff, HandoffReason, Message


async def open_handoff(  # noqa: PLR0913 - what a worker needs to know of it
    session: AsyncSession,
    *,
    message: Message,
    level: Level,
    reason: HandoffReason,
    clock: Clock,
    category: str | None = None,
    rule: str | None = None,
) -> Handoff:
    """The handoff about this text for this reason, new or as it stands.

    The caller commits; nobody may say "your team has been told" before that.
    """
    conversation = await session.get_one(Conversation, message.conversation_id)
    now = clock.now()
    due = await due_for(session, conversation.person_id, level, category, now)
    opened = await session.execute(
        insert(Handoff)
        .values(
            conversation_id=conversation.id,
            person_id=conversation.person_id,
            message_id=message.id,
            level=level,
            reason=reason,
            category=category,
            rule=rule,
            opened_at=now,
            due_at=due,
        )
        .on_conflict_do_nothing(index_elements=["message_id", "reason"])
        .returning(Handoff)
    )
    handoff = opened.scalar_one_or_none()
    if handoff is not None:
        audit.record(
            session, clock, "handoff_opened", handoff, system=reason.value, level=level.value
        )
        return handoff
    return (
        await session.execute(
            select(Handoff).where(Handoff.message_id == message.id, Handoff.reason == reason)
        )
    ).scalar_one()
