"""Which function answers which topic."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wayhome.plans.answers import (
    again,
    appointments,
    arrangements,
    bare_number,
    care_at_home,
    carer_support,
    change_time,
    changes,
    concerns,
    equipment,
    everyday,
    exercises,
    food_and_drink,
    medicines,
    offers,
    people,
    plan_summary,
    read_all,
    results,
    safeguarding,
    symptom,
    transport,
    warning_signs,
    who_to_contact,
    wound_care,
)
from wayhome.plans.answers.asked import Answer, AnswerFunction, Asked

AGAIN = "again"
#: Topics that Rasa reads in no text: its words, and what was said before, show them.
ONLY_IN_CONTEXT = frozenset(
    {
        *(AGAIN, changes.TOPIC, changes.TEACH_BACK, exercises.LAST_HURT),
        *(read_all.TOPIC, results.TOPIC, bare_number.TOPIC),
    }
)

#: Topics that speak of the plan: a stranger gets none of them, a carer those that were agreed.
FROM_THE_PLAN: Mapping[str, AnswerFunction] = MappingProxyType(
    {
        "plan_summary": plan_summary.answer,
        "medicines": medicines.answer,
        "appointments": appointments.answer,
        "equipment": equipment.answer,
        "care_at_home": care_at_home.answer,
        "wound_care": wound_care.answer,
        "food_and_drink": food_and_drink.answer,
        "who_to_contact": who_to_contact.answer,
        "warning_signs": warning_signs.answer,
        "exercises": exercises.answer,
        "transport": transport.answer,
        read_all.TOPIC: read_all.answer,
        results.TOPIC: results.answer,
        changes.TOPIC: changes.answer,
        changes.TEACH_BACK: changes.teach_back,
    }
)

ANSWERS: Mapping[str, AnswerFunction] = MappingProxyType(
    {
        **FROM_THE_PLAN,
        "greet": everyday.greet,
        "thanks": everyday.thanks,
        "goodbye": everyday.goodbye,
        "help": everyday.help_,
        "are_you_human": everyday.are_you_human,
        "affirm": offers.affirm,
        "deny": offers.deny,
        "more": offers.more,
        "talk_to_person": people.talk_to_person,
        "out_of_scope": people.out_of_scope,
        exercises.LAST_HURT: exercises.goes_on,
        AGAIN: again.answer,
        bare_number.TOPIC: bare_number.answer,
        "symptom": symptom.answer,
        "fall": concerns.fall,
        "mental_health": concerns.mental_health,
        "practical_help": concerns.practical_help,
        "safeguarding": safeguarding.answer,
        "carer_support": carer_support.answer,
        "complaint": concerns.simple,
        "bereavement": concerns.bereavement,
        "back_in_hospital": concerns.back_in_hospital,
        "wrong_number": concerns.wrong_number,
        "money_help": arrangements.offered,
        "feedback": arrangements.offered,
        "change_time": change_time.answer,
        "pause": arrangements.pause,
        "checkin_not_good": arrangements.offered,
        "checkin_good": arrangements.fixed,
        "exercise_done": arrangements.fixed,
        "exercise_skipped": arrangements.fixed,
        "privacy": arrangements.fixed,
        "stop": arrangements.stop,
        "start": arrangements.start,
    }
)


def answer(asked: Asked) -> Answer:
    """The answer of the asked topic; one that nobody knows counts as not understood."""
    return ANSWERS.get(asked.topic, people.out_of_scope)(asked)
