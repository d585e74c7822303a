"""wayhome campaign preview, start, change: what a file says, shown before it is done."""

import json
from pathlib import Path

import typer

from wayhome.bootstrap.core import Core
from wayhome.campaigns import changing, starting
from wayhome.campaigns.definition import Definition
from wayhome.campaigns.forecast import Forecast
from wayhome.campaigns.records import NotPossible
from wayhome.campaigns.starting import NotAsShown, NotShown
from wayhome.cli.campaign_context import (
    AS_JSON,
    BY,
    NAME_ALL,
    YES,
    definition_in,
    forecast_of,
    refusals_told,
    started,
)
from wayhome.cli.campaign_lines import SOME, fields_of, of_effect, of_preview, of_words
from wayhome.cli.context import acting_staff, opened
from wayhome.cli.say import Problem, run, say, show


def preview(file: Path, as_json: bool = AS_JSON, name_all: bool = NAME_ALL) -> None:
    """Show who gets what and when, who is left out and why, and the cost. Nothing is started."""
    forecast = run(_preview(definition_in(file)))
    _show_preview(forecast, as_json=as_json, name_all=name_all)
    if forecast.faults:
        raise Problem("The text is not fit to be sent yet; put right what is listed above.")
    if not forecast.entries:
        raise Problem(
            "Nobody would get it. Look at the lines of `audience` and at who is left out."
        )
    say(f"Preview {forecast.id}. Start it with: wayhome campaign start {file} --yes --by ...")


def start(file: Path, yes: bool = YES, by: str = BY, name_all: bool = NAME_ALL) -> None:
    """Start a campaign as it was previewed; without --yes, or where things changed, show it."""
    definition = definition_in(file)
    planned = run(_start(definition, by, yes=yes, name_all=name_all))
    follow = f"Follow it with: wayhome campaign show {definition.name} --watch"
    if planned is None:
        say(f"It runs already. Nothing was changed. {follow}")
    else:
        say(f"Started: {planned} texts are planned. {follow}")


def change(file: Path, yes: bool = YES, by: str = BY, name_all: bool = NAME_ALL) -> None:
    """Show what another file would change about a campaign that runs; --yes changes it."""
    if run(_change(definition_in(file), by, yes=yes, name_all=name_all)):
        say("Changed.")
    else:
        say("Nothing is changed yet. Change it with --yes.")


async def _preview(definition: Definition) -> Forecast:
    async with opened() as core, core.sessions.begin() as session:
        forecast = await forecast_of(core, session, definition)
        await starting.remember(session, core.clock, forecast)
        return forecast


async def _start(definition: Definition, by: str, *, yes: bool, name_all: bool) -> int | None:
    async with opened() as core, core.sessions() as session:
        staff = await acting_staff(session, by)
        forecast = await forecast_of(core, session, definition)
        try:
            planned = await starting.start(session, core.clock, forecast, staff, sure=yes)
            await session.commit()
        except NotShown as problem:
            await session.rollback()
            await _show_and_remember(core, forecast, problem, name_all=name_all)
            raise Problem(str(problem)) from None
        except NotPossible as problem:
            raise Problem(str(problem)) from None
        return planned


async def _show_and_remember(
    core: Core, forecast: Forecast, problem: NotShown, *, name_all: bool
) -> None:
    async with core.sessions.begin() as session:
        await starting.remember(session, core.clock, forecast)
    _show_preview(forecast, as_json=False, name_all=name_all)
    if isinstance(problem, NotAsShown):
        for person_id, what in problem.changed[: None if name_all else SOME]:
            show(f"  changed since: {person_id:>5}  {what}")


async def _change(definition: Definition, by: str, *, yes: bool, name_all: bool) -> bool:
    async with opened() as core, core.sessions() as session:
        staff = await acting_staff(session, by)
        campaign = await started(session, definition.name, lock=True)
        forecast = await forecast_of(core, session, definition, own=campaign.id)
        for line in of_words(forecast):
            show(line)
        effect = await changing.effect_of(session, campaign, forecast)
        for line in of_effect(effect, None if name_all else SOME):
            show(line)
        try:
            if yes:
                with refusals_told():
                    await changing.change(session, core.clock, forecast, staff)
        except Problem:
            await session.rollback()
            raise
        finally:
            await starting.remember(session, core.clock, forecast)
            await session.commit()
        return yes


def _show_preview(forecast: Forecast, *, as_json: bool, name_all: bool) -> None:
    if as_json:
        show(json.dumps(fields_of(forecast)))
        return
    for line in of_preview(forecast, None if name_all else SOME):
        show(line)


def add_to(app: typer.Typer) -> None:
    for command in (preview, start, change):
        app.command()(command)
