"""The check-ins of a campaign that nothing was sent of yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ARRAY, BigInteger, any_, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from wayhome.campaigns.definition import Definition
from wayhome.campaigns.forecast import NO_TIME_LEFT
from wayhome.models import CheckIn, CheckInStatus

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.campaigns.forecast import Entry, Forecast
    from wayhome.clock import Clock
    from wayhome.models import Campaign

_AT_ONCE: Final = 1000


def unsent_of(campaign: Campaign) -> Any:  # noqa: ANN401 - an update
    """Of its check-ins those that nothing was sent of."""
    return (
        update(CheckIn)
        .where(CheckIn.campaign_id == campaign.id, CheckIn.status == CheckInStatus.PLANNED)
        .execution_options(synchronize_session=False)
    )


async def planned_rows(session: AsyncSession, campaign: Campaign) -> Sequence[tuple[int, int, str]]:
    rows = await session.execute(
        select(CheckIn.id, CheckIn.person_id, CheckIn.key).where(
            CheckIn.campaign_id == campaign.id, CheckIn.status == CheckInStatus.PLANNED
        )
    )
    return [(number, person_id, key) for number, person_id, key in rows]


async def end_unsent(
    session: AsyncSession,
    clock: Clock,
    campaign: Campaign,
    why: str,
    only: Iterable[int] | None = None,
) -> int:
    ending = (
        unsent_of(campaign)
        if only is None
        else unsent_of(campaign).where(CheckIn.id == any_(literal(list(only), ARRAY(BigInteger))))
    )
    ended = await session.execute(
        ending.values(
            status=CheckInStatus.CANCELLED, why=why, ended_at=clock.now(), question=None
        ).returning(CheckIn.id)
    )
    return len(ended.all())


async def retime(
    session: AsyncSession, clock: Clock, campaign: Campaign, forecast: Forecast
) -> int:
    """What waits gets its new time to leave; how many check-ins that is.

    For whom there is none in time it ends with the campaign; of anybody else the engine decides.
    """
    due = {(one.person_id, one.key): one.due_at for one in forecast.entries}
    late = {one.person_id for one in forecast.left_out if one.why == NO_TIME_LEFT}
    now, over = clock.now(), Definition(**campaign.definition).over_at
    moved = []
    for number, person_id, key in await planned_rows(session, campaign):
        at = due.get((person_id, key), over if person_id in late else now)
        moved.append({"id": number, "due_at": at, "look_at": at, "why": None})
    if moved:
        await session.execute(update(CheckIn), moved)
    return len(moved)


async def plan(
    session: AsyncSession, clock: Clock, campaign: Campaign, entries: Sequence[Entry]
) -> int:
    """A person who has that check-in already, from whatever campaign, keeps the one."""
    schedule, planned = Definition(**campaign.definition).planned_as, 0
    for start_ in range(0, len(entries), _AT_ONCE):
        rows = [
            {
                "person_id": one.person_id,
                "support_period_id": one.support_period_id,
                "campaign_id": campaign.id,
                "schedule": schedule,
                "key": one.key,
                "kind": one.kind,
                "due_at": one.due_at,
                "look_at": one.due_at,
                "status": CheckInStatus.PLANNED,
                "planned_at": clock.now(),
            }
            for one in entries[start_ : start_ + _AT_ONCE]
        ]
        key = ["support_period_id", "person_id", "schedule", "key"]
        planning = insert(CheckIn).values(rows).on_conflict_do_nothing(index_elements=key)
        planned += len((await session.execute(planning.returning(CheckIn.id))).all())
    return planned
