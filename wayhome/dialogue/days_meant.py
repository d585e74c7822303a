"""A question of what there is on a day, which no reading tells from small talk."""

from __future__ import annotations

from wayhome.plans.answers.topics import FROM_THE_PLAN
from wayhome.plans.hour_asked import names_a_day
from wayhome.plans.matching import says, words

_ANYTHING = (
    "owt|anything|any thing|summat|anywhere|whats on|what is on|wots on|wats on|whats happening|"
    "what have i got on|what am i doing|got on|going on|doing owt"
)
#: What such a question is taken for.
_TAKEN_FOR = frozenset(
    {
        *("pause", "greet", "help", "more", "feedback", "change_time", "out_of_scope", "affirm"),
        *("checkin_good", "exercise_done", "exercise_skipped", "deny", "goodbye", "thanks"),
    }
)
_OF_DAYS = frozenset({"appointments", "care_at_home", "plan_summary", "transport"})
#: Words that a day stands among where nothing else is said.
_AROUND_A_DAY = frozenset(
    words(
        "and what about is it on or the a this next nxt coming so then that at of for week wk "
        "fortnight time day after morning afternoon evening night ok"
    )
)
_SHORT = 6


def day_topic(text: str, topic: str, last_topic: str | None) -> str | None:
    """The topic that answers for a day; None where the text asks no such thing."""
    if not names_a_day(text):
        return None
    if topic in _TAKEN_FOR and says(text, _ANYTHING):
        return "plan_summary"
    if _names_only_a_day(text) and (topic in _TAKEN_FOR or topic in FROM_THE_PLAN):
        return last_topic if last_topic in _OF_DAYS else "plan_summary"
    return None


def _names_only_a_day(text: str) -> bool:
    said = words(text)
    rest = [word for word in said if word not in _AROUND_A_DAY and not names_a_day(word)]
    return len(said) <= _SHORT and not rest
