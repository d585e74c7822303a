"""What providers tell us about our own texts, and what a person must do about it."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from channels.base import DeliveryStatus, ReachabilityChange, StatusReport
from channels.errors import Problem
from wayhome.clock import Clock
from wayhome.db.engine import Sessions
from wayhome.handoffs.opening import open_handoff
from wayhome.levels import Level
from wayhome.models import (
    ChannelName,
    ContactPoint,
    Handoff,
    HandoffReason,
    Message,
    Purpose,
)
from wayhome.outbox.receipts import keep_good_news, keep_receipt

#: What our own call already told us; every text would cost two more writes to hear it again.
_NO_NEWS: Final = frozenset({DeliveryStatus.QUEUED, DeliveryStatus.SENT})


class Reports:
    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def keep(self, report: StatusReport) -> None:
        """Moves a text on; one that failed goes to a person."""
        if report.status in _NO_NEWS:
            return
        if report.status is not DeliveryStatus.FAILED:
            await keep_good_news(self._sessions, self._clock, report)
            return
        async with self._sessions.begin() as session:
            failed = await keep_receipt(session, self._clock, report)
            if failed is None or report.problem is None:
                return
            if report.problem.address_is_dead:
                point = await session.get_one(ContactPoint, failed.contact_point_id)
                point.unreachable_since = self._clock.now()
                point.unreachable_why = report.problem.for_staff
            await self.undelivered(session, failed, report.problem)

    async def reachability(self, change: ReachabilityChange) -> None:
        async with self._sessions.begin() as session:
            point = await session.scalar(
                select(ContactPoint).where(
                    ContactPoint.channel == ChannelName(change.channel),
                    ContactPoint.address == change.address,
                )
            )
            if point is not None:
                point.unreachable_since = None if change.reachable else self._clock.now()
                point.unreachable_why = None if change.reachable else "The person blocked the bot."

    async def undelivered(self, session: AsyncSession, message: Message, _problem: Problem) -> None:
        """A text that did not arrive becomes a call that somebody must make."""
        if await self._stop_is_known(session, message):
            return
        safety = message.purpose is Purpose.SAFETY
        await open_handoff(
            session,
            message=message,
            level=Level.EMERGENCY if safety else Level.CONCERN,
            reason=HandoffReason.UNDELIVERED,
            clock=self._clock,
        )

    async def _stop_is_known(self, session: AsyncSession, message: Message) -> bool:
        """A provider refuses even the word that confirms a STOP; a person knows of it already."""
        found = await session.scalar(
            select(Handoff.id).where(
                Handoff.message_id == message.in_reply_to_id,
                Handoff.reason == HandoffReason.STOPPED,
            )
        )
        return found is not None and message.purpose is not Purpose.SAFETY
