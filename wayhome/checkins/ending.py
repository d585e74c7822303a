"""Gives a check-in the one state in which it stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import update

from wayhome.models import CheckIn, CheckInStatus, SupportPeriod, SupportStatus

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.clock import Clock

SUPPORT_ENDED: Final = "support_ended"
#: How far back ended periods are looked at; the sweep runs every hour.
_ENDED_SINCE: Final = timedelta(days=2)


class AlreadyEnded(ValueError):  # noqa: N818 - reads as what went wrong
    """This check-in has its end state already, which never changes."""


def end(check_in: CheckIn, state: CheckInStatus, now: datetime, why: str | None = None) -> None:
    """Raises AlreadyEnded; the database refuses it too."""
    if check_in.ended_at is not None or not state.is_end:
        raise AlreadyEnded(f"{AlreadyEnded.__doc__} It is {check_in.status}, not to be {state}.")
    check_in.status, check_in.why, check_in.ended_at, check_in.question = state, why, now, None


async def cancel_what_is_left(session: AsyncSession, clock: Clock) -> int:
    """Ends what is open in support periods that ended lately; how many check-ins that were."""
    now = clock.now()
    left = await session.execute(
        update(CheckIn)
        .where(
            CheckIn.support_period_id == SupportPeriod.id,
            CheckIn.ended_at.is_(None),
            SupportPeriod.status == SupportStatus.ENDED,
            SupportPeriod.changed_at > now - _ENDED_SINCE,
        )
        .values(status=CheckInStatus.CANCELLED, why=SUPPORT_ENDED, ended_at=now, question=None)
        .returning(CheckIn.id)
        .execution_options(synchronize_session=False)
    )
    return len(left.all())
