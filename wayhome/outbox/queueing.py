"""Queues texts in the transaction of their cause, so that neither is ever without the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from channels.text import parts, to_gsm7
from wayhome.clock import Clock
from wayhome.jobs import BULK_PRIORITY, SEND_MESSAGE, URGENT_PRIORITY, Jobs
from wayhome.models import (
    ChannelName,
    ContactPoint,
    Direction,
    Message,
    MessageStatus,
    Person,
    Purpose,
)
from wayhome.outbox.ledger import Claim, store_claimed, storing

#: Twilio takes 1,600 characters and Telegram 4,096; standards.md 5.3 and 5.5.
_LONGEST: Final = {ChannelName.SMS: 1_600, ChannelName.TELEGRAM: 4_096}
#: A person who waits for an answer is not kept waiting by a programme of ten thousand.
_PRIORITY: Final = {Purpose.SAFETY: URGENT_PRIORITY, Purpose.PROGRAMME: BULK_PRIORITY}


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """Replies that are stored and have no job: whoever queued them sends them after the commit."""

    #: The first, already claimed to be sent.
    first: Claim
    #: The ids of the others, in order.
    others: Sequence[int]
    conversation_id: int
    purpose: Purpose

    @property
    def last_id(self) -> int:
        return self.others[-1] if self.others else self.first.message_id


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
        picture: str | None = None,
    ) -> None:
        """Answers a text where it came from; the same reply queued again is still one."""
        for values in self._split(to, point, texts, purpose, buttons, picture):
            message_id = await self._queue(session, values)
            if message_id is not None:
                await self.defer(session, message_id, point.conversation_id, purpose)

    async def start(
        self, session: AsyncSession, point: ContactPoint, text: str, *, held_back: bool = False
    ) -> Message:
        """A text that answers nothing. Held back, it is kept for a person to say and never sent."""
        held_back = held_back or await _somebody_reads_along(session, point)
        message = Message(
            conversation_id=point.conversation_id,
            contact_point_id=point.id,
            direction=Direction.OUT,
            channel=point.channel,
            status=MessageStatus.CANCELLED if held_back else MessageStatus.QUEUED,
            purpose=Purpose.PROGRAMME,
            text=to_gsm7(text),
            created_at=self._clock.now(),
        )
        session.add(message)
        await session.flush()
        if not held_back:
            await self.defer(session, message.id, point.conversation_id, Purpose.PROGRAMME)
        return message

    async def reply_now(  # noqa: PLR0913 - as for `reply`
        self,
        session: AsyncSession,
        to: Message,
        point: ContactPoint,
        texts: Sequence[str],
        *,
        purpose: Purpose = Purpose.REPLY,
        buttons: Sequence[str] = (),
        picture: str | None = None,
    ) -> Leaving | None:
        """As `reply`, for a caller that sends at once; None if there is nothing new to send.

        The first text is claimed in the transaction that stores it: a job of its own would be a
        third of what a text costs.
        """
        split = self._split(to, point, texts, purpose, buttons, picture)
        return await self._store_now(session, point, split) if split else None

    async def start_now(
        self,
        session: AsyncSession,
        point: ContactPoint,
        texts: Sequence[str],
        picture: str | None = None,
        buttons: Sequence[str] = (),
    ) -> Leaving:
        """As `start`, for a caller that sends at once and knows that nobody reads along.

        The picture and the buttons go with the last text.

        Should it die before, `Departures.take_up` gives the texts their jobs.
        """
        split = self._split(None, point, texts, Purpose.PROGRAMME, buttons, picture)
        leaving = await self._store_now(session, point, split)
        if leaving is None:
            raise RuntimeError("A text that answers nothing was stored before; it has no twin.")
        return leaving

    async def _store_now(
        self, session: AsyncSession, point: ContactPoint, split: Sequence[dict[str, Any]]
    ) -> Leaving | None:
        first = await store_claimed(session, self._clock, split[0], point.address)
        others = [await self._queue(session, values) for values in split[1:]]
        if first is None:
            return None
        return Leaving(
            first=first,
            others=[one for one in others if one is not None],
            conversation_id=point.conversation_id,
            purpose=split[0]["purpose"],
        )

    async def defer(
        self,
        session: AsyncSession,
        message_id: int,
        conversation_id: int,
        purpose: Purpose,
        after_seconds: float = 0,
    ) -> None:
        """Has a stored text sent by a job."""
        # A safety text waits for no other; the rest arrive in the order in which they were said.
        urgent = purpose is Purpose.SAFETY
        await self._jobs.defer(
            session,
            SEND_MESSAGE,
            lock=None if urgent else f"send:{conversation_id}",
            priority=_PRIORITY.get(purpose, 0),
            after_seconds=after_seconds,
            message_id=message_id,
        )

    def _split(  # noqa: PLR0913 - as for `reply`
        self,
        to: Message | None,
        point: ContactPoint,
        texts: Sequence[str],
        purpose: Purpose,
        buttons: Sequence[str],
        picture: str | None,
    ) -> Sequence[dict[str, Any]]:
        """The rows to store: as many as the channel's longest text makes of each."""
        split = [part for text in texts for part in parts(to_gsm7(text), _LONGEST[point.channel])]
        labels = [{"label": label} for label in buttons]
        return [
            {
                "conversation_id": point.conversation_id,
                "contact_point_id": point.id,
                "direction": Direction.OUT,
                "channel": point.channel,
                "status": MessageStatus.QUEUED,
                "purpose": purpose,
                "text": text,
                "created_at": self._clock.now(),
                "in_reply_to_id": to.id if to else None,
                "part": number,
                "buttons": labels if number == len(split) - 1 else [],
                "picture": picture if number == len(split) - 1 else None,
            }
            for number, text in enumerate(split)
        ]

    async def _queue(self, session: AsyncSession, values: dict[str, Any]) -> int | None:
        stored = await session.execute(storing(values).returning(Message.id))
        return stored.scalar_one_or_none()


async def _somebody_reads_along(session: AsyncSession, point: ContactPoint) -> bool:
    since = select(Person.unsafe_to_text_since).where(Person.id == point.person_id)
    return await session.scalar(since) is not None
