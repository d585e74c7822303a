"""wayhome plan approve and show --explained: source beside wording, and who stands for it."""

from collections.abc import Iterator

import typer

from wayhome.cli.context import acting_staff, opened
from wayhome.cli.people import find_person
from wayhome.cli.say import Problem, run, say
from wayhome.content.checking.reading import grade
from wayhome.models import StaffMember
from wayhome.models.plans import PlanItem
from wayhome.plans.approving import (
    Approval,
    ApprovalRefusedError,
    approve_items,
    approve_plan,
    item_doubts,
    items,
    newest_version,
    wording_of,
)

_ITEMS = typer.Option([], "--item", help="Only this one, such as medicines.2; may be repeated.")


def approve(
    person: str,
    email: str = typer.Option(..., "--as", help="Your staff address."),
    item: list[str] = _ITEMS,
    wording: str = typer.Option("", help="Your own words for the one item."),
    sure: bool = typer.Option(False, help="Approve though a number or a not differs."),
) -> None:
    """Approve a plan's wording. Items that wait for a person are approved one by one, by name."""
    try:
        done = run(_approve(person, email, item, wording or None, sure=sure))
    except ApprovalRefusedError as refused:
        raise Problem(f"{refused} Nothing was changed.") from None
    say(f"Version {done.version}: {done.approved} approved.")
    if done.waiting:
        say(f"Still waiting for a person: {', '.join(done.waiting)}.")


async def _approve(
    wanted: str, email: str, names: list[str], wording: str | None, *, sure: bool
) -> Approval:
    async with opened() as core, core.sessions.begin() as session:
        by = await acting_staff(session, email)
        person = await find_person(session, wanted)
        if wording is not None and not names:
            raise ApprovalRefusedError("Say which item the wording is for: --item medicines.2")
        if names:
            return await approve_items(
                session, core.clock, person, by, names, wording=wording, sure=sure
            )
        return await approve_plan(session, core.clock, person, by)


async def explained(wanted: str) -> list[str]:
    """The newest version, approved or not: for each item source, wording, proof, who and grade."""
    async with opened() as core, core.sessions() as session:
        person = await find_person(session, wanted)
        try:
            plan = await newest_version(session, person)
        except ApprovalRefusedError as refused:
            raise Problem(str(refused)) from None
        lines = [f"{person.name}: version {plan.version}, {plan.status.value}"]
        for name, one in items(plan):
            by = await session.get(StaffMember, one.approved_by_id) if one.approved_by_id else None
            lines += _lines(name, one, by)
        return lines


def _lines(name: str, item: PlanItem, by: StaffMember | None) -> Iterator[str]:
    called = next(
        (str(getattr(item, part)) for part in _NAMES if getattr(item, part, None)), "no name"
    )
    yield f"{name} {called}"
    if item.source_text:
        yield f"    source: {' '.join(item.source_text.split())}"
    wording = wording_of(name, item)
    yield f"    words:  {wording or 'none yet'}"
    if wording:
        doubts = item_doubts(name, item, wording)
        proof = "proven equal" if item.source_text else "no source to compare with"
        if item.needs_person:
            proof = "numbers and nots are those of the codes, but see what it waits for"
        yield f"    proof:  {' '.join(doubts) or proof}; grade {grade(wording):.1f}"
    if item.needs_person:
        yield f"    waits:  {item.needs_person}"
    if by and item.approved_at:
        yield f"    approved by {by.name} on {item.approved_at:%d %B %Y}"


_NAMES = ("name", "title", "role", "who", "topic")
