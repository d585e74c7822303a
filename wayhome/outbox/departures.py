"""Sends a reply right after it was stored; what does not leave at once is left to jobs."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

import structlog
from sqlalchemy import TEXT, Select, bindparam, column, exists, select, table
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.db.engine import Sessions, one_trip
from wayhome.jobs import SEND_MESSAGE
from wayhome.models import Direction, Message, MessageStatus, Purpose
from wayhome.outbox.ledger import Claim, TryLater
from wayhome.outbox.pace import Pace
from wayhome.outbox.queueing import Leaving, Outbox
from wayhome.outbox.sending import Sender

log = structlog.get_logger()

_AT_ONCE: Final = 1000
#: Longer than a worker takes from storing a text to the provider's answer.
_LEFT_BEHIND: Final = timedelta(minutes=1)


class Departures:
    def __init__(self, sessions: Sessions, outbox: Outbox, sender: Sender) -> None:
        self._sessions = sessions
        self._outbox = outbox
        self._sender = sender

    @property
    def pace(self) -> Pace:
        return self._sender.pace

    async def send(self, leaving: Leaving) -> None:
        """Sends texts in order, once they are committed. The first that fails holds the rest."""
        waiting: list[Claim | int] = [leaving.first, *leaving.others]
        while waiting:
            after = await self._send(waiting[0])
            if after is not None:
                await self._leave_to_jobs(waiting, leaving, after)
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

    async def take_up(self, now: datetime) -> int:
        """Gives jobs to what was started and not sent by a worker that died; how many texts."""
        async with one_trip(self._sessions) as connection:
            unsent = await connection.execute(_without_a_job(), {"until": now - _LEFT_BEHIND})
            rows = unsent.all()
        if not rows:
            return 0
        # Two workers may both find a text; a job too many does no harm.
        async with self._sessions.begin() as session:
            for message_id, conversation_id in rows:
                await self._outbox.defer(session, message_id, conversation_id, Purpose.PROGRAMME)
        log.warning("unsent_taken_up", count=len(rows))
        return len(rows)

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
        self, waiting: list[Claim | int], leaving: Leaving, after: float
    ) -> None:
        async with self._sessions.begin() as session:
            for one in waiting:
                message_id = one.message_id if isinstance(one, Claim) else one
                await self._outbox.defer(
                    session, message_id, leaving.conversation_id, leaving.purpose, after
                )
                # The lock keeps the others behind the first; safety texts wait for nothing.
                after = 0.0


@lru_cache(maxsize=1)
def _without_a_job() -> Select[int, int]:
    """Texts of the programme that wait to be sent and that no job will send."""
    job = table(
        "procrastinate_jobs", column("task_name"), column("args", JSONB), column("status", TEXT)
    )
    has_job = exists().where(
        job.c.task_name == SEND_MESSAGE,
        job.c.status.cast(TEXT).in_(["todo", "doing"]),
        job.c.args["message_id"].astext == Message.id.cast(TEXT),
    )
    return (
        select(Message.id, Message.conversation_id)
        .where(
            Message.status == MessageStatus.QUEUED,
            Message.direction == Direction.OUT,
            Message.purpose == Purpose.PROGRAMME,
            Message.created_at <= bindparam("until", type_=Message.created_at.type),
            ~has_job,
        )
        .order_by(Message.id)
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True, of=Message)
    )
