"""Appointments: the next one, a named one, where, when and what to bring."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from wayhome.plans.answers.appointment_days import in_time, time_said, without_weeks
from wayhome.plans.answers.asked import OFFER_BUTTONS, Answer, Asked, Spoken, spoken_of
from wayhome.plans.answers.follow_up import item_meant
from wayhome.plans.answers.paging import pages
from wayhome.plans.answers.passing_on import not_in_plan
from wayhome.plans.matching import find, says
from wayhome.plans.spoken import day_and_time, first_upper, sentence
from wayhome.plans.values import Appointment

KIND = "appointment"
_ABOUT = ("appointment", "appointments", "clinic", "booking", "outpatients")
#: Someone who is running late still means the appointment that has just begun.
_STILL_NOW = timedelta(hours=2)
#: The wording says "bring" itself.
_WHAT_TO_BRING = re.compile(r"^(please )?(bring|take) ", re.IGNORECASE)
#: Asked for by name; where the plan has none of that name, its next one is no answer.
_KINDS = (
    "dentist|optician|optometrist|eye clinic|hearing|audiology|physio|scan|x ray|xray|mri|ct|"
    "ultrasound|blood test|bloods|echo|ecg|endoscopy|chiropodist|podiatrist|dietitian|memory|"
    "surgeon|consultant|gp|doctor|doctors|practice nurse|speech|stroke clinic|heart clinic|"
    "fracture clinic|chest clinic|diabetes|diabetic|cardiology|urology|oncology|dermatology"
)
_ALL = "all|list|appointments|appts|what else|any more|other ones|coming up|dates"
#: What is asked of an appointment -> the field that answers; `when` answers all the rest.
_DETAILS = {
    "bring": "bring|take with me|take with him|take with her|need to take|carry",
    "prepare": (
        "prepare|eat|breakfast|fast|fasting|drink before|before it|beforehand|get ready|wear|"
        "have anything before|nil by mouth|starve"
    ),
    "transport": (
        "transport|get there|getting there|getting to|get to|travel|lift|taxi|"
        "bus|ambulance|how do i get|take me|pick me up|picked up|"
        "picking me up|collect me|drive"
    ),
    "place": "where|place|address|which hospital|which clinic|what ward|which ward|which room",
    "who_with": "who with|who is it with|whos it with|who am i seeing|who will i see|which doctor",
    "phone": (
        "number|ring|phone|call|change|move|cancel|rearrange|rebook|cant make|cannot make|cant go|"
        "running late|late for|postpone|contact|no letter|not heard|havent heard|never heard|"
        "no date|heard nothing"
    ),
}


def answer(asked: Asked) -> Answer:
    if asked.plan is None or not asked.plan.appointments:
        return not_in_plan(asked, asked.say("subjects.appointments"), *_ABOUT)
    everything = asked.plan.appointments
    meant = _named(asked, everything)
    if not meant:
        last = item_meant(asked, KIND, everything)
        meant = [last] if last else in_time(asked, everything)
    if not meant and says(asked.text, _KINDS):
        return not_in_plan(asked, asked.say("subjects.that_appointment"), *_ABOUT)
    if meant:
        return _about(asked, meant[0]) if len(meant) == 1 else _list(asked, meant)
    coming = _with_those_that_wait(asked, _what_comes(asked, everything))
    when = time_said(asked)
    if when is None:
        return coming
    none_then = asked.say("appointments.none_on", day=when)
    return replace(coming, texts=(none_then, *coming.texts))


def _with_those_that_wait(asked: Asked, told: Answer) -> Answer:
    """What nobody may be told of yet is not passed over in silence."""
    if asked.plan is None or asked.topic not in asked.plan.waiting:
        return told
    first, *rest = told.texts
    return replace(told, texts=(f"{first} {asked.say('appointments.waits')}", *rest))


def about_each(asked: Asked, those: Sequence[Appointment]) -> Answer:
    """All that the plan says of one appointment, or a list of several."""
    return _told(asked, those[0], None) if len(those) == 1 else _list(asked, those)


def _named(asked: Asked, appointments: Sequence[Appointment]) -> list[Appointment]:
    matches = find(
        without_weeks(asked),
        appointments,
        lambda one: (one.title, *one.other_names, *filter(None, (one.who_with, one.place))),
    )
    found = [match.item for match in matches]
    return [one for one in found if _to_come(asked, one)] or found[-1:]


def _what_comes(asked: Asked, everything: Sequence[Appointment]) -> Answer:
    to_come = [one for one in everything if _to_come(asked, one)]
    if not to_come:
        return not_in_plan(asked, asked.say("subjects.more_appointments"), *_ABOUT)
    dated = sorted((one for one in to_come if one.starts_at), key=_starts)
    undated = [one for one in to_come if not one.starts_at]
    if len(to_come) > 1 and says(asked.text, _ALL) and not says(asked.text, "next"):
        return _list(asked, [*dated, *undated])
    first = (dated or undated)[0]
    told = _about(asked, first)
    if len(to_come) == 1:
        return told
    _, rest = _lines(asked, [one for one in (*dated, *undated) if one is not first])
    more = asked.say("appointments.more", count=len(to_come) - 1)
    return Answer(
        texts=(f"{told.texts[0]} {more}",),
        more=("\n".join(rest),),
        topic=asked.topic,
        item=told.item,
        offers_to_pass_on=told.offers_to_pass_on,
        buttons=told.buttons,
    )


def _about(asked: Asked, one: Appointment) -> Answer:
    return _told(
        asked,
        one,
        next((name for name, words in _DETAILS.items() if says(asked.text, words)), None),
    )


def _told(asked: Asked, one: Appointment, detail: str | None) -> Answer:
    past = not _to_come(asked, one)
    silent = not past and detail is not None and getattr(one, detail) is None
    text = asked.say(
        f"appointments.{_wording(one, detail, past=past, silent=silent)}",
        title=one.title,
        Title=first_upper(one.title),
        when=day_and_time(one.starts_at, asked.now) if one.starts_at else None,
        place=one.place,
        who_with=one.who_with,
        bring=one.bring and sentence(_WHAT_TO_BRING.sub("", one.bring)),
        prepare=one.prepare and sentence(one.prepare),
        transport=one.transport and sentence(one.transport),
        phone=one.phone,
        note=one.note and sentence(one.note),
    )
    return Answer(
        texts=(text,),
        topic=asked.topic,
        item=Spoken(KIND, one.id),
        offers_to_pass_on=silent,
        buttons=OFFER_BUTTONS if silent else (),
    )


def _wording(one: Appointment, detail: str | None, *, past: bool, silent: bool) -> str:
    if past or silent:
        return "past" if past else "does_not_say"
    return detail or ("one" if one.starts_at else "to_book")


def _list(asked: Asked, chosen: Sequence[Appointment]) -> Answer:
    heading, lines = _lines(asked, chosen)
    text, more = pages(asked, heading, lines)
    return Answer(texts=(text,), more=more, topic=asked.topic, item=spoken_of(KIND, chosen))


def _lines(asked: Asked, chosen: Sequence[Appointment]) -> tuple[str, list[str]]:
    lines = [
        asked.say(
            "appointments.line",
            Title=first_upper(one.title),
            when=day_and_time(one.starts_at, asked.now) if one.starts_at else None,
            place=one.place,
        )
        for one in chosen
    ]
    return asked.say("appointments.all", count=len(chosen)), lines


def _to_come(asked: Asked, one: Appointment) -> bool:
    return one.starts_at is None or one.starts_at >= asked.now - _STILL_NOW


def _starts(one: Appointment) -> float:
    return one.starts_at.timestamp() if one.starts_at else 0.0
