"""wayhome content: check the words that people read, and see one as it will arrive."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Final

import typer

from channels.text import segments
from wayhome.bootstrap.content import replies
from wayhome.bootstrap.content_checks import findings, samples
from wayhome.cli import explaining
from wayhome.cli.context import opened
from wayhome.cli.people import find_person
from wayhome.cli.say import Problem, run, say, show
from wayhome.clock import SystemClock
from wayhome.content.check_in_files import schedule_schema
from wayhome.content.checking.reading import grade
from wayhome.content.checking.samples import variants
from wayhome.content.replies import RepliesError, Wording
from wayhome.plans.loading import current_plan

app = typer.Typer(help="The words that people read.", no_args_is_help=True)

_SET: Final = typer.Option([], "--set", help="Fill a place yourself: --set name=Ramipril.")


app.command("doses")(explaining.doses)
app.command("readability")(explaining.readability)


@app.command("check")
def check(as_json: bool = typer.Option(False, "--json", help="One JSON object a line.")) -> None:
    """Find what is hard to read, too long, unused, missing or past its review, by file and line."""
    found = findings(SystemClock().now().date())
    for one in found:
        show(json.dumps(asdict(one)) if as_json else str(one))
    wordings = list(replies()) if not found or found[0].line else []
    waiting = sum(one.reviewed_on is None for one in wordings)
    say(f"{len(wordings)} wordings looked at; {waiting} still wait for a clinician's review.")
    if found:
        raise Problem(f"{len(found)} to put right. Nothing else is wrong with content/.")


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of a schedule; docs/check_ins.schema.json is this."""
    show(json.dumps(schedule_schema(), indent=2))


@app.command("preview")
def preview(
    key: str,
    person: str = typer.Option("", help="Fill it in for this person, by id, number or name."),
    places: list[str] = _SET,
) -> None:
    """Show a wording as it will arrive: every variant, its segments, grade and review."""
    wording = next((one for one in replies() if one.key == key), None)
    if wording is None:
        raise Problem(f'No wording is called "{key}". Names like it: {_names_like(key)}.')
    data = {**samples().for_room(wording), **(run(_known_of(person)) if person else {})}
    try:
        texts = variants(replies(), wording, {**data, **_given(places)})
    except RepliesError as fault:
        raise Problem(str(fault)) from None
    for text in texts:
        cost = segments(text)
        say(f"-- {cost.count} segments, {cost.characters} characters, grade {grade(text):.1f}")
        show(text)
    say(_review(wording))


async def _known_of(wanted: str) -> dict[str, object]:
    async with opened() as core, core.sessions() as session:
        person = await find_person(session, wanted)
        plan = await current_plan(session, person.id)
        known: dict[str, object] = {**core.service, "called": person.called}
    if plan is not None:
        known |= {"hospital": plan.hospital, "reason": plan.reason}
    return known | {"your_plan": "your plan", "Your_plan": "Your plan"}


def _given(places: Iterable[str]) -> dict[str, object]:
    pairs = [one.partition("=") for one in places]
    if any(not equals for _, equals, _ in pairs):
        raise Problem("Write --set as name=value, for example --set name=Ramipril.")
    return {name: value for name, _, value in pairs}


def _names_like(key: str) -> str:
    group = key.split(".", maxsplit=1)[0]
    return ", ".join(one.key for one in replies() if one.key.startswith(group)) or "none"


def _review(wording: Wording) -> str:
    when = wording.reviewed_on or "no date yet"
    return f"{Path(wording.file).name}: {wording.reviewed_by} ({when})"
