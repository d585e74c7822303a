"""Getting to an appointment, driving, and what the plan says of either."""

from __future__ import annotations

from wayhome.plans.answers import appointments
from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.instructions import asked_for, told
from wayhome.plans.answers.passing_on import silent_on
from wayhome.plans.matching import says

_ABOUT = ("transport", "patient transport", "lift", "ambulance booking")
_TO_AN_APPOINTMENT = "appointment|clinic|hospital|get there|appt|scan|pick me up|picked up"


def answer(asked: Asked) -> Answer:
    chosen = asked_for(asked)
    if chosen:
        return told(asked, chosen)
    if asked.plan and asked.plan.appointments and says(asked.text, _TO_AN_APPOINTMENT):
        return appointments.answer(asked)
    return silent_on(asked, "transport", *_ABOUT)
