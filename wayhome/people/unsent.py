"""Takes back what the programme was about to say, once a person no longer wants to hear it."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.models import (
    Conversation,
    Message,
    MessageStatus,
    Purpose,
    SendAttempt,
    SendOutcome,
)


async def take_back_unsent(session: AsyncSession, people: Collection[int]) -> None:
    """Texts of the programme that wait to be sent are cancelled; answers and safety texts go out.

    One that was tried already stays: it may have left, and the ledger finds that out.
    """
    await session.execute(
        update(Message)
        .where(
            Message.conversation_id.in_(
                select(Conversation.id).where(Conversation.person_id.in_(people))
            ),
            Message.purpose == Purpose.PROGRAMME,
            Message.status == MessageStatus.QUEUED,
            Message.tries == 0,
        )
        .values(status=MessageStatus.CANCELLED)
        .execution_options(synchronize_session=False)
    )


async def take_back_certainly_unsent(session: AsyncSession, which: ColumnElement[bool]) -> int:
    """Of these texts of the programme, those that wait and surely have not left; how many.

    One whose every try was refused has not left either, and would be tried again.
    """
    may_have_left = exists().where(
        SendAttempt.message_id == Message.id,
        or_(SendAttempt.finished_at.is_(None), SendAttempt.outcome != SendOutcome.REFUSED),
    )
    taken_back = await session.execute(
        update(Message)
        .where(
            which,
            Message.purpose == Purpose.PROGRAMME,
            Message.status == MessageStatus.QUEUED,
            ~may_have_left,
        )
        .values(status=MessageStatus.CANCELLED)
        .returning(Message.id)
        .execution_options(synchronize_session=False)
    )
    return len(taken_back.all())
