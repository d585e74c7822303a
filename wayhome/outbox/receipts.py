"""What providers report of a text; its status only ever moves forward."""

import re
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningUpdate

from channels.base import DeliveryStatus, StatusReport
from wayhome.clock import Clock
from wayhome.db.engine import Sessions, one_trip
from wayhome.models import ChannelName, Direction, Message, MessageStatus, Receipt

_ORDER: Final = (
    MessageStatus.QUEUED,
    MessageStatus.UNKNOWN,
    MessageStatus.SENT,
    MessageStatus.FAILED,
    MessageStatus.DELIVERED,
    MessageStatus.READ,
)

#: What a report may say of a text before the answer to our own call is written down.
FURTHER_THAN_SENT: Final = tuple(
    status.value for status in _ORDER[_ORDER.index(MessageStatus.SENT) + 1 :]
)

#: Our own message id, as it travels in the address for reports; eighteen digits fit a bigint.
_OUR_ID: Final = re.compile(r"[0-9]{1,18}")


async def keep_receipt(session: AsyncSession, clock: Clock, report: StatusReport) -> Message | None:
    """Keeps a report and moves its text on; returns the text if this report says it failed now."""
    moved = await session.execute(
        _keeping(clock, report).execution_options(synchronize_session=False)
    )
    message_id = moved.scalar_one_or_none()
    if message_id is None or report.status is not DeliveryStatus.FAILED:
        return None
    return await session.get_one(Message, message_id)


async def keep_good_news(sessions: Sessions, clock: Clock, report: StatusReport) -> None:
    """As `keep_receipt`, for a report that nobody has to act on."""
    async with one_trip(sessions) as connection:
        await connection.execute(_keeping(clock, report))


def _keeping(clock: Clock, report: StatusReport) -> ReturningUpdate[int]:
    kept = (
        insert(Receipt.__table__)  # type: ignore[arg-type] # a mapped class's table is a Table
        .values(
            channel=report.channel,
            provider_id=report.provider_id,
            status=report.status.value,
            code=report.code,
            received_at=clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["channel", "provider_id", "status"])
        .returning(Receipt.__table__.c.id)
        .cte("kept")
    )
    status = MessageStatus(report.status.value)
    failure = {
        "failure_code": report.code,
        "failure_reason": report.problem.for_staff if report.problem else None,
    }
    return (
        update(Message)
        .where(
            Message.channel == ChannelName(report.channel),
            Message.direction == Direction.OUT,
            _is_about(report),
            Message.status.in_(_before(status)),
        )
        .values(
            status=status,
            # The process that sent it may have died before it wrote the provider's id down.
            provider_id=func.coalesce(Message.provider_id, report.provider_id),
            sent_at=func.coalesce(Message.sent_at, clock.now()),
            **(failure if status is MessageStatus.FAILED else {}),
        )
        .returning(Message.id)
        .add_cte(kept)
    )


def _is_about(report: StatusReport) -> ColumnElement[bool]:
    """By the provider's id, or by ours while the answer that brings the provider's is under way.

    Both then want the same row, so that one waits for the other and neither is overlooked.
    """
    by_provider = Message.provider_id == report.provider_id
    if report.reference is None or not _OUR_ID.fullmatch(report.reference):
        return by_provider
    ours = and_(Message.id == int(report.reference), Message.provider_id.is_(None))
    return or_(by_provider, ours)


def _before(status: MessageStatus) -> tuple[MessageStatus, ...]:
    return _ORDER[: _ORDER.index(status)]
