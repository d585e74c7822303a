"""Campaigns on record: found by name and state, with what staff did to each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import select

from wayhome import audit
from wayhome.models import Campaign, CampaignStatus

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.clock import Clock
    from wayhome.models import StaffMember

log = structlog.get_logger()


class NotPossible(ValueError):  # noqa: N818 - reads as what went wrong
    """The campaign is not in a state for that; the message says what to do."""


async def find(session: AsyncSession, name: str, *, lock: bool = False) -> Campaign | None:
    wanted = select(Campaign).where(Campaign.name == name)
    return await session.scalar(wanted.with_for_update() if lock else wanted)


async def locked(session: AsyncSession, name: str) -> Campaign:
    campaign = await find(session, name, lock=True)
    if campaign is None:
        raise NotPossible(f'No campaign is called "{name}". See: wayhome campaign list')
    return campaign


async def in_state(session: AsyncSession, name: str, *states: CampaignStatus) -> Campaign:
    campaign = await locked(session, name)
    if campaign.status not in states:
        wanted = " or ".join(one.value for one in states)
        raise NotPossible(f'"{name}" is {campaign.status.value}, not {wanted}.')
    return campaign


def record_of(
    session: AsyncSession,
    clock: Clock,
    action: str,
    campaign: Campaign,
    staff: StaffMember,
    **detail: Any,  # noqa: ANN401 - any JSON value
) -> None:
    audit.record(session, clock, action, campaign, staff_id=staff.id, **detail)
    log.info(action, campaign_id=campaign.id, **detail)
