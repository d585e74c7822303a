"""wayhome patient import: a list of people, row by row."""

import json
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from wayhome.cli.context import acting_staff, opened
from wayhome.cli.say import Problem, run, say, show
from wayhome.plans.documents import PlanDocumentError
from wayhome.plans.enrolment import PeopleList, enrol, read_people

_UNITED_KINGDOM = ZoneInfo("Europe/London")


def import_people(
    file: Path,
    apply: bool = typer.Option(False, "--apply", help="Write; without it this is a dry run."),
    email: str = typer.Option("", "--as", help="Your staff address."),
    skip_faulty: bool = typer.Option(False, help="Write the good rows though others are faulty."),
    as_json: bool = typer.Option(False, "--json", help="The report as one JSON document."),
) -> None:
    """Enrol the people of a CSV list; the same list again changes nothing. See docs/imports.md."""
    if apply and not email:
        raise Problem("Say who imports: --as your staff address.")
    try:
        people, outcomes, written = run(_enrolled(file, email, apply, skip_faulty))
    except PlanDocumentError as problem:
        raise Problem(f"{problem} Nothing was changed.") from None
    _report(people, outcomes, as_json=as_json)
    if people.faults:
        what = "The other rows were written." if written else "Nothing was changed."
        raise Problem("\n".join([*people.faults, what]))
    if not apply:
        say("This was a dry run. Write it with --apply --as your staff address.")


async def _enrolled(
    file: Path, email: str, apply: bool, skip_faulty: bool
) -> tuple[PeopleList, list[tuple[str, str]], bool]:
    outcomes: list[tuple[str, str]] = []
    async with opened() as core, core.sessions() as session:
        people = read_people(file, core.clock.now().astimezone(_UNITED_KINGDOM).date())
        staff = await acting_staff(session, email) if email else None
        for row in people.rows:
            try:
                async with session.begin_nested():
                    outcome = await enrol(session, core.clock, row, staff)
                outcomes.append((row.person.name, outcome))
            except PlanDocumentError as problem:
                people.faults.append(f"{file}, line {row.line}: {problem}")
        write = apply and (skip_faulty or not people.faults)
        if write:
            await session.commit()
    return people, outcomes, write


def _report(people: PeopleList, outcomes: list[tuple[str, str]], *, as_json: bool) -> None:
    if as_json:
        report = {
            "rows": len(people.rows) + len(people.faults),
            "people": [{"name": name, "outcome": outcome} for name, outcome in outcomes],
            "needs_person": people.for_a_person,
            "faults": people.faults,
        }
        show(json.dumps(report, ensure_ascii=False, indent=2))
        return
    for name, outcome in outcomes:
        show(f"{name}: {outcome}")
    for note in people.for_a_person:
        show(f"needs a person: {note}")
    counted = Counter(outcome for _, outcome in outcomes)
    said = ", ".join(f"{number} {outcome}" for outcome, number in counted.items())
    show(f"{len(people.rows)} rows can be used{': ' + said if said else ''}")
