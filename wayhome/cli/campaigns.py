"""wayhome campaign: one text or one schedule for an audience, seen before it starts."""

import asyncio
import json
from dataclasses import asdict
from pathlib import Path

import typer
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.bootstrap.campaigns import make_forecaster
from wayhome.bootstrap.core import Core
from wayhome.campaigns import changing, running
from wayhome.campaigns.definition import Definition, definition_schema, load_definition
from wayhome.campaigns.forecast import Forecast
from wayhome.campaigns.forecasting import CannotRun
from wayhome.campaigns.progress import Progress, progress_of
from wayhome.campaigns.running import NotAsShown, NotPossible
from wayhome.cli.campaign_bar import bar
from wayhome.cli.campaign_lines import SOME, at, fields_of, of_effect, of_preview, of_progress
from wayhome.cli.context import acting_staff, opened
from wayhome.cli.say import Problem, run, say, show
from wayhome.content.yaml_models import UnusableFileError
from wayhome.models import Campaign, CampaignStatus

app = typer.Typer(
    help="One text or one schedule for an audience; preview it first.", no_args_is_help=True
)

#: How often a watched campaign is looked at, in seconds.
_LOOK_EVERY = 1.0

_BY = typer.Option(..., "--by", "--as", help="Your staff address; who did it is kept.")
_JSON = typer.Option(False, "--json", help="One JSON document.")
_ALL = typer.Option(False, "--all", help="Name everybody, not the first 20.")
_YES = typer.Option(False, "--yes", help="Do it, as it was shown before.")


@app.command()
def preview(file: Path, as_json: bool = _JSON, name_all: bool = _ALL) -> None:
    """Show who gets what and when, who is left out and why, and the cost. Nothing is started."""
    forecast = run(_preview(_definition(file)))
    _show_preview(forecast, as_json=as_json, name_all=name_all)
    if forecast.faults:
        raise Problem("The text is not fit to be sent yet; put right what is listed above.")
    if not forecast.entries:
        raise Problem(
            "Nobody would get it. Look at the lines of `audience` and at who is left out."
        )
    say(f"Preview {forecast.id}. Start it with: wayhome campaign start {file} --yes --by ...")


@app.command()
def start(file: Path, yes: bool = _YES, by: str = _BY, name_all: bool = _ALL) -> None:
    """Start a campaign as it was previewed; without --yes, or where things changed, show it."""
    planned = run(_start(_definition(file), by, yes=yes, name_all=name_all))
    if planned is None:
        say("It runs already. Nothing was changed.")
    else:
        say(f"Started: {planned} texts are planned. Watch it with: wayhome campaign show NAME")


@app.command()
def change(file: Path, yes: bool = _YES, by: str = _BY, name_all: bool = _ALL) -> None:
    """Show what another file would change about a campaign that runs; --yes changes it."""
    if run(_change(_definition(file), by, yes=yes, name_all=name_all)):
        say("Changed.")
    else:
        say("Nothing is changed yet. Change it with --yes.")


@app.command()
def pause(name: str, by: str = _BY) -> None:
    """Hold a campaign: nothing of it leaves until it is resumed."""
    count = run(_hold(name, by))
    say(f'"{name}" is paused; {count} texts wait. Go on with: wayhome campaign resume {name}')


@app.command()
def resume(name: str, by: str = _BY) -> None:
    """Go on with a paused campaign, from now and at its pace."""
    count, last = run(_resume(name, by))
    say(f'"{name}" goes on; {count} texts wait{last}.')


@app.command()
def cancel(name: str, by: str = _BY) -> None:
    """End a campaign for good: what has not left yet never will."""
    count = run(_cancel(name, by))
    say(f'"{name}" is cancelled; {count} texts are not sent.')


@app.command("list")
def list_(as_json: bool = typer.Option(False, "--json", help="One JSON object a line.")) -> None:
    """List campaigns, the newest first, with how far each has come."""
    found = run(_list())
    for one, progress in found:
        _show_progress(one, progress, as_json=as_json)
    if not found and not as_json:
        say("There are no campaigns yet. Write a file (docs/campaigns.md) and preview it.")


