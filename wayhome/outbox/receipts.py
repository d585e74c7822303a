"""What providers report of a text; its status only ever moves forward."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from channels.base import StatusReport
from wayhome.clock import Clock
from wayhome.models import ChannelName, Direction, Message, MessageStatus, Receipt

_ORDER: Final = (
    MessageStatus.QUEUED,
    MessageStatus.UNKNOWN,
    MessageStatus.SENT,
    MessageStatus.FAILED,
    MessageStatus.DELIVERED,
    MessageStatus.READ,
)


async def keep_receipt(session: AsyncSession, clock: Clock, report: StatusReport) -> Message | None:
    """Keeps a report and moves its text on; returns the text if this report says it failed now."""
    await session.execute(
        insert(Receipt)
        .values(
            channel=report.channel,
            provider_id=report.provider_id,
            status=report.status.value,
            code=report.code,
            received_at=clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["channel", "provider_id", "status"])
    )
    message = await _message_of(session, report)
    if message is None or not _move(message, report.status.value):
        return None
    if message.status is not MessageStatus.FAILED:
        return None
    message.failure_code = report.code
    message.failure_reason = report.problem.for_staff if report.problem else None
    return message


async def apply_receipts(session: AsyncSession, message: Message) -> None:
    """Moves a text on by the reports that came before we knew its provider's id."""
    reported = await session.scalars(
        select(Receipt.status).where(
            Receipt.channel == message.channel, Receipt.provider_id == message.provider_id
        )
    )
    for status in reported:
        _move(message, status)


async def _message_of(session: AsyncSession, report: StatusReport) -> Message | None:
    return (
        await session.execute(
            select(Message)
            .where(
                Message.channel == ChannelName(report.channel),
                Message.direction == Direction.OUT,
                Message.provider_id == report.provider_id,
            )
            .with_for_update()
        )
    ).scalar_one_or_none()


def _move(message: Message, reported: str) -> bool:
    status = MessageStatus(reported)
    if message.status not in _ORDER or _ORDER.index(status) <= _ORDER.index(message.status):
        return False
    message.status = status
    return True
