"""The subject that a question names and no reading has a topic for: lifting, work, results."""

from __future__ import annotations

from wayhome.plans.answers import equipment, results
from wayhome.plans.answers.instructions import is_asked_for
from wayhome.plans.answers.subjects import subject_asked
from wayhome.plans.answers.topics import FROM_THE_PLAN
from wayhome.plans.matching import find, says
from wayhome.plans.values import Item, Plan, names_of

NOT_UNDERSTOOD = "out_of_scope"
_LEAVE = (
    "can i|could i|may i|when can i|am i allowed|allowed to|is it ok to|ok to|should i|shall i|"
    "what about|do i need to|do i have to|how soon can i|can he|can she|when do i go back|"
    "how long before i|how long until i|how long till i|is it alright to|is it all right to|"
    "is it safe to|am i ok to|am i alright to|when could i|when may i|does it say about|"
    "anything about|say about|when will i"
)
_WANTS_HELP = "help|someone|somebody|anyone|anybody|who"
_OF_EXERCISES = "exercise|exercises|one|ones|them|physio|number"
#: What a question about some other subject is read as, by a reading that knows no such topic.
_MAY_BE_ANOTHER_SUBJECT = (
    frozenset({*FROM_THE_PLAN, NOT_UNDERSTOOD, "help", "feedback", "exercise_done", "greet"})
    | frozenset({"exercise_skipped", "checkin_good", "change_time", "practical_help", "thanks"})
    | frozenset({"goodbye", "are_you_human", "affirm", "deny", "money_help"})
) - {"medicines", "warning_signs"}


def subject_topic(text: str, topic: str, plan: Plan | None, last_topic: str | None) -> str | None:
    """The topic that answers the subject; None where the reading stands."""
    if _asks_for_results(text, topic, last_topic):
        return results.TOPIC
    return _asks_leave(text, topic, plan) if says(text, _LEAVE) else None


def _asks_leave(text: str, topic: str, plan: Plan | None) -> str | None:
    """Whether a thing may be done that the plan speaks of, or that is too heavy to be tried."""
    if topic == "medicines" or (topic == "exercises" and says(text, _OF_EXERCISES)):
        return None
    instructions = plan.instructions if plan else ()
    found = next((one for one in instructions if is_asked_for(text, one)), None)
    if found is not None:
        return found.topic if found.topic in FROM_THE_PLAN else "plan_summary"
    heavy = says(text, equipment.HEAVY) and says(text, equipment.LARGE)
    if heavy and topic not in FROM_THE_PLAN:
        return "equipment"
    return None if heavy else _another_subject(text, topic, plan)


def _another_subject(text: str, topic: str, plan: Plan | None) -> str | None:
    """Where the text asks about what the reading has no topic for, the topic that answers it."""
    subject = subject_asked(text)
    if subject is None or topic not in _MAY_BE_ANOTHER_SUBJECT or says(text, _WANTS_HELP):
        return None
    if topic in subject.also or (plan is not None and _is_named(text, topic, plan)):
        return None
    return subject.topic


def _is_named(text: str, topic: str, plan: Plan) -> bool:
    """Whether the text names a thing of the plan that the topic read would answer with."""
    things: dict[str, tuple[Item, ...]] = {
        "equipment": plan.equipment,
        "appointments": plan.appointments,
    }
    return bool(find(text, things.get(topic, ()), names_of))


def _asks_for_results(text: str, topic: str, last_topic: str | None) -> bool:
    if topic not in _MAY_BE_ANOTHER_SUBJECT:
        return False
    asks_on = last_topic == results.TOPIC and results.asks_what_they_mean(text)
    return asks_on or results.asks_for_results(text)
