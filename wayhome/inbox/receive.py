"""Stores what arrives, screened by the safety net, with the job that will see to it."""

from dataclasses import dataclass

import structlog
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from channels.base import InboundText
from channels.text import clean
from wayhome.clock import Clock
from wayhome.db.engine import Sessions
from wayhome.jobs import HANDLE_MESSAGE, URGENT_PRIORITY, Jobs
from wayhome.levels import Level
from wayhome.models import ChannelName, Direction, Message, MessageStatus
from wayhome.people.contact_points import Whereabouts, whereabouts
from wayhome.safety import SafetyNet, Verdict

log = structlog.get_logger()

#: Ten times the longest text message; what stands beyond is not read by anybody.
LONGEST_TEXT = 16_000


@dataclass(frozen=True, kw_only=True)
class Received:
    #: Null for a repeat of what was stored before.
    message_id: int | None
    level: Level


class Receiver:
    def __init__(self, sessions: Sessions, jobs: Jobs, safety: SafetyNet, clock: Clock) -> None:
        self._sessions = sessions
        self._jobs = jobs
        self._safety = safety
        self._clock = clock

    async def receive(self, inbound: InboundText) -> Received:
        """Returns once the text is safely stored; a repeat changes nothing."""
        text = clean(inbound.text, LONGEST_TEXT)
        verdict = self._screen(text)
        async with self._sessions.begin() as session:
            channel = ChannelName(inbound.channel)
            point = await whereabouts(session, self._clock, channel, inbound.address)
            message_id = await self._store(session, inbound, text, verdict, point)
            if message_id is not None:
                await self._defer(session, message_id, point, verdict)
        return Received(message_id=message_id, level=verdict.level)

    def _screen(self, text: str) -> Verdict:
        try:
            return self._safety.assess(text)
        except Exception:
            # A fault in the net must not lose the text, and must not pass it as harmless.
            log.exception("safety_net_failed", length=len(text))
            return Verdict(level=Level.URGENT, category="net_failed", rule="net_failed", words=())

    async def _store(
        self,
        session: AsyncSession,
        inbound: InboundText,
        text: str,
        verdict: Verdict,
        point: Whereabouts,
    ) -> int | None:
        stored = await session.execute(
            insert(Message.__table__)  # type: ignore[arg-type] # a mapped class's table is a Table
            .values(
                conversation_id=point.conversation_id,
                contact_point_id=point.id,
                direction=Direction.IN,
                channel=ChannelName(inbound.channel),
                provider_id=inbound.provider_id,
                status=MessageStatus.RECEIVED,
                text=text,
                media=list(inbound.media),
                edits=inbound.edits,
                level=verdict.level,
                category=verdict.category,
                rule=verdict.rule,
                consent_word=inbound.opt_out,
                link_code=inbound.link_code,
                created_at=self._clock.now(),
            )
            .on_conflict_do_nothing(index_elements=["channel", "direction", "provider_id"])
            .returning(Message.__table__.c.id)
        )
        return stored.scalar_one_or_none()

    async def _defer(
        self, session: AsyncSession, message_id: int, point: Whereabouts, verdict: Verdict
    ) -> None:
        # An emergency waits for no earlier text of the same person, however slow its answer is.
        emergency = verdict.level is Level.EMERGENCY
        await self._jobs.defer(
            session,
            HANDLE_MESSAGE,
            lock=None if emergency else f"conversation:{point.conversation_id}",
            priority=URGENT_PRIORITY if emergency else 0,
            message_id=message_id,
        )
