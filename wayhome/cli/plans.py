"""wayhome plan: discharge plans in and out."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path

import typer

from wayhome.cli.context import acting_staff, opened
from wayhome.cli.patients import find_person
from wayhome.cli.say import Problem, run, say, show
from wayhome.plans.documents import PlanDocument, PlanDocumentError, read_document
from wayhome.plans.loading import current_plan
from wayhome.plans.store import save_document

app = typer.Typer(help="Discharge plans.", no_args_is_help=True)


@app.command("import")
def import_(
    files: list[Path],
    apply: bool = typer.Option(False, "--apply", help="Write; without it this is a dry run."),
    email: str = typer.Option("", "--as", help="Your staff address; approves the wording."),
) -> None:
    """Read plan.yaml files, all or none; a changed plan becomes a new version."""
    try:
        documents = [read_document(file) for file in files]
        if apply and not email:
            raise Problem("Say who approves the wording: --as your staff address.")
        outcomes = run(_import(documents, email, apply=apply))
    except PlanDocumentError as problem:
        raise Problem(f"{problem} Nothing was changed.") from None
    for outcome in outcomes:
        show(outcome)
    if not apply:
        say("This was a dry run. Write it with --apply --as your staff address.")


@app.command("show")
def show_plan(person: str) -> None:
    """Print a person's approved plan, every item in its approved wording."""
    for line in run(_shown(person)):
        show(line)


async def _import(documents: Sequence[PlanDocument], email: str, *, apply: bool) -> Sequence[str]:
    async with opened() as core, core.sessions() as session:
        staff = await acting_staff(session, email) if email else None
        outcomes = []
        for document in documents:
            person, is_new = await save_document(session, core.clock, document, staff)
            what = "a new version of the plan" if is_new else "nothing new in the plan"
            outcomes.append(f"{person.name}: {what}")
        if apply:
            await session.commit()
        return outcomes


async def _shown(wanted: str) -> list[str]:
    async with opened() as core, core.sessions() as session:
        person = await find_person(session, wanted)
        plan = await current_plan(session, person.id)
    if plan is None:
        raise Problem(f"{person.name} has no approved plan.")
    return [
        f"{person.name}: {plan.hospital}, home since {plan.discharged_on}, version {plan.version}",
        *_described(plan),
    ]


def _described(plan: object) -> Iterator[str]:
    for part in fields(plan):  # type: ignore[arg-type] # plan values are dataclasses
        items = getattr(plan, part.name)
        if not isinstance(items, tuple) or not items:
            continue
        yield f"{part.name.replace('_', ' ').capitalize()}:"
        yield from (f"  - {_item(item)}" for item in items)


def _item(item: object) -> str:
    if not is_dataclass(item):
        return str(item)
    values = ((part.name, getattr(item, part.name)) for part in fields(item))
    return "; ".join(f"{name} {value}" for name, value in values if value and name != "id")
