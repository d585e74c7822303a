"""wayhome handoff: what waits for a person."""

import json

import typer

from wayhome.cli.context import acting_staff, opened
from wayhome.cli.handoff_lines import Shown
from wayhome.cli.say import Problem, run, say, show
from wayhome.handoffs import queue
from wayhome.handoffs.queue import HandoffNotOpen
from wayhome.models import HandoffOutcome

app = typer.Typer(help="Concerns that wait for a person.", no_args_is_help=True)

_AS = typer.Option(..., "--as", help="Your staff address, for example sam@example.org.")


@app.command("list")
def list_(
    *,
    resolved: bool = typer.Option(False, help="Show the resolved ones instead."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object a line."),
) -> None:
    """List handoffs, the most serious first."""
    rows = run(_shown(resolved=resolved))
    for row in rows:
        show(json.dumps(row.fields) if as_json else row.line)
    if not rows and not as_json:
        say("Nothing is waiting.")


@app.command()
def claim(number: int, email: str = _AS) -> None:
    """Take a handoff: you answer this person now and the bot stays quiet."""
    run(_claim(number, email))
    say(f"Handoff {number} is yours.")


@app.command()
def resolve(
    number: int,
    outcome: HandoffOutcome = typer.Option(..., help="How it ended."),
    note: str | None = typer.Option(None, help="What was done, in a sentence."),
    email: str = _AS,
) -> None:
    """Close a handoff with its outcome."""
    run(_resolve(number, email, outcome, note))
    say(f"Handoff {number} is resolved.")


async def _shown(*, resolved: bool) -> list[Shown]:
    async with opened() as core, core.sessions() as session:
        found = await queue.waiting(session, resolved=resolved)
        return [Shown(row, core.settings.safeguarding_lead, core.clock.now()) for row in found]


async def _claim(number: int, email: str) -> None:
    async with opened() as core, core.sessions.begin() as session:
        staff = await acting_staff(session, email)
        try:
            await queue.claim(session, core.clock, number, staff)
        except HandoffNotOpen as problem:
            raise Problem(str(problem)) from None


async def _resolve(number: int, email: str, outcome: HandoffOutcome, note: str | None) -> None:
    async with opened() as core, core.sessions.begin() as session:
        staff = await acting_staff(session, email)
        try:
            await queue.resolve(session, core.clock, number, staff, outcome, note)
        except HandoffNotOpen as problem:
            raise Problem(str(problem)) from None
