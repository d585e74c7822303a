"""Starts a campaign as it was shown, and not otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy.dialects.postgresql import insert

from wayhome.campaigns.forecast import Forecast, differences
from wayhome.campaigns.records import NotPossible, find, locked, record_of
from wayhome.campaigns.waiting import plan
from wayhome.models import Campaign, CampaignStatus

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.campaigns.definition import Definition
    from wayhome.clock import Clock
    from wayhome.models import StaffMember


class NotShown(NotPossible):
    """Whoever starts it must see the preview first; the message follows it."""


class NotAsShown(NotShown):
    """What was shown is no longer true."""

    def __init__(self, name: str, changed: Sequence[tuple[int, str]]) -> None:
        self.changed = changed
        what = f"{len(changed)} people differ" if changed else "its file has changed"
        super().__init__(
            f'"{name}" would not be as it was last shown: {what}. '
            "Read the preview above, then give the command again."
        )


async def remember(session: AsyncSession, clock: Clock, forecast: Forecast) -> None:
    """Keeps what was shown, so that a start can be held to it. The caller commits."""
    definition, now = forecast.definition, clock.now()
    written = definition.model_dump(mode="json")
    shown = {"id": forecast.id, "change_id": forecast.file_id, **forecast.shown}
    previewed = insert(Campaign).values(
        name=definition.name,
        status=CampaignStatus.PREVIEWED,
        definition=written,
        shown=shown,
        created_at=now,
        changed_at=now,
    )
    await session.execute(previewed.on_conflict_do_nothing(index_elements=["name"]))
    campaign = await locked(session, definition.name)
    if campaign.status is CampaignStatus.PREVIEWED:
        campaign.shown, campaign.definition = shown, written
    else:
        campaign.shown = {**campaign.shown, "change_id": forecast.file_id}


async def start(
    session: AsyncSession, clock: Clock, forecast: Forecast, staff: StaffMember, *, sure: bool
) -> int | None:
    """How many check-ins were planned; None if it runs already. The caller commits.

    `sure` is the word of whoever read what was shown.

    Raises NotShown and NotPossible, and then nothing has changed.
    """
    name = forecast.definition.name
    campaign = await find(session, name, lock=True)
    if campaign is not None and campaign.status is not CampaignStatus.PREVIEWED:
        _refuse_a_second_start(campaign, forecast.definition)
        return None
    if not sure:
        raise NotShown("Nothing is started yet. Read the preview above and start it with --yes.")
    campaign = _as_shown(campaign, forecast)
    now = clock.now()
    campaign.status, campaign.started_at, campaign.changed_at = CampaignStatus.RUNNING, now, now
    campaign.started_by_id = staff.id
    planned = await plan(session, clock, campaign, forecast.entries)
    record_of(session, clock, "campaign_started", campaign, staff, planned=planned, id=forecast.id)
    return planned


def _refuse_a_second_start(campaign: Campaign, definition: Definition) -> None:
    if campaign.status is CampaignStatus.CANCELLED:
        raise NotPossible(
            f'"{campaign.name}" was cancelled, for good. Start it anew under another name.'
        )
    if campaign.definition != definition.model_dump(mode="json"):
        raise NotPossible(
            f'"{campaign.name}" is {campaign.status.value} by another file than this. '
            "See what would change with: wayhome campaign change FILE"
        )


def _as_shown(campaign: Campaign | None, forecast: Forecast) -> Campaign:
    if campaign is None:
        raise NotShown(
            f'"{forecast.definition.name}" was not shown yet. Read the preview above, then give '
            "the command again."
        )
    if campaign.shown.get("id") != forecast.id:
        raise NotAsShown(campaign.name, differences(campaign.shown, forecast.shown))
    if not forecast.entries:
        raise NotShown("Nobody would get it. Look at the lines of `audience` and the two days.")
    if forecast.faults:
        raise NotShown("Its text is not fit to be sent yet; see what to put right above.")
    return campaign
