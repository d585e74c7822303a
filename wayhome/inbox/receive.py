"""Stores what arrives, screened by the safety net, with the job that will see to it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import structlog
from sqlalchemy import (
    Boolean,
    Integer,
    Select,
    bindparam,
    case,
    exists,
    func,
    literal,
    null,
    select,
)
from sqlalchemy.dialects.postgresql import insert

from channels.base import InboundText
from channels.text import clean
from wayhome.clock import Clock
from wayhome.db.engine import Sessions, one_trip
from wayhome.jobs import HANDLE_MESSAGE, URGENT_PRIORITY, deferral
from wayhome.levels import Level
from wayhome.models import ChannelName, ContactPoint, Direction, Message, MessageStatus
from wayhome.people.contact_points import contact_point
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
    def __init__(self, sessions: Sessions, safety: SafetyNet, clock: Clock) -> None:
        self._sessions = sessions
        self._safety = safety
        self._clock = clock

    async def receive(self, inbound: InboundText) -> Received:
        """Returns once the text is safely stored; a repeat changes nothing."""
        text = clean(inbound.text, LONGEST_TEXT)
        verdict = self._screen(text)
        received = await self._store(inbound, text, verdict)
        if received is None:
            async with self._sessions.begin() as session:
                await contact_point(
                    session, self._clock, ChannelName(inbound.channel), inbound.address
                )
            received = await self._store(inbound, text, verdict)
        if received is None:
            raise RuntimeError("The contact point that was just made has gone; send it again.")
        return received

    def _screen(self, text: str) -> Verdict:
        try:
            return self._safety.assess(text)
        except Exception:
            # A fault in the net must not lose the text, and must not pass it as harmless.
            log.exception("safety_net_failed", length=len(text))
            return Verdict(level=Level.URGENT, category="net_failed", rule="net_failed", words=())

    async def _store(self, inbound: InboundText, text: str, verdict: Verdict) -> Received | None:
        """Stores the text with its job in one statement; None if we do not know the address."""
        # An emergency waits for no earlier text of the same person, however slow its answer is.
        emergency = verdict.level is Level.EMERGENCY
        values = {
            "channel": ChannelName(inbound.channel),
            "address": inbound.address,
            "provider_id": inbound.provider_id,
            "text": text,
            "media": list(inbound.media),
            "edits": inbound.edits,
            "pressed_id": _pressed(inbound.button),
            "level": verdict.level,
            "category": verdict.category,
            "rule": verdict.rule,
            "consent_word": inbound.opt_out,
            "link_code": inbound.link_code,
            "created_at": self._clock.now(),
            "priority": URGENT_PRIORITY if emergency else 0,
            "waits": not emergency,
        }
        async with one_trip(self._sessions) as connection:
            found = (await connection.execute(_storing(), values)).one()
        if not found.is_known:
            return None
        return Received(message_id=found.message_id, level=verdict.level)


_GIVEN: Final = (
    *("channel", "provider_id", "text", "media", "edits", "pressed_id"),
    *("level", "category", "rule", "consent_word", "link_code", "created_at"),
)


def _pressed(button: str | None) -> int | None:
    """A button's data is the id of its text and its place; other data is nobody's of ours."""
    text_id = (button or "").partition(":")[0]
    return int(text_id) if text_id.isascii() and text_id.isdecimal() else None


@lru_cache(maxsize=1)
def _storing() -> Select[Any]:
    """One trip for address, text and job: they are stored together or not at all."""
    messages: Any = Message.__table__
    point = (
        select(ContactPoint.id, ContactPoint.conversation_id)
        .where(
            ContactPoint.channel == bindparam("channel", type_=messages.c.channel.type),
            ContactPoint.address == bindparam("address"),
        )
        .cte("point")
    )
    given = [bindparam(name, type_=messages.c[name].type) for name in _GIVEN]
    stored = (
        insert(messages)
        .from_select(
            ["conversation_id", "contact_point_id", "direction", "status", *_GIVEN],
            select(
                point.c.conversation_id,
                point.c.id,
                literal(Direction.IN, messages.c.direction.type),
                literal(MessageStatus.RECEIVED, messages.c.status.type),
                *given,
            ),
        )
        .on_conflict_do_nothing(index_elements=["channel", "direction", "provider_id"])
        .returning(messages.c.id, messages.c.conversation_id)
        .cte("stored")
    )
    turn = func.concat("conversation:", stored.c.conversation_id)
    lock = case((bindparam("waits", type_=Boolean), turn), else_=null())
    job = select(
        stored.c.id,
        deferral(
            HANDLE_MESSAGE,
            lock,
            bindparam("priority", type_=Integer),
            func.jsonb_build_object("message_id", stored.c.id),
        ).label("jobs"),
    ).cte("job")
    return select(
        exists(select(point.c.id)).label("is_known"),
        select(job.c.id).where(job.c.jobs.is_not(None)).scalar_subquery().label("message_id"),
    )
