"""Pauses a campaign, goes on with it, and ends it for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from wayhome.campaigns.definition import Definition
from wayhome.campaigns.progress import progress_of
from wayhome.campaigns.records import NotPossible, in_state, record_of
from wayhome.campaigns.waiting import end_unsent, retime, unsent_of
from wayhome.models import Campaign, CampaignStatus, CheckIn, Message
from wayhome.people.unsent import take_back_certainly_unsent

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.campaigns.forecast import Forecast
    from wayhome.clock import Clock
    from wayhome.models import StaffMember

CANCELLED: Final = "campaign_cancelled"
PAUSED: Final = "campaign_paused"


async def _in_hand(
    session: AsyncSession, clock: Clock, name: str, *states: CampaignStatus
) -> Campaign:
    """One of which something is still to leave."""
    campaign = await in_state(session, name, *states)
    if (await progress_of(session, clock, campaign)).is_over:
        raise NotPossible(f'"{name}" is finished: nothing of it waits. Nothing was changed.')
    return campaign


async def pause(session: AsyncSession, clock: Clock, name: str, staff: StaffMember) -> int:
    """How many check-ins wait from now on; nothing of it leaves until it is resumed."""
    campaign = await _in_hand(session, clock, name, CampaignStatus.RUNNING)
    campaign.status, campaign.changed_at = CampaignStatus.PAUSED, clock.now()
    held = await session.execute(hold(campaign).returning(CheckIn.id))
    count = len(held.all())
    record_of(session, clock, "campaign_paused", campaign, staff, waiting=count)
    return count


async def resume(
    session: AsyncSession, clock: Clock, campaign: Campaign, forecast: Forecast, staff: StaffMember
) -> int:
    """Gives what waits new times to leave; how many there are."""
    if campaign.status is not CampaignStatus.PAUSED:
        raise NotPossible(f'"{campaign.name}" is {campaign.status.value}, not paused.')
    campaign.status, campaign.changed_at = CampaignStatus.RUNNING, clock.now()
    count = await retime(session, clock, campaign, forecast)
    record_of(session, clock, "campaign_resumed", campaign, staff, waiting=count)
    return count


async def cancel(session: AsyncSession, clock: Clock, name: str, staff: StaffMember) -> int:
    """How many check-ins end unsent. What is queued is taken back, unless it may have left."""
    campaign = await _in_hand(session, clock, name, CampaignStatus.RUNNING, CampaignStatus.PAUSED)
    campaign.status, campaign.changed_at = CampaignStatus.CANCELLED, clock.now()
    count = await end_unsent(session, clock, campaign, CANCELLED)
    texts = select(CheckIn.message_id).where(CheckIn.campaign_id == campaign.id)
    taken_back = await take_back_certainly_unsent(session, Message.id.in_(texts))
    record_of(
        session, clock, "campaign_cancelled", campaign, staff, ended=count, taken_back=taken_back
    )
    return count + taken_back


def hold(campaign: Campaign) -> Any:  # noqa: ANN401 - an update
    """Lets what waits wait until the campaign is over, should nobody go on with it."""
    over = Definition(**campaign.definition).over_at
    return unsent_of(campaign).values(look_at=over, why=PAUSED)
