"""What providers report of a text; its status only ever moves forward."""

from typing import Final

from sqlalchemy import select, update
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
        insert(Receipt.__table__)  # type: ignore[arg-type] # a mapped class's table is a Table
        .values(
            channel=report.channel,
            provider_id=report.provider_id,
            status=report.status.value,
            code=report.code,
            received_at=clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["channel", "provider_id", "status"])
    )
    status = MessageStatus(report.status.value)
    failure = {
        "failure_code": report.code,
        "failure_reason": report.problem.for_staff if report.problem else None,
    }
    moved = await session.execute(
        update(Message)
        .where(
            Message.channel == ChannelName(report.channel),
            Message.direction == Direction.OUT,
            Message.provider_id == report.provider_id,
            Message.status.in_(_before(status)),
        )
        .values(status=status, **(failure if status is MessageStatus.FAILED else {}))
        .returning(Message.id)
        .execution_options(synchronize_session=False)
    )
    message_id = moved.scalar_one_or_none()
    if message_id is None or status is not MessageStatus.FAILED:
        return None
    return await session.get_one(Message, message_id)


async def apply_receipts(
    session: AsyncSession, message_id: int, channel: ChannelName, provider_id: str
) -> None:
    """Moves a text on by the reports that came before we knew its provider's id."""
    reported = await session.scalars(
        select(Receipt.status).where(Receipt.channel == channel, Receipt.provider_id == provider_id)
    )
    furthest = max((MessageStatus(one) for one in reported), key=_ORDER.index, default=None)
    if furthest is not None and furthest is not MessageStatus.SENT:
        await session.execute(
            update(Message).where(Message.id == message_id).values(status=furthest)
        )


def _before(status: MessageStatus) -> tuple[MessageStatus, ...]:
    return _ORDER[: _ORDER.index(status)]
