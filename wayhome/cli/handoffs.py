"""wayhome handoff: what waits for a person."""

import json

import typer

from wayhome.cli.context import acting_staff, opened
from wayhome.cli.say import Problem, run, say, show
from wayhome.handoffs import queue
from wayhome.handoffs.queue import HandoffNotOpen, Waiting
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
    rows = run(_waiting(resolved=resolved))
    for row in rows:
        show(json.dumps(_fields(row)) if as_json else _line(row))
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


async def _waiting(*, resolved: bool) -> list[Waiting]:
    async with opened() as core, core.sessions() as session:
        return list(await queue.waiting(session, resolved=resolved))


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


def _fields(row: Waiting) -> dict[str, object]:
    return {
        "number": row.handoff.id,
        "level": row.handoff.level,
        "reason": row.handoff.reason,
        "category": row.handoff.category,
        "person": row.person.name if row.person else None,
        "channel": row.contact_point.channel if row.contact_point else None,
        "address": row.contact_point.address if row.contact_point else None,
        "text": row.message.text if row.message else None,
        "opened_at": row.handoff.opened_at.isoformat(),
        "claimed_by": row.claimed_by,
        "outcome": row.handoff.outcome,
        "needs": [str(one) for one in row.needs],
    }


def _line(row: Waiting) -> str:
    address = row.contact_point.address if row.contact_point else "no address"
    who = row.person.name if row.person else f"unknown ({address})"
    text = repr(row.message.text[:80]) if row.message else "no address to text to"
    about = f"{row.handoff.reason} {row.handoff.category or ''}".strip()
    needs = f"  NEEDS {'; '.join(map(str, row.needs))}" if row.needs else ""
    state = f"with {row.claimed_by}" if row.claimed_by else "waiting"
    return (
        f"{row.handoff.id:>5}  {row.handoff.level:<9}  {about:<34}"
        f"  {row.handoff.opened_at:%a %d %b %H:%M}  {state:<16}  {who}: {text}"
        f"{needs}"
    )
