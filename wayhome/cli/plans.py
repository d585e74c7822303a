"""wayhome plan: discharge plans in and out."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import typer

from wayhome.cli import plan_approval
from wayhome.cli.context import opened
from wayhome.cli.people import find_person
from wayhome.cli.plan_import import import_
from wayhome.cli.say import Problem, run, show
from wayhome.plans.documents import document_schema
from wayhome.plans.loading import current_plan

app = typer.Typer(help="Discharge plans.", no_args_is_help=True)


app.command("import")(import_)
app.command("approve")(plan_approval.approve)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a plan.yaml; docs/plan.schema.json is this."""
    show(json.dumps(document_schema(), indent=2))


@app.command("show")
def show_plan(
    person: str,
    explained: bool = typer.Option(
        False, "--explained", help="The newest version: source beside wording, proof, approval."
    ),
) -> None:
    """Print a person's approved plan, every item in its approved wording."""
    for line in run(plan_approval.explained(person) if explained else _shown(person)):
        show(line)


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
