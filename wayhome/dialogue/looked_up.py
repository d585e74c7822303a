"""What only some texts need: the last reply, the version before, and the person's needs."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.dialogue.whose import Whose
from wayhome.models import Direction, Message, Person
from wayhome.people.manner import Manner, manner
from wayhome.people.needs import needs_of
from wayhome.plans.answers.again import asks_again
from wayhome.plans.answers.changes import ASKS_WHAT_CHANGED
from wayhome.plans.loading import plan_before
from wayhome.plans.matching import says
from wayhome.plans.values import Plan


@dataclass(frozen=True)
class LookedUp:
    manner: Manner = Manner()  # noqa: RUF009 - frozen
    earlier: Plan | None = None
    last_said: tuple[str, ...] = ()


async def look_up(
    session: AsyncSession, message: Message, person: Person | None, whose: Whose, text: str
) -> LookedUp:
    if person is None:
        return LookedUp()
    may_compare = whose.plan is not None and whose.may_answer("plan_changes")
    earlier = None
    if may_compare and whose.plan is not None and says(text, ASKS_WHAT_CHANGED):
        earlier = await plan_before(session, whose.plan)
    return LookedUp(
        manner=manner(await needs_of(session, person.id)),
        earlier=earlier,
        last_said=await _last_said(session, message) if asks_again(text) else (),
    )


async def _last_said(session: AsyncSession, message: Message) -> tuple[str, ...]:
    """Our texts since the one before this was answered, in their order."""
    ours = (
        await session.execute(
            select(Message.text, Message.in_reply_to_id)
            .where(
                Message.conversation_id == message.conversation_id,
                Message.direction == Direction.OUT,
                Message.id < message.id,
            )
            .order_by(Message.id.desc())
            .limit(4)
        )
    ).all()
    newest = ours[0].in_reply_to_id if ours else None
    return tuple(reversed([text for text, to in ours if to == newest]))
