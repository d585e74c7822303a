"""wayhome patient erase: a person's words and name, at their request."""

import typer

from wayhome.cli.context import acting_staff, opened
from wayhome.cli.people import find_person
from wayhome.cli.say import Problem, run, say
from wayhome.people.erasing import CannotErase, Erasure, foresee
from wayhome.people.erasing import erase as erase_person


def erase(
    person: str,
    *,
    apply: bool = typer.Option(False, "--apply", help="Erase; it cannot be taken back."),
    email: str = typer.Option(..., "--as", help="Your staff address, for example sam@example.org."),
) -> None:
    """Take a person's texts, name, numbers and plans off the record, at their request.

    A preview until --apply. What shows how they were cared for is kept without their words.
    """
    found, erasure = run(_erased(person, email, apply=apply))
    verb = "Erased" if apply else "Would be erased"
    say(
        f"{verb}: the name of {found}, the words of {erasure.texts} texts, "
        f"{erasure.addresses} addresses, {erasure.plans} plans, needs and links to others."
    )
    say(
        f"Kept without words: {erasure.handoffs_kept} handoffs with level, times and outcome, when "
        "texts and check-ins were sent, and the audit trail."
    )
    if not apply:
        say("Nothing was written. --apply erases, and cannot be taken back.")


async def _erased(wanted: str, email: str, *, apply: bool) -> tuple[str, Erasure]:
    async with opened() as core, core.sessions.begin() as session:
        staff = await acting_staff(session, email)
        person = await find_person(session, wanted)
        name = f"{person.name} (number {person.id})"
        try:
            if apply:
                return name, await erase_person(session, core.clock, person, staff)
            return name, await foresee(session, person)
        except CannotErase as why:
            raise Problem(f"{why} Nothing was erased.") from None
