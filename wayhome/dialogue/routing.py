"""The topic that a text is answered under: as read, or as the plan and the last turn show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from wayhome.dialogue.days_meant import day_topic
from wayhome.dialogue.said_outright import (
    NOT_READ,
    TELLS_MORE,
    asks_besides,
    said_outright,
)
from wayhome.dialogue.subject_meant import NOT_UNDERSTOOD, subject_topic
from wayhome.plans.answers.asked import Spoken
from wayhome.plans.answers.exercises import LAST_HURT
from wayhome.plans.answers.follow_up import (
    asks_of_a_dose,
    asks_only_of_it,
    asks_only_of_taking,
    points_back,
)
from wayhome.plans.answers.medicine_questions import Question, question
from wayhome.plans.answers.topics import FROM_THE_PLAN
from wayhome.plans.answers.who_to_contact import WILL_THEY_COME
from wayhome.plans.matching import find, says, words
from wayhome.plans.values import Item, Plan, names_of

#: Below this the reading is a guess, and a name from the plan says more.
GUESS = 0.3
#: Talk of harm, despair or strain goes on until the person turns to something else.
_GOES_ON = frozenset({"safeguarding", "mental_health", "carer_support"})
#: After harm was told of, where somebody is and how they are is part of it.
_STILL_OF_HARM = frozenset(
    {"symptom", "fall", "feedback", "mental_health", "exercise_done", "exercise_skipped", "pause"}
)
_MORE_OF_IT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "wound_care": TELLS_MORE,
        "exercises": TELLS_MORE,
        LAST_HURT: TELLS_MORE | {"fall", "wound_care", "checkin_good", "deny", "affirm"},
    }
)
_SAYS_LITTLE = frozenset({"affirm", "deny", "privacy", "checkin_good", "checkin_not_good"})
#: What a question without a word of its own, such as "when do i have it", is taken for.
_OF_SMALL_WORDS = _SAYS_LITTLE | {
    *("help", "feedback", "more", "change_time", "exercise_done", "greet")
}
#: "Can I stop them texts" is of ours, whatever was spoken of before.
_OUR_TEXTS = "text|texting|message|messaging"
_OF_EQUIPMENT = "swap|swapped|collect|collected|deliver|delivered|delivery|store|loan|return it"
_LONGEST_FOLLOW_UP = 24
_TOPIC_OF: Mapping[str, str] = MappingProxyType(
    {
        "medicine": "medicines",
        "appointment": "appointments",
        "equipment": "equipment",
        "care_visit": "care_at_home",
        "contact": "who_to_contact",
        "instruction": "instructions",
    }
)
#: Words that show which kind of thing is asked for, whatever was spoken of before.
_OWN_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "medicines": "tablet|medicine|medication|meds|pill|dose|inhaler|injection|drops|chemist",
        "appointments": "appointment|appt|clinic|scan|check up|checkup|booked in",
        "equipment": "equipment|bed|frame|commode|rail|toilet|wheelchair|crutches|delivery",
        "care_at_home": "carer|carers|care|comes|coming|visit",
        "wound_care": "wound|dressing|stitches|clips|scar|staples",
        "exercises": "exercise|exercises|physio",
        "food_and_drink": "eat|drink|food|meal",
        "warning_signs": "warning|signs|red flag|look out",
        "transport": "lift|bus|taxi|drive|driving|transport",
        "plan_summary": "plan|today",
    }
)
#: Topics whose question may as well be of a medicine, with where the plan has their things.
_OF_THINGS: Mapping[str, str] = MappingProxyType(
    {"equipment": "equipment", "appointments": "appointments"}
)
_RING = "who_to_contact"
_AFTER_A_NUMBER = frozenset({_RING, "symptom"})
#: A nurse may be rung and may come; a text about the visit is read as any of these.
_MAY_BE_A_VISIT = frozenset({_RING, "appointments", "equipment"})
_COMES = "come|comes|coming|visit|visits|visiting"
#: "The nurse" is whichever nurse of the plan comes.
_VISITORS = ("nurse", "carer", "physio", "therapist", "care worker", "doctor", "volunteer")
#: "Who do I ring about it" is answered by the thing's own number.
_WITH_A_NUMBER = frozenset({"equipment", "appointments"})


#: What a guess at them would do or say is worse than asking again: read less surely, they are
#: not understood. Troubles of the body and wishes for a person are taken up however faintly read.
_NOT_ON_A_GUESS: Mapping[str, float] = MappingProxyType(
    {
        **dict.fromkeys(("stop", "start", "thanks", "goodbye"), 0.5),
        **dict.fromkeys(("bereavement", "wrong_number", "back_in_hospital"), 0.4),
        **dict.fromkeys(("mental_health", "complaint", "feedback", "checkin_good"), GUESS),
    }
)


def settle(  # noqa: PLR0911, PLR0913 - what a reading depends on
    text: str,
    topic: str,
    confidence: float,
    plan: Plan | None,
    last_topic: str | None,
    last_item: Spoken | None,
    *,
    offer_open: bool = False,
) -> str:
    if confidence < _NOT_ON_A_GUESS.get(topic, 0.0):
        topic = NOT_UNDERSTOOD
    outright = said_outright(text, topic, plan, last_topic)
    if outright in NOT_READ:
        return outright
    if outright is None and last_topic not in _GOES_ON:
        meant = _meant(text, topic, plan, last_topic, last_item)
        if meant is not None:
            return meant
    topic, confidence = (outright, 1.0) if outright else (topic, confidence)
    if _still_about(topic, last_topic, offer_open=offer_open):
        return last_topic or topic
    if plan is not None and asks_besides(text, topic):
        question = _follow_up(text, NOT_UNDERSTOOD, last_item)
        return question or _topic_named(text, plan) or topic
    if topic in _OF_SMALL_WORDS and asks_only_of_it(text):
        return _follow_up(text, NOT_UNDERSTOOD, last_item) or topic
    if topic not in FROM_THE_PLAN and topic != NOT_UNDERSTOOD:
        return topic
    shown = _shown_by(plan, text, topic, confidence) if plan is not None else None
    if shown is None and last_topic in _AFTER_A_NUMBER and says(text, WILL_THEY_COME):
        return _RING
    return shown or _follow_up(text, topic, last_item) or topic


def _meant(
    text: str, topic: str, plan: Plan | None, last_topic: str | None, last_item: Spoken | None
) -> str | None:
    """What a text is about by its own words and by what it points back to, whatever was read."""
    of_a_medicine = (
        last_item is not None and last_item.kind == "medicine" and not says(text, _OUR_TEXTS)
    )
    if of_a_medicine and question(text).wants_advice and asks_of_a_dose(text):
        # "A glass of wine with it" is for a pharmacist, and not about drink.
        return "medicines"
    if of_a_medicine and asks_only_of_taking(text):
        return "medicines"
    return subject_topic(text, topic, plan, last_topic) or (
        day_topic(text, topic, last_topic) if plan is not None else None
    )


def _shown_by(plan: Plan, text: str, topic: str, confidence: float) -> str | None:
    """The topic that the plan's own names show, where the reading leaves room for one."""
    if topic == NOT_UNDERSTOOD or confidence < GUESS:
        named = _topic_named(text, plan)
        if named:
            return named
    if topic in _OF_THINGS and _names_only_a_medicine(text, plan, topic):
        return "medicines"
    if topic in _MAY_BE_A_VISIT and _asks_about_a_visit(text, plan):
        return "care_at_home"
    return _whose_number(text, plan) if topic == _RING else None


