"""wayhome campaign list, show: how far each has come."""

import asyncio
import json
from dataclasses import asdict

import typer
from sqlalchemy import select

from wayhome.campaigns.progress import Progress, progress_of
from wayhome.cli.campaign_bar import bar
from wayhome.cli.campaign_context import AS_JSON, started
from wayhome.cli.campaign_lines import of_progress
from wayhome.cli.context import opened
from wayhome.cli.say import Problem, run, say, show
from wayhome.models import Campaign, CampaignStatus

#: How often a watched campaign is looked at, in seconds.
_LOOK_EVERY = 1.0


def list_(as_json: bool = typer.Option(False, "--json", help="One JSON object a line.")) -> None:
    """List campaigns, the newest first, with how far each has come."""
    found = run(_list())
    for one, progress in found:
        _show_progress(one, progress, as_json=as_json)
    if not found and not as_json:
        say("There are no campaigns yet. Write a file (docs/campaigns.md) and preview it.")


def show_one(
    name: str,
    as_json: bool = AS_JSON,
    watch: bool = typer.Option(False, "--watch", help="Follow it with a bar until it is over."),
) -> None:
    """Show how far a campaign has come."""
    if watch:
        run(_watch(name))
    for one, progress in run(_list(name)):
        _show_progress(one, progress, as_json=as_json)


async def _watch(name: str) -> None:
    """Returns once nothing of it waits; whoever has seen enough presses Ctrl-C."""
    async with opened() as core:
        with bar() as shown:
            while True:
                async with core.sessions() as session:
                    campaign = await started(session, name)
                    progress = await progress_of(session, core.clock, campaign)
                shown(campaign, progress)
                if progress.done == progress.planned or campaign.status is CampaignStatus.CANCELLED:
                    return
                await asyncio.sleep(_LOOK_EVERY)


async def _list(name: str | None = None) -> list[tuple[Campaign, Progress]]:
    async with opened() as core, core.sessions() as session:
        wanted = select(Campaign).order_by(Campaign.id.desc())
        if name is not None:
            wanted = wanted.where(Campaign.name == name)
        found = (await session.scalars(wanted)).all()
        if name is not None and not found:
            raise Problem(f'No campaign is called "{name}". See: wayhome campaign list')
        return [(one, await progress_of(session, core.clock, one)) for one in found]


def _show_progress(campaign: Campaign, progress: Progress, *, as_json: bool) -> None:
    title = campaign.definition["title"]
    if not as_json:
        show(of_progress(campaign, title, progress))
        return
    fields = {**asdict(progress), "state": progress.state(campaign)}
    fields["last_due_at"] = progress.last_due_at and progress.last_due_at.isoformat()
    show(json.dumps({"name": campaign.name, "title": title, **fields}))


def add_to(app: typer.Typer) -> None:
    app.command("list")(list_)
    app.command("show")(show_one)
