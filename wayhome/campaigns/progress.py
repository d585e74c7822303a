"""How far a campaign has come: counts of what was sent, arrived, was answered and failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Interval, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from wayhome.models import Answer, CampaignStatus, CheckIn, CheckInStatus, Direction, Message
from wayhome.models import MessageStatus as Status

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.clock import Clock
    from wayhome.models import Campaign

#: A text of theirs that comes within this of ours counts as an answer to it.
_ANSWER_WITHIN: Final = timedelta(hours=48)
_A_MINUTE: Final = timedelta(minutes=1)
_LEFT: Final = (Status.SENT, Status.DELIVERED, Status.READ)
_FAILED: Final = (Status.FAILED, Status.UNKNOWN)


@dataclass(frozen=True, kw_only=True)
class Progress:
    planned: int
    waiting: int
    #: Stored and not with the provider yet.
    queued: int
    sent: int
    delivered: int
    answered: int
    failed: int
    #: Neither sent nor waiting: cancelled, stale, given to a person.
    not_sent: int
    #: Texts that left in the last minute.
    per_minute: int
    #: When the last one that waits leaves.
    last_due_at: datetime | None

    @property
    def done(self) -> int:
        return self.planned - self.waiting - self.queued

    def state(self, campaign: Campaign) -> str:
        is_over = campaign.status is CampaignStatus.RUNNING and self.done == self.planned
        return "finished" if is_over else campaign.status.value


async def progress_of(session: AsyncSession, clock: Clock, campaign: Campaign) -> Progress:
    counted = (
        select(*(each.label(name) for name, each in _counts(clock.now()).items()))
        .select_from(CheckIn)
        .outerjoin(Message, Message.id == CheckIn.message_id)
        .where(CheckIn.campaign_id == campaign.id)
    )
    return Progress(**(await session.execute(counted)).mappings().one())


def _counts(now: datetime) -> dict[str, ColumnElement[Any]]:
    waits = CheckIn.status == CheckInStatus.PLANNED
    no_text = or_(Message.id.is_(None), Message.status == Status.CANCELLED)
    return {
        "planned": func.count(),
        "waiting": _count(waits),
        "queued": _count(Message.status == Status.QUEUED),
        "sent": _count(Message.status.in_(_LEFT)),
        "delivered": _count(Message.status.in_([Status.DELIVERED, Status.READ])),
        "answered": _count(_is_answered()),
        "failed": _count(Message.status.in_(_FAILED)),
        "not_sent": _count(and_(~waits, no_text)),
        "per_minute": _count(Message.sent_at > now - _A_MINUTE),
        "last_due_at": func.max(case((waits, CheckIn.due_at))),
    }


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)


def _is_answered() -> ColumnElement[bool]:
    theirs = aliased(Message)
    said_something = exists().where(
        theirs.conversation_id == Message.conversation_id,
        theirs.direction == Direction.IN,
        theirs.id > Message.id,
        theirs.created_at < Message.created_at + literal(_ANSWER_WITHIN, Interval),
    )
    return or_(exists().where(Answer.check_in_id == CheckIn.id), said_something)
