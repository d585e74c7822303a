"""Says a campaign's single text, and lets nothing of a campaign leave that rests or is over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from wayhome.campaigns.definition import Definition
from wayhome.campaigns.holding import CANCELLED, PAUSED
from wayhome.campaigns.wording import say
from wayhome.checkins.rendering import NotNow, Rendered
from wayhome.models import Campaign, CampaignStatus
from wayhome.people.texting_hours import texting_hours

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.checkins.rendering import Renderer
    from wayhome.clock import Clock
    from wayhome.models import CheckIn, Person

OVER = "campaign_over"


class CampaignText:
    """`Renderer` of a campaign's single text."""

    def __init__(self, service: Mapping[str, str]) -> None:
        self._service = service

    async def render(
        self, session: AsyncSession, person: Person, check_in: CheckIn
    ) -> Rendered | NotNow:
        campaign = await session.get(Campaign, check_in.campaign_id or 0)
        wording = Definition(**campaign.definition).message if campaign is not None else None
        if wording is None:
            return NotNow(why="no_such_message")
        return Rendered(texts=(say(wording, {**self._service, "called": person.called}),))


class WithinCampaign:
    """`Renderer` that asks another one only while the check-in's campaign, if any, runs."""

    def __init__(self, renderer: Renderer, clock: Clock) -> None:
        self._renderer = renderer
        self._clock = clock

    async def render(
        self, session: AsyncSession, person: Person, check_in: CheckIn
    ) -> Rendered | NotNow:
        if check_in.campaign_id is not None:
            campaign = await session.get_one(Campaign, check_in.campaign_id)
            held = self._held(campaign, person)
            if held is not None:
                return held
        return await self._renderer.render(session, person, check_in)

    def _held(self, campaign: Campaign, person: Person) -> NotNow | None:
        if campaign.status is CampaignStatus.CANCELLED:
            return NotNow(why=CANCELLED)
        now, definition = self._clock.now(), Definition(**campaign.definition)
        stretch = definition.stretch(texting_hours(person))
        leaves = stretch.next_from(now) if stretch is not None else None
        if leaves is None:
            return NotNow(why=OVER)
        if campaign.status is CampaignStatus.PAUSED:
            return NotNow(why=PAUSED, again_at=definition.over_at)
        return NotNow(why="outside_its_hours", again_at=leaves) if leaves > now else None
