"""wayhome exercise: what a clinician cleared, what was sent, what came back."""

import json
from collections.abc import Iterable
from typing import Any, Final

import typer

from wayhome.bootstrap import content
from wayhome.bootstrap.checkins import make_planner
from wayhome.cli.context import acting_staff, opened
from wayhome.cli.people import find_person
from wayhome.cli.say import Problem, run, say, show
from wayhome.content.movements import MovementSet
from wayhome.exercises import clearing
from wayhome.exercises.clearing import CannotClear, Proposal, Wish
from wayhome.exercises.record import ExerciseRecord, record_of
from wayhome.models import ExerciseLevel

app = typer.Typer(
    help="Move to Improve: clear exercises for a person, and see what came back.",
    no_args_is_help=True,
)

SCHEDULE: Final = "move_to_improve"
_BY = typer.Option(..., "--by", "--as", help="Your staff address; a clinician's, to clear.")
_SETS = typer.Option(None, "--set", help="A whole set; what needs a therapist's word is left out.")
_MOVEMENTS = typer.Option(None, "--movement", help="One movement by name; may be given again.")
_WORD = typer.Option("", help='Whose word it rests on, as "ward physiotherapist, 20 November".')
_JSON = typer.Option(False, "--json", help="JSON, one object a line.")


@app.command()
def clear(  # noqa: PLR0913 - the options of one command
    person: str,
    sets: list[MovementSet] | None = _SETS,
    movements: list[str] | None = _MOVEMENTS,
    level: ExerciseLevel = typer.Option(ExerciseLevel.STANDARD, help="How hard they may be."),
    on_word_of: str = _WORD,
    apply: bool = typer.Option(False, "--apply", help="Clear them; else it is a dry run."),
    by: str = _BY,
) -> None:
    """Clear exercises for a person. A dry run until --apply: it shows what is left out and why."""
    wish = Wish(
        sets=frozenset(sets or ()),
        named=tuple(movements or ()),
        on_word_of=on_word_of.strip() or None,
    )
    proposed = run(_clear(person, by, wish, level, apply=apply))
    for movement in proposed.given:
        show(f"{'cleared' if apply else 'would clear'}  {movement.key:<18} {movement.name}")
    for movement, found in proposed.left_out:
        show(f"left out ({found.verdict})  {movement.key:<18} {'; '.join(found.because)}")
    if apply:
        say(f"{len(proposed.given)} are cleared at level {level.value}. They are sent from now on.")
    else:
        say("Nothing is cleared yet. Give --apply to clear them.")


@app.command("show")
def show_one(person: str, as_json: bool = _JSON) -> None:
    """Show what is cleared for a person, what was sent and what came back."""
    record = run(_record(person))
    if as_json:
        show(json.dumps(_fields(record)))
        return
    for line in _lines(record):
        show(line)


@app.command()
def level(person: str, level: ExerciseLevel, by: str = _BY) -> None:
    """Make a person's exercises easier or harder; harder takes a clinician."""
    run(_level(person, by, level))
    say(f"From the next text on they come at level {level.value}.")


@app.command()
def withdraw(person: str, by: str = _BY) -> None:
    """End a person's clearance: no more exercises until a clinician clears again."""
    run(_withdraw(person, by))
    say("The clearance has ended. No more exercises are sent.")


@app.command("list")
def list_(as_json: bool = _JSON) -> None:
    """List the movements that there are, chair before bed."""
    for one in content.move_to_improve().movements.values():
        fields = one.model_dump(mode="json")
        show(json.dumps(fields) if as_json else f"{one.set:<6} {one.key:<18} {one.name}")


async def _clear(
    wanted: str, by: str, wish: Wish, level: ExerciseLevel, *, apply: bool
) -> Proposal:
    async with opened() as core, core.sessions.begin() as session:
        staff = await acting_staff(session, by)
        person = await find_person(session, wanted)
        try:
            proposed = await clearing.propose(session, content.move_to_improve(), person, wish)
            if apply:
                await clearing.clear(
                    session, core.clock, person, staff, proposed, level, wish.on_word_of
                )
                await make_planner(core).plan_chosen(session, person, SCHEDULE)
        except CannotClear as fault:
            raise Problem(str(fault)) from None
        return proposed


async def _record(wanted: str) -> ExerciseRecord:
    async with opened() as core, core.sessions() as session:
        person = await find_person(session, wanted)
        return await record_of(session, core.clock, content.move_to_improve(), person)


async def _level(wanted: str, by: str, level: ExerciseLevel) -> None:
    async with opened() as core, core.sessions.begin() as session:
        staff, person = await acting_staff(session, by), await find_person(session, wanted)
        try:
            await clearing.change_level(session, core.clock, person, staff, level)
        except CannotClear as fault:
            raise Problem(str(fault)) from None


async def _withdraw(wanted: str, by: str) -> None:
    async with opened() as core, core.sessions.begin() as session:
        staff, person = await acting_staff(session, by), await find_person(session, wanted)
        try:
            await clearing.withdraw(session, core.clock, person, staff)
        except CannotClear as fault:
            raise Problem(str(fault)) from None


def _lines(record: ExerciseRecord) -> Iterable[str]:
    clearance = record.clearance
    if clearance is None:
        yield f"{record.person.name}: nothing is cleared."
    else:
        yield (
            f"{record.person.name}: cleared by {record.cleared_by} on "
            f"{clearance.cleared_at:%d %B %Y}, level {clearance.level.value}"
        )
        if clearance.on_word_of:
            yield f"on the word of {clearance.on_word_of}"
        yield f"given now: {', '.join(record.given_now) or 'nothing'}"
        if record.why_none:
            yield f"nothing is given because: {record.why_none.value.replace('_', ' ')}"
        if clearance.rests_since is not None and clearance.rests_why is not None:
            why = clearance.rests_why.value.replace("_", " ")
            yield f"rests since {clearance.rests_since:%d %B %Y %H:%M} UTC ({why}); clear again"
    for sent in record.prompts:
        answer = sent.answer.value.replace("_", " ") if sent.answer else "no answer"
        hurt = ", hurt before" if sent.hurt_message_id else ""
        at = f"{sent.prompted_at:%Y-%m-%d %H:%M}"
        yield f"{at}  {sent.movement:<18} {sent.level:<9} {answer}{hurt}"
    yield f"{record.days_moved} of the last 7 days moved"


def _fields(record: ExerciseRecord) -> dict[str, Any]:
    clearance = record.clearance
    return {
        "person": record.person.id,
        "cleared": None
        if clearance is None
        else {
            "by": record.cleared_by,
            "at": clearance.cleared_at.isoformat(),
            "level": clearance.level,
            "movements": clearance.movements,
            "on_word_of": clearance.on_word_of,
            "rests_since": clearance.rests_since and clearance.rests_since.isoformat(),
            "rests_why": clearance.rests_why,
        },
        "given_now": list(record.given_now),
        "why_none": record.why_none,
        "days_moved": record.days_moved,
        "prompts": [
            {
                "movement": one.movement,
                "level": one.level,
                "at": one.prompted_at.isoformat(),
                "check_in": one.check_in_id,
                "answer": one.answer,
                "hurt": one.hurt_message_id is not None,
            }
            for one in record.prompts
        ],
    }
