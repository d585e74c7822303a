"""Sends a reply right after it was stored; what does not leave at once is left to jobs."""

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.db.engine import Sessions
from wayhome.models import Direction, Message, MessageStatus, Purpose
from wayhome.outbox.ledger import Claim, TryLater
from wayhome.outbox.queueing import Leaving, Outbox
from wayhome.outbox.sending import Sender

log = structlog.get_logger()


class Departures:
    def __init__(self, sessions: Sessions, outbox: Outbox, sender: Sender) -> None:
        self._sessions = sessions
        self._outbox = outbox
        self._sender = sender

    async def send(self, leaving: Leaving, conversation_id: int) -> None:
        """Sends texts in order, once they are committed. The first that fails holds the rest."""
        waiting: list[Claim | int] = [leaving.first, *leaving.others]
        while waiting:
            after = await self._send(waiting[0])
            if after is not None:
                await self._leave_to_jobs(waiting, leaving, conversation_id, after)
                return
            del waiting[0]

    async def resume(self, session: AsyncSession, to_message_id: int) -> None:
        """Gives jobs to the replies to a text that a dead worker stored and did not send.

        A job too many does no harm: it finds its text sent.
        """
        unsent = await session.execute(
            select(Message.id, Message.conversation_id, Message.purpose)
            .where(
                Message.in_reply_to_id == to_message_id,
                Message.direction == Direction.OUT,
                Message.status == MessageStatus.QUEUED,
            )
            .order_by(Message.id)
        )
        for message_id, conversation_id, purpose in unsent.all():
            await self._outbox.defer(session, message_id, conversation_id, purpose or Purpose.REPLY)

    async def _send(self, one: Claim | int) -> float | None:
        """None if nothing is left to do, or how many seconds to wait before a job may try."""
        try:
            if isinstance(one, Claim):
                await self._sender.send_claimed(one)
            else:
                await self._sender.send(one)
        except TryLater as later:
            return later.after.total_seconds()
        except Exception as fault:  # noqa: BLE001 - whatever it was, a job tries again and is seen
            log.warning("not_sent_at_once", why=type(fault).__name__)
            return 0.0
        return None

    async def _leave_to_jobs(
        self, waiting: list[Claim | int], leaving: Leaving, conversation_id: int, after: float
    ) -> None:
        purpose = Purpose.SAFETY if leaving.first.is_safety else Purpose.REPLY
        async with self._sessions.begin() as session:
            for one in waiting:
                message_id = one.message_id if isinstance(one, Claim) else one
                await self._outbox.defer(session, message_id, conversation_id, purpose, after)
                # The lock keeps the others behind the first; safety texts wait for nothing.
                after = 0.0
