"""Moves what is planned for a person: to the hour that they asked for, or to now."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from sqlalchemy import Date, Time, cast, func, literal, select, update

from wayhome import audit
from wayhome.models import CheckIn, CheckInStatus

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.clock import Clock
    from wayhome.models import Person, StaffMember


async def choose_hour(session: AsyncSession, clock: Clock, person: Person, at: time) -> None:
    """From now on their texts come at this time of their own day; the days stay as they are.

    What this would make late today stays where it was. The caller commits.
    """
    person.texts_at = at
    await session.flush()
    local_day = cast(func.timezone(person.timezone, CheckIn.due_at), Date)
    moved = func.timezone(person.timezone, local_day + cast(literal(at), Time))
    await session.execute(
        update(CheckIn)
        .where(
            CheckIn.person_id == person.id,
            CheckIn.status == CheckInStatus.PLANNED,
            CheckIn.campaign_id.is_(None),
            CheckIn.due_at > clock.now(),
            moved > clock.now(),
        )
        .values(due_at=moved, look_at=moved)
        .execution_options(synchronize_session=False)
    )
    audit.record(session, clock, "texting_hour_chosen", person, system="dialogue")


async def bring_forward(
    session: AsyncSession, clock: Clock, person: Person, staff: StaffMember
) -> CheckIn | None:
    """Makes the next check-in fall due now; None where nothing is planned. The caller commits.

    What holds a person's texts back, the hour among it, holds this one back as well.
    """
    following = await session.scalar(
        select(CheckIn)
        .where(CheckIn.person_id == person.id, CheckIn.status == CheckInStatus.PLANNED)
        .order_by(CheckIn.due_at, CheckIn.id)
        .limit(1)
        .with_for_update()
    )
    if following is not None:
        now = clock.now()
        following.due_at = min(following.due_at, now)
        following.look_at = now
        audit.record(session, clock, "check_in_brought_forward", following, staff_id=staff.id)
    return following
