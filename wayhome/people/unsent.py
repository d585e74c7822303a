"""Takes back what the programme was about to say, once a person no longer wants to hear it."""

from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.models import Conversation, Message, MessageStatus, Purpose


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
