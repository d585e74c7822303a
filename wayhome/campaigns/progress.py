"""How far a campaign has come: counts of what was sent, arrived, was answered and failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    ColumnElement,
    Interval,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)
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
#: Stored, and taken back before it left.
_TAKEN_BACK: Final = "taken_back"
_UNSAID: Final = "the provider gave no reason"


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
        is_over = campaign.status is not CampaignStatus.CANCELLED and self.is_over
        return "finished" if is_over else campaign.status.value

    @property
    def is_over(self) -> bool:
        """Nothing of it is still to leave."""
        return self.done == self.planned

    @property
    def are_all_told_of(self) -> bool:
        """The provider has reported on each that was sent; some channels never do."""
        return self.is_over and self.delivered == self.sent


@dataclass(frozen=True, kw_only=True)
class Reasons:
    """In a word each, and how many texts it concerns."""

    not_sent: Mapping[str, int]
    #: Due, and waiting for something else than their turn.
    held: Mapping[str, int]
    failed: Mapping[str, int]


async def progress_of(session: AsyncSession, clock: Clock, campaign: Campaign) -> Progress:
    counted = (
        select(*(each.label(name) for name, each in _counts(clock.now()).items()))
        .select_from(CheckIn)
        .outerjoin(Message, Message.id == CheckIn.message_id)
        .where(CheckIn.campaign_id == campaign.id)
    )
    return Progress(**(await session.execute(counted)).mappings().one())


async def reasons_of(session: AsyncSession, clock: Clock, campaign: Campaign) -> Reasons:
    """Why some did not get it, or not yet."""
    alike: tuple[Any, ...] = (CheckIn.status, CheckIn.why, Message.status, Message.failure_reason)
    wanted = (
        select(*alike, func.count())
        .select_from(CheckIn)
        .outerjoin(Message, Message.id == CheckIn.message_id)
        .where(
            CheckIn.campaign_id == campaign.id,
            or_(CheckIn.status != CheckInStatus.PLANNED, CheckIn.due_at <= clock.now()),
        )
        .group_by(*alike)
    )
    rows: Sequence[Any] = (await session.execute(wanted)).all()
    not_sent, held, failed = Counter[str](), Counter[str](), Counter[str]()
    for state, why, text, reason, count in rows:
        if text in _FAILED:
            failed[reason or _UNSAID] += count
        elif text is Status.CANCELLED:
            not_sent[_TAKEN_BACK] += count
        elif state is CheckInStatus.PLANNED and why is not None:
            held[why] += count
        elif state is not CheckInStatus.PLANNED and text is None:
            not_sent[why or state] += count
    return Reasons(not_sent=not_sent, held=held, failed=failed)


def _no_text() -> ColumnElement[bool]:
    return or_(Message.id.is_(None), Message.status == Status.CANCELLED)


def _counts(now: datetime) -> dict[str, ColumnElement[Any]]:
    waits = CheckIn.status == CheckInStatus.PLANNED
    return {
        "planned": func.count(),
        "waiting": _count(waits),
        "queued": _count(Message.status == Status.QUEUED),
        "sent": _count(Message.status.in_(_LEFT)),
        "delivered": _count(Message.status.in_([Status.DELIVERED, Status.READ])),
        "answered": _count(_is_answered()),
        "failed": _count(Message.status.in_(_FAILED)),
        "not_sent": _count(and_(~waits, _no_text())),
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
