"""wayhome campaign pause, resume, cancel: by its name."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import typer
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.campaigns import holding
from wayhome.campaigns.definition import Definition
from wayhome.cli.campaign_context import BY, forecast_of, refusals_told, started
from wayhome.cli.campaign_lines import at
from wayhome.cli.context import acting_staff, opened
from wayhome.cli.say import run, say
from wayhome.clock import Clock
from wayhome.models import StaffMember

_Step: TypeAlias = Callable[[AsyncSession, Clock, str, StaffMember], Awaitable[int]]


def pause(name: str, by: str = BY) -> None:
    """Hold a campaign: nothing of it leaves until it is resumed."""
    count = run(_done(holding.pause, name, by))
    say(f'"{name}" is paused; {count} texts wait. Go on with: wayhome campaign resume {name}')


def resume(name: str, by: str = BY) -> None:
    """Go on with a paused campaign, from now and at its pace."""
    count, last = run(_resume(name, by))
    say(f'"{name}" goes on; {count} texts wait{last}.')


def cancel(name: str, by: str = BY) -> None:
    """End a campaign for good: what has not left yet never will."""
    count = run(_done(holding.cancel, name, by))
    say(f'"{name}" is cancelled; {count} texts are not sent.')


async def _done(step: _Step, name: str, by: str) -> int:
    async with opened() as core, core.sessions.begin() as session:
        staff = await acting_staff(session, by)
        with refusals_told():
            return await step(session, core.clock, name, staff)


async def _resume(name: str, by: str) -> tuple[int, str]:
    async with opened() as core, core.sessions.begin() as session:
        staff = await acting_staff(session, by)
        campaign = await started(session, name, lock=True)
        definition = Definition(**campaign.definition)
        forecast = await forecast_of(core, session, definition, own=campaign.id)
        with refusals_told():
            count = await holding.resume(session, core.clock, campaign, forecast, staff)
        return count, f", the last leaves {at(forecast.last_at)}" if forecast.last_at else ""


def add_to(app: typer.Typer) -> None:
    for command in (pause, resume, cancel):
        app.command()(command)
