"""Results that are awaited: what the plan says of who tells them, and never what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from wayhome.plans.answers import appointments
from wayhome.plans.answers.asked import Answer, Asked, Spoken
from wayhome.plans.answers.instructions import told
from wayhome.plans.answers.passing_on import not_in_plan, offering, who_to_ask
from wayhome.plans.matching import find, says, words
from wayhome.plans.spoken import day_and_time, first_upper, sentence
from wayhome.plans.values import Appointment, Instruction, Plan

TOPIC = "results"
_ABOUT = ("results", "test", "GP", "doctor", "surgery")
_RESULT = "result|results"
_TESTS = (
    "test|tests|blood test|bloods|scan|x ray|xray|mri|ct|ultrasound|biopsy|swab|sample|ecg|echo|"
    "endoscopy|screening"
)
#: "Have the bloods come back", "what did the scan show"; a test, and then word of it.
_WORD_OF_A_TEST = re.compile(
    r"\b(?:test|tests|blood|bloods|scan|xray|x ray|mri|ct|ultrasound|biopsy|swab|sample|ecg|echo)\b"
    r".*\b(?:come back|came back|comes back|coming back|back yet|been back|show|showed|shown|"
    r"find|found|all clear|clear|normal|positive|negative)\b"
)
_FOUND = "what did they find|did they find anything|have they found anything|found out what it is"
_JUDGE = (
    "good|bad|bad news|good news|clear|all clear|normal|ok|okay|alright|all right|serious|cancer|"
    "positive|negative|worry|worried|mean|benign|malignant|fine"
)
#: A time or a place that belongs to the appointment itself.
_OF_THE_APPOINTMENT = "appointment|appt|clinic|where do i go|what time"


def asks_for_results(text: str) -> bool:
    plainly = " ".join(words(text))
    return says(text, _RESULT, _FOUND) or bool(_WORD_OF_A_TEST.search(plainly))


def asks_what_they_mean(text: str) -> bool:
    """Whether a text that follows talk of results asks to have them judged."""
    return says(text, _JUDGE)


def answer(asked: Asked) -> Answer:
    plan = asked.plan
    if plan is None:
        return not_in_plan(asked, None)
    if asks_what_they_mean(asked.text) and not says(asked.text, _OF_THE_APPOINTMENT):
        return offering(asked, "results.not_judged", contact=who_to_ask(asked, *_ABOUT))
    if any(says(_said_of(one), _RESULT) for one in plan.appointments):
        return _at_an_appointment(asked, plan)
    instructions = [one for one in plan.instructions if _tells_of_results(one)]
    if instructions:
        return replace(told(asked, instructions), topic=TOPIC)
    test = _test_meant(asked, plan.appointments)
    return _test_alone(asked, test) if test else _silent(asked)


def _at_an_appointment(asked: Asked, plan: Plan) -> Answer:
    """The appointment that speaks of results, whole: who tells them may stand in any part."""
    speaks = [one for one in plan.appointments if says(_said_of(one), _RESULT)]
    meant = [one for one in speaks if one is _test_meant(asked, speaks)] or speaks
    if len(meant) == 1 and says(meant[0].note or "", _RESULT):
        return _noted(asked, meant[0])
    return replace(appointments.about_each(asked, meant), topic=TOPIC)


def _noted(asked: Asked, one: Appointment) -> Answer:
    """What its note says, which outlives the day of the test itself."""
    text = asked.say(
        "results.note",
        title=one.title,
        when=day_and_time(one.starts_at, asked.now) if one.starts_at else None,
        note=sentence(one.note or ""),
        phone=one.phone,
    )
    return Answer(texts=(text,), topic=TOPIC, item=Spoken(appointments.KIND, one.id))


def _test_alone(asked: Asked, test: Appointment) -> Answer:
    """The plan has the test and no word on its result."""
    past = test.starts_at is not None and test.starts_at < asked.now
    when = day_and_time(test.starts_at, asked.now) if test.starts_at else None
    given = offering(
        asked,
        "results.test_past" if past else "results.test_to_come",
        title=test.title,
        Title=first_upper(test.title),
        when=when,
        phone=test.phone,
        contact=None if test.phone else who_to_ask(asked, *_ABOUT),
    )
    return replace(given, item=Spoken(appointments.KIND, test.id))


def _silent(asked: Asked) -> Answer:
    return not_in_plan(asked, asked.say("subjects.results"), *_ABOUT)


def _test_meant(asked: Asked, those: Sequence[Appointment]) -> Appointment | None:
    tests = [one for one in those if says(" ".join((one.title, *one.other_names)), _TESTS)]
    named = find(asked.text, tests, lambda one: (one.title, *one.other_names))
    if named:
        return named[0].item
    return tests[0] if len(tests) == 1 and not says(asked.text, _TESTS) else None


def _tells_of_results(one: Instruction) -> bool:
    return says(" ".join((one.wording, *one.asked_by)), _RESULT)


def _said_of(one: Appointment) -> str:
    return " ".join(filter(None, (one.title, *one.other_names, one.note, one.prepare)))
