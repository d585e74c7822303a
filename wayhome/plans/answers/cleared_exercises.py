"""Exercises that a clinician cleared for this person: shown, listed, or none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.instructions import asked_for, told
from wayhome.plans.answers.passing_on import offering, silent_on
from wayhome.plans.answers.subjects import subject_asked
from wayhome.plans.matching import find, says

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wayhome.plans.cleared import ClearedMovement
    from wayhome.plans.values import Instruction

_TOPIC: Final = "exercises"
_NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        ("one first 1st", "two second 2nd", "three third 3rd", "four fourth 4th", "five fifth 5th"),
        start=1,
    )
    for word in words.split()
}
_PICKED: Final = re.compile(
    rf"\W*(?:(?:the|number|no|option|um|er|ok|yes)\W+)*(?P<which>\d|{'|'.join(_NUMBERS)})"
    r"(?:\W+(?:one|please|pls|ta|thanks|thank you|love))*\W*",
    re.IGNORECASE,
)
#: "Ankle" names the ankle movement; half of "turn your head" names nothing.
_ALL_OF_ITS_NAME = 0.9


def answer(asked: Asked, own: list[Instruction]) -> Answer:
    """The one that the text names, else the names of all; the plan's own words come before."""
    named = find(asked.text, asked.cleared.movements, lambda one: (one.name, *one.asked_by))
    plainly = [one.item for one in named if one.score >= _ALL_OF_ITS_NAME]
    if len(plainly) > 1:
        return which(asked, plainly)
    if plainly:
        said = asked_for(asked, "exercises")
        texts = told(asked, said).texts if said else ()
        return Answer(texts=texts, topic=asked.topic, movement=plainly[0].key)
    # One that is for the chair and for the bed has one name.
    names = list(dict.fromkeys(one.name for one in asked.cleared.movements))
    listed = asked.say("moves.listed", count=len(names), listed=", ".join(names))
    if not own:
        return Answer(texts=(listed,), topic=asked.topic)
    from_plan = told(asked, own, asked.say("exercises.stop_rule"))
    return replace(from_plan, texts=(*from_plan.texts, listed))


def which(asked: Asked, movements: Sequence[ClearedMovement]) -> Answer:
    """Asks for one of several by number; by name where a number would answer a check-in."""
    names = [one.name for one in movements]
    shown = [
        asked.say("moves.twin", name=one.name, on_bed=one.on_bed)
        if names.count(one.name) > 1
        else one.name
        for one in movements
    ]
    if asked.question_follows:
        text = asked.say("moves.which_by_name", listed="; ".join(shown))
        return Answer(texts=(text,), topic=_TOPIC)
    numbered = (f"{number} {name}" for number, name in enumerate(shown, start=1))
    return Answer(
        texts=("\n".join((asked.say("moves.which"), *numbered)),),
        topic=_TOPIC,
        which_movement=tuple(one.key for one in movements),
    )


def picked(text: str, movements: Sequence[ClearedMovement]) -> ClearedMovement | None:
    """The one that is meant, by its number, its name, or where it is done."""
    number = _number(text)
    if number is not None:
        return movements[number - 1] if 1 <= number <= len(movements) else None
    named = find(text, movements, lambda one: (one.name, *one.asked_by))
    found = [one.item for one in named if one.score >= _ALL_OF_ITS_NAME]
    for place, on_bed in (("bed", True), ("chair", False)):
        if says(text, place):
            found = [one for one in found or movements if one.on_bed is on_bed]
    return found[0] if len(found) == 1 else None


def _number(text: str) -> int | None:
    found = _PICKED.fullmatch(text)
    word = found["which"].lower() if found else ""
    return int(word) if word.isdecimal() else _NUMBERS.get(word)


def nothing_cleared(asked: Asked, *about: str) -> Answer:
    """Default deny: no movement is named, and a person can be asked."""
    if asked.plan is None or asked.topic in asked.plan.waiting or subject_asked(asked.text):
        return silent_on(asked, "exercises", *about)
    return offering(asked, "moves.rest_for_now" if asked.cleared.rests else "moves.none_cleared")