@app.command("show")
def show_one(
    name: str,
    as_json: bool = _JSON,
    watch: bool = typer.Option(False, "--watch", help="Follow it with a bar until it is over."),
) -> None:
    """Show how far a campaign has come."""
    if watch:
        run(_watch(name))
    for one, progress in run(_list(name)):
        _show_progress(one, progress, as_json=as_json)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a campaign file; docs/campaign.schema.json is this."""
    show(json.dumps(definition_schema(), indent=2))


def _definition(file: Path) -> Definition:
    if not file.is_file():
        raise Problem(f"There is no file {file}. docs/campaign.example.yaml is one to begin with.")
    try:
        return load_definition(file)
    except UnusableFileError as fault:
        raise Problem(f"{fault}\nNothing was changed. See docs/campaigns.md.") from None


async def _preview(definition: Definition) -> Forecast:
    async with opened() as core, core.sessions.begin() as session:
        forecast = await _forecast(core, session, definition)
        await running.remember(session, core.clock, forecast)
        return forecast


async def _start(definition: Definition, by: str, *, yes: bool, name_all: bool) -> int | None:
    async with opened() as core, core.sessions() as session:
        staff = await acting_staff(session, by)
        forecast = await _forecast(core, session, definition)
        try:
            planned = await running.start(session, core.clock, forecast, staff, sure=yes)
            await session.commit()
        except NotPossible as problem:
            await session.rollback()
            await _show_and_remember(core, forecast, problem, name_all=name_all)
            raise Problem(str(problem)) from None
        return planned


async def _show_and_remember(
    core: Core, forecast: Forecast, problem: NotPossible, *, name_all: bool
) -> None:
    async with core.sessions.begin() as session:
        await running.remember(session, core.clock, forecast)
    _show_preview(forecast, as_json=False, name_all=name_all)
    if isinstance(problem, NotAsShown):
        for person_id, what in problem.changed[: None if name_all else SOME]:
            show(f"  changed since: {person_id:>5}  {what}")


async def _change(definition: Definition, by: str, *, yes: bool, name_all: bool) -> bool:
    async with opened() as core, core.sessions() as session:
        staff = await acting_staff(session, by)
        campaign = await _started(session, definition.name, lock=True)
        forecast = await _forecast(core, session, definition, own=campaign.id)
        for line in of_preview(forecast, None if name_all else 0):
            show(line)
        effect = await changing.effect_of(session, campaign, forecast)
        for line in of_effect(effect, None if name_all else SOME):
            show(line)
        try:
            if yes:
                await changing.change(session, core.clock, forecast, staff)
        except NotPossible as problem:
            await session.rollback()
            raise Problem(str(problem)) from None
        finally:
            await running.remember(session, core.clock, forecast)
            await session.commit()
        return yes


async def _hold(name: str, by: str) -> int:
    async with opened() as core, core.sessions.begin() as session:
        staff = await acting_staff(session, by)
        try:
            return await running.pause(session, core.clock, name, staff)
        except NotPossible as problem:
            raise Problem(str(problem)) from None


async def _resume(name: str, by: str) -> tuple[int, str]:
    async with opened() as core, core.sessions.begin() as session:
        staff = await acting_staff(session, by)
        campaign = await _started(session, name, lock=True)
        forecast = await _forecast(
            core, session, Definition(**campaign.definition), own=campaign.id
        )
        try:
            count = await running.resume(session, core.clock, campaign, forecast, staff)
        except NotPossible as problem:
            raise Problem(str(problem)) from None
        return count, f", the last leaves {at(forecast.last_at)}" if forecast.last_at else ""


async def _cancel(name: str, by: str) -> int:
    async with opened() as core, core.sessions.begin() as session:
        staff = await acting_staff(session, by)
        try:
            return await running.cancel(session, core.clock, name, staff)
        except NotPossible as problem:
            raise Problem(str(problem)) from None


async def _watch(name: str) -> None:
    """Returns once nothing of it waits; whoever has seen enough presses Ctrl-C."""
    async with opened() as core:
        with bar() as shown:
            while True:
                async with core.sessions() as session:
                    campaign = await _started(session, name)
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


async def _started(session: AsyncSession, name: str, *, lock: bool = False) -> Campaign:
    campaign = await running.find(session, name, lock=lock)
    if campaign is None or campaign.status is CampaignStatus.PREVIEWED:
        raise Problem(f'No campaign called "{name}" was started. See: wayhome campaign list')
    return campaign


async def _forecast(
    core: Core, session: AsyncSession, definition: Definition, own: int | None = None
) -> Forecast:
    try:
        return await make_forecaster(core).forecast(session, definition, own=own)
    except CannotRun as problem:
        raise Problem(f"{problem} Nothing was changed.") from None


def _show_preview(forecast: Forecast, *, as_json: bool, name_all: bool) -> None:
    if as_json:
        show(json.dumps(fields_of(forecast)))
        return
    for line in of_preview(forecast, None if name_all else SOME):
        show(line)


def _show_progress(campaign: Campaign, progress: Progress, *, as_json: bool) -> None:
    title = campaign.definition["title"]
    if not as_json:
        show(of_progress(campaign, title, progress))
        return
    fields = {**asdict(progress), "state": progress.state(campaign)}
    fields["last_due_at"] = progress.last_due_at and progress.last_due_at.isoformat()
    show(json.dumps({"name": campaign.name, "title": title, **fields}))
