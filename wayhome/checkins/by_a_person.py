"""A check-in that no text can make: its words are kept for the person who will say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayhome.checkins.ending import end
from wayhome.checkins.standing import NO_ADDRESS
from wayhome.handoffs.standing import open_or_join
from wayhome.levels import Level
from wayhome.models import CheckInStatus, HandoffReason
from wayhome.people.contact_points import conversation_of

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.checkins.standing import Standing
    from wayhome.clock import Clock
    from wayhome.models import CheckIn, Message
    from wayhome.outbox.queueing import Outbox


async def give_to_a_person(  # noqa: PLR0913 - what is given, and to whom it would have gone
    session: AsyncSession,
    outbox: Outbox,
    clock: Clock,
    standing: Standing,
    check_in: CheckIn,
    texts: tuple[str, ...],
) -> None:
    """One call is asked for at a time, however many check-ins it stands for."""
    why = standing.by_a_person or NO_ADDRESS
    message = None
    if standing.point is not None and texts:
        whole = "\n".join(texts)
        message = await outbox.start(session, standing.point, whole, held_back=True)
        check_in.message_id = message.id
    await ask_for_a_person(session, clock, standing, message, why)
    end(check_in, CheckInStatus.FOR_A_PERSON, clock.now(), why)


async def ask_for_a_person(  # noqa: PLR0913 - who is rung, and what for
    session: AsyncSession,
    clock: Clock,
    standing: Standing,
    message: Message | None,
    why: str,
    which: str | None = None,
) -> None:
    """`which` names the check-in where there are no words of it to show."""
    await open_or_join(
        session,
        conversation=await conversation_of(session, clock, standing.person),
        message=message,
        level=Level.CONCERN,
        reason=HandoffReason.CHECK_IN_BY_A_PERSON,
        category=why,
        rule=which,
        clock=clock,
    )
