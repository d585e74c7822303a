"""Getting to an appointment, driving, and what the plan says of either."""

from __future__ import annotations

from wayhome.plans.answers import appointments
from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.instructions import told, under
from wayhome.plans.answers.passing_on import not_in_plan
from wayhome.plans.matching import says

_ABOUT = ("transport", "patient transport", "lift", "ambulance booking")
_TO_AN_APPOINTMENT = "appointment|clinic|hospital|get there|appt|scan|pick me up|picked up"


def answer(asked: Asked) -> Answer:
    chosen = under(asked, "transport")
    if chosen:
        return told(asked, chosen)
    booked = asked.plan is not None and any(one.transport for one in asked.plan.appointments)
    if booked and says(asked.text, _TO_AN_APPOINTMENT):
        return appointments.answer(asked)
    return not_in_plan(asked, asked.say("subjects.transport"), *_ABOUT)
