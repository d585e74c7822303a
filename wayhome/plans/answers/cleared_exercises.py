"""Exercises that a clinician cleared for this person: shown, listed, or none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.instructions import asked_for, told
from wayhome.plans.answers.passing_on import offering, silent_on
from wayhome.plans.answers.subjects import subject_asked
from wayhome.plans.matching import find

if TYPE_CHECKING:
    from wayhome.plans.values import Instruction

#: "Ankle" names the ankle movement; half of "turn your head" names nothing.
_ALL_OF_ITS_NAME = 0.9


def answer(asked: Asked, own: list[Instruction]) -> Answer:
    """The one that the text names, else the names of all; the plan's own words come before."""
    named = find(asked.text, asked.cleared.movements, lambda one: (one.name, *one.asked_by))
    if named and named[0].score >= _ALL_OF_ITS_NAME:
        said = asked_for(asked, "exercises")
        texts = told(asked, said).texts if said else ()
        return Answer(texts=texts, topic=asked.topic, movement=named[0].item.key)
    # One that is for the chair and for the bed has one name.
    names = list(dict.fromkeys(one.name for one in asked.cleared.movements))
    listed = asked.say("moves.listed", count=len(names), listed=", ".join(names))
    if not own:
        return Answer(texts=(listed,), topic=asked.topic)
    from_plan = told(asked, own, asked.say("exercises.stop_rule"))
    return replace(from_plan, texts=(*from_plan.texts, listed))


def nothing_cleared(asked: Asked, *about: str) -> Answer:
    """Default deny: no movement is named, and a person can be asked."""
    if asked.plan is None or asked.topic in asked.plan.waiting or subject_asked(asked.text):
        return silent_on(asked, "exercises", *about)
    return offering(asked, "moves.rest_for_now" if asked.cleared.rests else "moves.none_cleared")
