"""wayhome checkin: what we text a person first, when, and why not."""

import json
from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

import typer

from wayhome.bootstrap.checkins import make_planner
from wayhome.checkins.listing import Listed, listed, periods_of
from wayhome.checkins.planning import Slot
from wayhome.checkins.rescheduling import bring_forward
from wayhome.cli.check_in_additions import plan_additions, show_additions
from wayhome.cli.context import acting_staff, opened
from wayhome.cli.people import find_person
from wayhome.cli.say import Problem, run, say, show
from wayhome.content.check_in_files import ScheduleError
from wayhome.models import MessageStatus
from wayhome.people.texting_hours import texting_hours

app = typer.Typer(help="The check-ins of a person: list and plan.", no_args_is_help=True)

_JSON = typer.Option(False, "--json", help="One JSON object a line.")


@app.command("list")
def list_(person: str, *, as_json: bool = _JSON) -> None:
    """List a person's check-ins: when each is due, how it ended, what holds it back."""
    rows = run(_listed(person))
    for row in rows:
        show(json.dumps(_fields(row)) if as_json else _line(row))
    if not rows and not as_json:
        say("Nothing is planned yet; a worker plans within 10 seconds. See: wayhome checkin plan")


@app.command()
def plan(
    person: str = typer.Argument("", help="Leave it out for what schedules gained for everybody."),
    *,
    apply: bool = typer.Option(False, "--apply", help="Plan it now; else nothing is written."),
    email: str = typer.Option("", "--as", help="Your staff address; --apply for all needs it."),
    as_json: bool = _JSON,
) -> None:
    """Show what planning a person's check-ins would make of today, what came too late included.

    Without a person: what schedules gained since the weeks of those in care were planned.
    """
    try:
        if person:
            _plan_one(person, apply=apply, as_json=as_json)
        elif not apply:
            show_additions(as_json=as_json)
        elif email:
            plan_additions(email)
        else:
            raise Problem("Who plans this for everybody? Give --as with your staff address.")
    except ScheduleError as error:
        raise Problem(f"{error}\nNothing was planned. See: wayhome content check") from None


def _plan_one(person: str, *, apply: bool, as_json: bool) -> None:
    slots = run(_foreseen(person, apply=apply))
    if slots is None:
        say("Planned already; what schedules gained since: wayhome checkin plan")
        list_(person, as_json=as_json)
        return
    for zone, slot in slots:
        show(json.dumps(_slot_fields(slot, zone)) if as_json else _slot_line(slot, zone))
    if apply:
        say("Planned.")
    else:
        say("Nothing was written. A worker plans this by itself; --apply plans it now.")


@app.command()
def now(
    person: str,
    email: str = typer.Option(..., "--as", help="Your staff address, for example sam@example.org."),
) -> None:
    """Let a person's next check-in fall due now; it still waits for decent hours."""
    key, held, hours = run(_brought_forward(person, email))
    if held:
        say(f"{key} is due now, but would not go: {held}.")
    elif hours:
        say(f"{key} is due now; the worker sends it within 10 seconds.")
    else:
        say(f"{key} is due now and goes when the person's texting hours open.")


async def _brought_forward(wanted: str, email: str) -> tuple[str, str | None, bool]:
    async with opened() as core, core.sessions.begin() as session:
        staff = await acting_staff(session, email)
        person = await find_person(session, wanted)
        row = await bring_forward(session, core.clock, person, staff)
        if row is None:
            raise Problem(f"Nothing is planned for {person.name}. See: wayhome checkin list")
        await session.flush()
        now = core.clock.now()
        shown = next(one for one in await listed(session, person, now) if one.check_in.id == row.id)
        return row.key, shown.held, texting_hours(person).allow(now)


async def _listed(wanted: str) -> Sequence[Listed]:
    async with opened() as core, core.sessions() as session:
        return await listed(session, await find_person(session, wanted), core.clock.now())


async def _foreseen(wanted: str, *, apply: bool) -> list[tuple[ZoneInfo, Slot]] | None:
    """None where all of it is planned already."""
    async with opened() as core, core.sessions.begin() as session:
        planner = make_planner(core)
        person = await find_person(session, wanted)
        periods = await periods_of(session, person)
        if not periods:
            raise Problem(
                f"{person.name} has no day of discharge on record, so nothing can be planned. "
                "Import a plan with: wayhome plan import"
            )
        open_ = [one for one in periods if one.planned_from != one.starts_on]
        if not open_:
            return None
        foreseen = [pair for one in open_ for pair in await planner.foreseen(session, one)]
        for one in open_ if apply else ():
            await planner.plan(session, one)
    return [(ZoneInfo(who.timezone), slot) for who, slot in foreseen if who.id == person.id]


_NOT_ARRIVED: Final = {
    MessageStatus.QUEUED: "its text waits to be sent",
    MessageStatus.UNKNOWN: "its text may not have arrived",
    MessageStatus.FAILED: "its text failed",
    MessageStatus.CANCELLED: "its text was taken back",
}


def _fields(row: Listed) -> dict[str, object]:
    one = row.check_in
    return {
        "number": one.id,
        "schedule": one.schedule,
        "key": one.key,
        "kind": one.kind,
        "due_at": row.due.isoformat(),
        "status": one.status,
        "why": one.why,
        "held": row.held,
        "asked_at": one.asked_at.isoformat() if one.asked_at else None,
        "reminded_at": one.reminded_at.isoformat() if one.reminded_at else None,
        "ended_at": one.ended_at.isoformat() if one.ended_at else None,
        "question": one.question,
        "message": one.message_id,
        "text": row.text,
    }


def _line(row: Listed) -> str:
    one = row.check_in
    held = f"  would not go now: {row.held}" if row.held else ""
    why = f"  {one.why}" if one.why else ""
    reminded = "  reminded" if one.reminded_at else ""
    text = f"  {_NOT_ARRIVED[row.text]}" if row.text in _NOT_ARRIVED else ""
    return (
        f"{one.id:>6}  {row.due:%a %d %b %H:%M}  {f'{one.schedule}/{one.key}':<24}  {one.kind:<9}"
        f"  {one.status:<13}{why}{text}{reminded}{held}"
    )


def _slot_fields(slot: Slot, zone: ZoneInfo) -> dict[str, object]:
    return {
        "schedule": slot.schedule,
        "key": slot.key,
        "kind": slot.kind,
        "due_at": slot.due_at.astimezone(zone).isoformat(),
        "stale": slot.stale,
        "catches_up": slot.catches_up,
    }


def _slot_line(slot: Slot, zone: ZoneInfo) -> str:
    fate = f"too late, never sent ({slot.stale})" if slot.stale else "will be sent"
    fate = "sent late, because enrolment was" if slot.catches_up else fate
    due = slot.due_at.astimezone(zone)
    return f"{due:%a %d %b %H:%M}  {slot.schedule}/{slot.key:<10}  {slot.kind:<9}  {fate}"
