"""Queues texts in the transaction of their cause, so that neither is ever without the other."""

from collections.abc import Sequence

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from channels.text import parts, to_gsm7
from wayhome.clock import Clock
from wayhome.jobs import SEND_MESSAGE, URGENT_PRIORITY, Jobs
from wayhome.models import ChannelName, ContactPoint, Direction, Message, MessageStatus, Purpose

#: Twilio takes 1,600 characters and Telegram 4,096; standards.md 5.3 and 5.5.
_LONGEST = {ChannelName.SMS: 1_600, ChannelName.TELEGRAM: 4_096}


class Outbox:
    def __init__(self, jobs: Jobs, clock: Clock) -> None:
        self._jobs = jobs
        self._clock = clock

    async def reply(  # noqa: PLR0913 - what is said, why, and to what
        self,
        session: AsyncSession,
        to: Message,
        point: ContactPoint,
        texts: Sequence[str],
        *,
        purpose: Purpose = Purpose.REPLY,
        buttons: Sequence[str] = (),
    ) -> None:
        """Answers a text where it came from; the same reply queued again is still one."""
        split = [part for text in texts for part in parts(to_gsm7(text), _LONGEST[point.channel])]
        for number, text in enumerate(split):
            last = number == len(split) - 1
            values = {
                "in_reply_to_id": to.id,
                "part": number,
                "buttons": [{"label": label} for label in buttons] if last else [],
            }
            await self._queue(session, point, text, purpose, values)

    async def _queue(
        self,
        session: AsyncSession,
        point: ContactPoint,
        text: str,
        purpose: Purpose,
        values: dict[str, object],
    ) -> None:
        queued = await session.execute(
            insert(Message)
            .values(
                conversation_id=point.conversation_id,
                contact_point_id=point.id,
                direction=Direction.OUT,
                channel=point.channel,
                status=MessageStatus.QUEUED,
                purpose=purpose,
                text=text,
                created_at=self._clock.now(),
                **values,
            )
            .on_conflict_do_nothing(index_elements=["in_reply_to_id", "purpose", "part"])
            .returning(Message.id)
        )
        message_id = queued.scalar_one_or_none()
        if message_id is not None:
            await self._defer(session, message_id, point, urgent=purpose is Purpose.SAFETY)

    async def _defer(
        self, session: AsyncSession, message_id: int, point: ContactPoint, *, urgent: bool
    ) -> None:
        # A safety text waits for no other; the rest arrive in the order in which they were said.
        await self._jobs.defer(
            session,
            SEND_MESSAGE,
            lock=None if urgent else f"send:{point.conversation_id}",
            priority=URGENT_PRIORITY if urgent else 0,
            message_id=message_id,
        )
