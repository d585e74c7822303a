"""wayhome campaign list, show: how far each has come."""

import asyncio
import json
from dataclasses import asdict, dataclass

import typer
from sqlalchemy import select

from wayhome.bootstrap.core import Core
from wayhome.campaigns import records
from wayhome.campaigns.progress import Progress, Reasons, progress_of, reasons_of
from wayhome.cli.campaign_bar import bar
from wayhome.cli.campaign_context import AS_JSON, started
from wayhome.cli.campaign_lines import of_progress, of_reasons
from wayhome.cli.context import opened
from wayhome.cli.say import Problem, run, say, show
from wayhome.models import Campaign, CampaignStatus

#: How often a watched campaign is looked at, in seconds.
_LOOK_EVERY = 1.0
#: The last reports of delivery come within this of the last text, or never; in seconds.
_FOR_REPORTS = 10.0


@dataclass(frozen=True, kw_only=True)
class _Followed:
    campaign: Campaign
    progress: Progress
    reasons: Reasons | None = None


def list_(as_json: bool = typer.Option(False, "--json", help="One JSON object a line.")) -> None:
    """List campaigns, the newest first, with how far each has come."""
    found = run(_list())
    for one in found:
        _show(one, as_json=as_json)
    if not found and not as_json:
        say("There are no campaigns yet. Write a file (docs/campaigns.md) and preview it.")


def show_one(
    name: str,
    as_json: bool = AS_JSON,
    watch: bool = typer.Option(False, "--watch", help="Follow it with a bar until it is over."),
) -> None:
    """Show how far a campaign has come, and why some did not get it."""
    _show(run(_follow(name, watch=watch)), as_json=as_json)


async def _list() -> list[_Followed]:
    async with opened() as core, core.sessions() as session:
        found = (await session.scalars(select(Campaign).order_by(Campaign.id.desc()))).all()
        return [
            _Followed(campaign=one, progress=await progress_of(session, core.clock, one))
            for one in found
        ]


async def _follow(name: str, *, watch: bool) -> _Followed:
    async with opened() as core:
        if watch:
            await _watch(core, name)
        async with core.sessions() as session:
            campaign = await records.find(session, name)
            if campaign is None:
                raise Problem(f'No campaign is called "{name}". See: wayhome campaign list')
            return _Followed(
                campaign=campaign,
                progress=await progress_of(session, core.clock, campaign),
                reasons=await reasons_of(session, core.clock, campaign),
            )


async def _watch(core: Core, name: str) -> None:
    """Returns once nothing of it waits; whoever has seen enough presses Ctrl-C."""
    over_for = 0.0
    with bar() as shown:
        while over_for < _FOR_REPORTS:
            async with core.sessions() as session:
                campaign = await started(session, name)
                progress = await progress_of(session, core.clock, campaign)
            shown(campaign, progress)
            if campaign.status is CampaignStatus.CANCELLED or progress.are_all_told_of:
                return
            over_for = over_for + _LOOK_EVERY if progress.is_over else 0.0
            await asyncio.sleep(_LOOK_EVERY)


def _show(followed: _Followed, *, as_json: bool) -> None:
    campaign, progress, reasons = followed.campaign, followed.progress, followed.reasons
    title = campaign.definition["title"]
    if not as_json:
        show(of_progress(campaign, title, progress))
        for line in of_reasons(reasons) if reasons else ():
            show(line)
        return
    fields = {**asdict(progress), "state": progress.state(campaign)}
    fields["last_due_at"] = progress.last_due_at and progress.last_due_at.isoformat()
    why = {"why": asdict(reasons)} if reasons else {}
    show(json.dumps({"name": campaign.name, "title": title, **fields, **why}))


def add_to(app: typer.Typer) -> None:
    app.command("list")(list_)
    app.command("show")(show_one)