def _names_only_a_medicine(text: str, plan: Plan, topic: str) -> bool:
    """Of "wots rampril for", the reading knows only that some thing is asked after."""
    things: tuple[Item, ...] = getattr(plan, _OF_THINGS[topic])
    if says(text, _OWN_WORDS[topic]) or find(text, things, names_of):
        return False
    return question(text) is not Question.NONE and bool(find(text, plan.medicines, names_of))


def _asks_about_a_visit(text: str, plan: Plan) -> bool:
    """When somebody on the plan comes, or who comes; not whether a service will come out."""
    if not says(text, _COMES) or says(text, WILL_THEY_COME):
        return False
    named = find(text, plan.care_visits, lambda one: (one.who,))
    calls = [kind for kind in _VISITORS if says(text, kind)]
    of_a_kind = any(says(one.who, *calls) for one in plan.care_visits) if calls else False
    return says(text, "who") or bool(named) or of_a_kind


def _whose_number(text: str, plan: Plan) -> str | None:
    """The kind of thing whose number is asked for, where no contact of the plan is meant."""
    if find(text, plan.contacts, names_of) or _hour_is_named(text):
        return None
    handled = bool(plan.equipment) and says(text, _OF_EQUIPMENT)
    if handled or find(text, plan.equipment, names_of):
        return "equipment"
    return "appointments" if find(text, plan.appointments, names_of) else None


def _still_about(topic: str, last_topic: str | None, *, offer_open: bool) -> bool:
    if topic in _MORE_OF_IT.get(last_topic or "", frozenset()):
        return True
    if last_topic not in _GOES_ON or offer_open:
        return False
    if (last_topic, topic) == ("mental_health", "privacy"):
        return False
    harm = last_topic == "safeguarding" and topic in _STILL_OF_HARM
    return harm or topic == NOT_UNDERSTOOD or topic in _SAYS_LITTLE


def _topic_named(text: str, plan: Plan) -> str | None:
    """The topic whose item the text names most plainly."""
    best: tuple[float, str | None] = (0.0, None)
    for topic, items, names in _named_things(plan):
        matches = find(text, items, names)
        if matches and matches[0].score > best[0]:
            best = (matches[0].score, topic)
    if best[1] != "instructions":
        return best[1]
    return _topic_of_instruction(text, plan)


def _named_things(
    plan: Plan,
) -> tuple[tuple[str, tuple[Item, ...], Callable[[Item], tuple[str, ...]]], ...]:
    return (
        ("medicines", plan.medicines, names_of),
        ("appointments", plan.appointments, names_of),
        ("equipment", plan.equipment, names_of),
        ("instructions", plan.told_when_asked, names_of),
        (_RING, plan.contacts, names_of),
    )


def _topic_of_instruction(text: str, plan: Plan) -> str:
    found = find(text, plan.told_when_asked, lambda one: one.asked_by)
    topic = found[0].item.topic if found else ""
    return topic if topic in FROM_THE_PLAN else "plan_summary"


def _follow_up(text: str, topic: str, last_item: Spoken | None) -> str | None:
    """Where "it" is the last item's, its topic answers, unless the text names its own kind."""
    if last_item is None or len(words(text)) > _LONGEST_FOLLOW_UP or not points_back(text):
        return None
    before = _TOPIC_OF.get(last_item.kind)
    if topic == _RING and before not in _WITH_A_NUMBER:
        return None
    if before is None or before not in FROM_THE_PLAN or before == topic:
        return None
    if says(text, _OWN_WORDS.get(topic, "")) if topic in _OWN_WORDS else False:
        return None
    asks_by_the_hour = topic == _RING and _hour_is_named(text)
    return None if asks_by_the_hour else before


def _hour_is_named(text: str) -> bool:
    return says(text, "night|weekend|bank holiday|out of hours|oclock|now|tonight")
