"""wayhome patient: the people on record."""

import json
from dataclasses import dataclass
from datetime import date, datetime

import typer
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.bootstrap.core import Core
from wayhome.cli.context import acting_staff, opened
from wayhome.cli.erasing import erase
from wayhome.cli.people import find_person
from wayhome.cli.people_list import import_people
from wayhome.cli.say import Problem, run, say, show
from wayhome.models import ChannelName, ContactPoint, Person, PersonKind
from wayhome.people.contact_points import contact_point, give_to
from wayhome.people.linking import make_link_code
from wayhome.people.mobiles import uk_mobile
from wayhome.people.records import Record, records
from wayhome.people.safe_to_text import mark_safe
from wayhome.plans.store import start_support

app = typer.Typer(help="The people on record.", no_args_is_help=True)

app.command("import")(import_people)
app.command()(erase)

_AS = typer.Option(..., "--as", help="Your staff address, for example sam@example.org.")


@app.command()
def add(  # noqa: PLR0913 - an option each
    name: str,
    mobile: str = typer.Option(..., help="A UK mobile number, for example 07700 900123."),
    called: str = typer.Option("", help="What they like to be called; else the first name."),
    carer: bool = typer.Option(False, help="A carer, not a patient."),
    home_since: datetime | None = typer.Option(
        None, formats=["%Y-%m-%d"], help="The day of discharge; six weeks of check-ins begin."
    ),
    email: str = _AS,
) -> None:
    """Put a person on record with their mobile number."""
    if carer and home_since:
        raise Problem("A carer has no day of discharge; leave out --carer or --home-since.")
    new = _New(
        name=name,
        called=called or name.split(maxsplit=1)[0],
        mobile=_e164(mobile),
        kind=PersonKind.CARER if carer else PersonKind.PATIENT,
        home_since=home_since.date() if home_since else None,
    )
    person_id = run(_add(new, email))
    show(str(person_id))
    say(f"{name} is on record with number {person_id}.")


@app.command("list")
def list_(
    as_json: bool = typer.Option(False, "--json", help="One JSON object a line."),
) -> None:
    """List everybody on record."""
    people = run(_everybody())
    for one in people:
        show(json.dumps(_fields(one)) if as_json else _line(one))
    if not people and not as_json:
        say("Nobody is on record yet. Run: wayhome patient add")


@app.command("show")
def show_one(
    person: str,
    as_json: bool = typer.Option(False, "--json", help="One JSON object."),
) -> None:
    """Show one person: how to reach them, and how they need to be spoken with."""
    record = run(_record(person))
    if as_json:
        show(json.dumps(_fields(record)))
        return
    show(_line(record))
    if record.person.team:
        show(f"       looked after by {record.person.team}")
    for need in record.needs:
        show(f"       needs {need}")


@app.command("link-code")
def link_code(
    person: str,
    bot: str = typer.Option("wayhome_demo_bot", help="The bot's user name on Telegram."),
    email: str = _AS,
) -> None:
    """Make a one-time link by which a person's Telegram chat joins their record."""
    show(f"https://t.me/{bot}?start={run(_link_code(person, email))}")


@app.command("safe-to-text")
def safe_to_text(person: str, email: str = _AS) -> None:
    """Say that you have heard from a person that texts are safe; we may text first again."""
    run(_safe_to_text(person, email))
    say("We may text this person first again.")


@app.command()
def team(person: str, name: str, email: str = _AS) -> None:
    """Say which team looks after a person; campaigns may be for a team. "" is none."""
    run(_team(person, name.strip() or None, email))
    say(f"Looked after by: {name}." if name.strip() else "Looked after by no team in particular.")


@dataclass(frozen=True, kw_only=True)
class _New:
    name: str
    called: str
    mobile: str
    kind: PersonKind
    home_since: date | None


async def _add(new: _New, email: str) -> int:
    async with opened() as core, core.sessions.begin() as session:
        staff = await acting_staff(session, email)
        point = await contact_point(session, core.clock, ChannelName.SMS, new.mobile)
        if point.person_id is not None:
            raise Problem("That number is on another person's record; take it off there first.")
        person = Person(
            kind=new.kind, name=new.name, called=new.called, created_at=core.clock.now()
        )
        session.add(person)
        await session.flush()
        await session.refresh(person)
        await give_to(session, core.clock, point, person)
        if new.home_since is not None:
            await start_support(session, core.clock, person, new.home_since)
        audit.record(session, core.clock, "person_added", person, staff_id=staff.id)
        return person.id


async def _everybody() -> list[Record]:
    async with opened() as core, core.sessions() as session:
        return await records(session)


async def _record(wanted: str) -> Record:
    async with opened() as core, core.sessions() as session:
        person = await find_person(session, wanted)
        return (await records(session, person.id))[0]


async def _link_code(wanted: str, email: str) -> str:
    async with opened() as core, core.sessions.begin() as session:
        staff = await acting_staff(session, email)
        person = await find_person(session, wanted)
        return await _coded(core, session, person, staff.id)


async def _safe_to_text(wanted: str, email: str) -> None:
    async with opened() as core, core.sessions.begin() as session:
        staff = await acting_staff(session, email)
        mark_safe(session, core.clock, await find_person(session, wanted), staff.id)


async def _team(wanted: str, name: str | None, email: str) -> None:
    async with opened() as core, core.sessions.begin() as session:
        staff = await acting_staff(session, email)
        person = await find_person(session, wanted)
        person.team = name
        audit.record(session, core.clock, "team_set", person, staff_id=staff.id)


async def _coded(core: Core, session: AsyncSession, person: Person, staff_id: int) -> str:
    audit.record(session, core.clock, "link_code_made", person, staff_id=staff_id)
    return await make_link_code(session, core.clock, person)


def _e164(written: str) -> str:
    number = uk_mobile(written)
    if number is None:
        raise Problem(
            f"{written} is no UK mobile number, so texts may not reach it safely; "
            "write it as 07700 900123."
        )
    return number


def _fields(record: Record) -> dict[str, object]:
    person = record.person
    return {
        "number": person.id,
        "local_id": person.local_id,
        "kind": person.kind,
        "name": person.name,
        "contact_points": [_address(point) for point in person.contact_points],
        "team": person.team,
        "stopped": person.stopped_at is not None,
        "needs": [str(need) for need in record.needs],
    }


def _line(record: Record) -> str:
    person = record.person
    addresses = ", ".join(_address(point) for point in person.contact_points)
    stopped = "  stopped" if person.stopped_at else ""
    kinds = ", ".join(need.kind.replace("_", " ") for need in record.needs)
    needs = f"  needs {kinds}" if kinds else ""
    return f"{person.id:>5}  {person.kind:<7}  {person.name:<24}  {addresses}{stopped}{needs}"


def _address(point: ContactPoint) -> str:
    return f"{point.channel}:{point.address}"
