"""The whole plan in its approved words, a part at a time."""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.plans import spoken
from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.paging import pages
from wayhome.plans.answers.passing_on import not_in_plan
from wayhome.plans.spoken import sentence
from wayhome.plans.values import Plan

TOPIC = "read_all"
ASKS_FOR_ALL = (
    "read it all|read me it all|read all of it|read it to me|read me my plan|read my plan|"
    "read me the plan|read the plan|whole plan|whole thing|everything in my plan|"
    "everything on my plan|all of my plan|all of the plan|read it out|read everything"
)


def answer(asked: Asked) -> Answer:
    plan = asked.plan
    if plan is None:
        return not_in_plan(asked, None)
    heading = asked.say(
        "plan_summary.heading",
        hospital=plan.hospital,
        reason=plan.reason.rstrip("."),
        home_since=spoken.day(plan.discharged_on, asked.now.date()),
    )
    text, more = pages(asked, heading, [*_lines(asked, plan)])
    return Answer(texts=(text,), more=more, topic=TOPIC)


def _lines(asked: Asked, plan: Plan) -> Iterator[str]:
    """Only what may be said: an item that a person must explain first is left to that person."""
    for medicine in plan.medicines:
        if not medicine.needs_person:
            yield asked.say(
                "medicines.line",
                name=medicine.name,
                how_to_take=medicine.how_to_take and sentence(medicine.how_to_take),
                purpose=medicine.purpose,
                stopped=medicine.stopped,
                waits=False,
            )
    for one in plan.appointments:
        if not one.needs_person:
            when = spoken.day_and_time(one.starts_at, asked.now) if one.starts_at else None
            title = spoken.first_upper(one.title)
            yield asked.say("appointments.line", Title=title, when=when, place=one.place)
    yield from (sentence(one.wording) for one in plan.instructions if not one.needs_person)
    yield from _people_and_things(asked, plan)


def _people_and_things(asked: Asked, plan: Plan) -> Iterator[str]:
    for visit in plan.care_visits:
        yield asked.say("plan_summary.today_care", who=visit.who, when=visit.when)
    for thing in plan.equipment:
        yield asked.say(
            "equipment.line",
            name=spoken.first_upper(thing.name),
            delivery=thing.delivery and sentence(thing.delivery),
            supplier=thing.supplier or (thing.phone and asked.say("subjects.supplier")),
            phone=thing.phone,
        )
    for sign in plan.warning_signs:
        what = sentence(sign.what_to_do)
        yield asked.say("warning_signs.line", wording=sign.wording.rstrip("."), what=what)
    yield from (f"{spoken.first_upper(spoken.contact(one))}." for one in plan.contacts)
