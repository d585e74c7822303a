"""One handoff that stands for a state of a person, however many texts that state has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from wayhome import audit
from wayhome.handoffs.clocks import due_for
from wayhome.handoffs.queue import add_message
from wayhome.models import Handoff

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.clock import Clock
    from wayhome.levels import Level
    from wayhome.models import Conversation, HandoffReason, Message


async def open_or_join(  # noqa: PLR0913 - what a worker needs to know of it
    session: AsyncSession,
    *,
    conversation: Conversation,
    message: Message | None,
    level: Level,
    reason: HandoffReason,
    category: str,
    clock: Clock,
    rule: str | None = None,
) -> Handoff:
    """The open handoff of this person and reason, with this text, or this rule, in it too.

    A graver level raises the one that stands. The caller holds the person's lock and commits.
    """
    standing = await session.scalar(
        select(Handoff)
        .where(
            Handoff.conversation_id == conversation.id,
            Handoff.resolved_at.is_(None),
            Handoff.reason == reason,
        )
        .order_by(Handoff.id.desc())
        .limit(1)
        .with_for_update()
    )
    now = clock.now()
    due = await due_for(session, conversation.person_id, level, category, now)
    if standing is None:
        standing = Handoff(
            conversation_id=conversation.id,
            person_id=conversation.person_id,
            message_id=message.id if message else None,
            level=level,
            reason=reason,
            category=category,
            rule=rule,
            opened_at=now,
            due_at=due,
        )
        session.add(standing)
        await session.flush()
        audit.record(
            session, clock, "handoff_opened", standing, system=reason.value, level=level.value
        )
    elif level.rank > standing.level.rank:
        standing.level, standing.category = level, category
        standing.due_at = min(standing.due_at, due)
        audit.record(
            session, clock, "handoff_raised", standing, system=reason.value, level=level.value
        )
    if rule is not None and rule not in (standing.rule or ""):
        standing.rule = f"{standing.rule}, {rule}" if standing.rule else rule
    if message is not None:
        await add_message(session, standing, message)
    return standing
