"""What a text says outright in its words, whatever topic it was read as."""

from __future__ import annotations

import re

from wayhome.dialogue.subject_meant import NOT_UNDERSTOOD
from wayhome.plans.answers import bare_number, changes, everyday, read_all, results, wound_care
from wayhome.plans.answers.again import asks_again
from wayhome.plans.answers.bare_number import is_bare_number
from wayhome.plans.answers.exercises import HURTS, LAST_HURT
from wayhome.plans.answers.medicine_questions import question
from wayhome.plans.answers.topics import AGAIN, FROM_THE_PLAN
from wayhome.plans.hour_asked import clock_time_said
from wayhome.plans.matching import says, words
from wayhome.plans.values import Plan

#: Topics that no text is read as; the words alone lead to them.
NOT_READ = frozenset(
    {
        *(AGAIN, changes.TOPIC, changes.TEACH_BACK, read_all.TOPIC, results.TOPIC),
        bare_number.TOPIC,
    }
)
#: They were asked when, or where to ring them: a number may well be the answer.
_ASKED_WHEN = frozenset({"safeguarding", "carer_support", "mental_health"})
#: A wound or an exercise that is being told of, when the next text is read as one of these.
TELLS_MORE = frozenset({NOT_UNDERSTOOD, "symptom", "feedback", "checkin_not_good"})
#: "He done this": somebody is named for an injury, and the ways in which people go on from there.
_HARMED_BY = re.compile(
    r"\b(?:he|she|they|husband|wife|partner|son|daughter|grandson|brother|sister|carer|boyfriend)"
    r"s?(?: \w+)? (?:done|did|does|caused) (?:this|that|it|me)\b"
)
_HARM_GOES_ON = (
    "dont ring|dont call|dont phone|dont come|not the|wasnt a fall|didnt fall|never fell|to me|"
    "on purpose|again|dont tell|wasnt an accident|no accident"
)
_HITS = re.compile(
    r"\b(?:he|she|husband|wife|partner|son|daughter|grandson|brother|sister|carer|boyfriend)s?"
    r"(?: \w+){0,2} (?:hit|hits|hitting|slapped|slaps|punched|punches|pushed|pushes|shoved|shoves|"
    r"grabbed|grabs|kicked|kicks|threw|throws|hurt|hurts|strangled|choked|choke|pinched|twisted) "
    r"(?:\w+ at )?(?:me|my|us)\b"
)
#: A question that stands beside thanks or a no.
_WHO_TO_RING = (
    "who do i ring|who do i call|who do i phone|who to ring|who shall i ring|who should i ring|"
    "what number|whats the number|have you got a number|number for|who do we ring"
)
#: Movements in which something may hurt; with exercises on the plan it is those.
_MOVEMENTS = (
    "exercise|exercises|number 1|number 2|number 3|number 4|number one|number two|number three|"
    "when i swing|when i lift|when i bend|when i stretch|when i raise|when i do|when i step|"
    "swing it|lifting it|bending it|doing the|doing me|doing my|stretches|leg raises|"
    "stand ups|standing ups|sit to stand|squats|heel"
)
#: Somebody who looks after another, of themselves.
_ME_TOO = (
    "its me thats|its me that|me thats had enough|what about me|who looks after me|"
    "who cares for me|nobody asks how i am|nobody asks about me|im the one thats"
)
_BESIDE_A_QUESTION = frozenset({"deny", "affirm", "thanks", "greet", "checkin_good", "feedback"})
_ANSWERS_BACK = frozenset(
    {
        *("medicines", "affirm", "deny", "more", "plan_summary", "checkin_good", "feedback"),
        *("food_and_drink", "exercise_done", "exercises", "wound_care", "help", NOT_UNDERSTOOD),
    }
)
_MAY_ASK_OF_CHANGES = frozenset({*FROM_THE_PLAN, NOT_UNDERSTOOD, "help", "greet", "feedback"})
_EXERCISING = frozenset({"exercises", LAST_HURT, "exercise_skipped"})
_SKIPPED = (
    "as skipped|skip it|skip them|skipped|not done|as missed|leave it today|leave them today|"
    "wont do it today|wont do them today|not doing it today|not doing them|give it a miss"
)
_ASKS_ON = re.compile(
    r"\b(?:when|what|where|who|how|which)(?:s| is| did| does| do| are| time| will| was)\b"
)
#: What news of a visit or a slot is read as.
_MAY_BE_NEWS = frozenset(
    {"care_at_home", "appointments", "who_to_contact", "wound_care", NOT_UNDERSTOOD}
)
_THANKS = frozenset({"ta", "thanks", "thankyou", "thank", "cheers", "tara", "thx"})
_ASKING = frozenset(
    {"what", "when", "where", "who", "why", "how", "which", "can", "do", "is", "should", "shall"}
)


def said_outright(text: str, topic: str, plan: Plan | None, last_topic: str | None) -> str | None:
    """The topic to answer under; None where the words leave it to the reading."""
    if asks_again(text):
        return AGAIN
    if topic in _MAY_ASK_OF_CHANGES and says(text, changes.ASKS_WHAT_CHANGED):
        return changes.TOPIC
    if last_topic == changes.TEACH_BACK and _answers_back(text, topic):
        return changes.TEACH_BACK
    if topic != "safeguarding" and _tells_of_harm(text):
        return "safeguarding"
    if topic != "medicines" and says(text, read_all.ASKS_FOR_ALL):
        return read_all.TOPIC
    return (
        _just_a_number(text, last_topic)
        or _goes_on(text, topic, last_topic)
        or _beside_small_talk(text, topic)
        or _of_exercises(text, topic, plan)
    )


def _just_a_number(text: str, last_topic: str | None) -> str | None:
    asked_about = is_bare_number(text) and last_topic not in _ASKED_WHEN
    return bare_number.TOPIC if asked_about else None


def _goes_on(text: str, topic: str, last_topic: str | None) -> str | None:
    """More of an exercise or a wound that was being told of."""
    if last_topic in _EXERCISING and topic != "exercise_done" and says(text, _SKIPPED):
        return "exercise_skipped"
    asks = "?" in text or not _ASKING.isdisjoint(words(text)[:1])
    if last_topic == "wound_care" and says(text, wound_care.WORSE) and not asks:
        return "wound_care"
    return None


def asks_besides(text: str, topic: str) -> bool:
    """Whether small talk, or a report of exercises, has a question in it as well."""
    return topic in _BESIDE_A_QUESTION | {"exercise_done"} and bool(
        _ASKS_ON.search(" ".join(words(text)))
    )


def _tells_of_harm(text: str) -> bool:
    plainly = " ".join(words(text))
    done = _HARMED_BY.search(plainly) and says(text, _HARM_GOES_ON)
    return bool(done or _HITS.search(plainly))


def _beside_small_talk(text: str, topic: str) -> str | None:
    if topic in _BESIDE_A_QUESTION and says(text, _WHO_TO_RING):
        return "who_to_contact"
    if topic in TELLS_MORE | _BESIDE_A_QUESTION and says(text, _ME_TOO):
        return "carer_support"
    only_thanks = topic == NOT_UNDERSTOOD and _only_thanks(text)
    return "thanks" if only_thanks or _thanks_for_a_time(text, topic) else None


def _of_exercises(text: str, topic: str, plan: Plan | None) -> str | None:
    """Pain in a movement, where the plan has exercises."""
    has_some = plan is not None and any(one.topic == "exercises" for one in plan.instructions)
    hurts = topic in TELLS_MORE and says(text, HURTS) and says(text, _MOVEMENTS)
    return "exercises" if has_some and hurts else None


def _answers_back(text: str, topic: str) -> bool:
    """Whether a text tells when or how, as it was asked to, and asks nothing itself."""
    said = words(text)
    asks = "?" in text or (bool(said) and said[0] in _ASKING) or question(text).wants_advice
    return topic in _ANSWERS_BACK and not asks


def _thanks_for_a_time(text: str, topic: str) -> bool:
    """Thanks, with news of when somebody comes: nothing is asked."""
    said = words(text)
    asks = "?" in text or bool(_ASKS_ON.search(" ".join(said))) or not _ASKING.isdisjoint(said[:1])
    told = says(text, everyday.ARRANGED) and clock_time_said(text) is not None
    return topic in _MAY_BE_NEWS and told and not asks and not _THANKS.isdisjoint(said)


def _only_thanks(text: str) -> bool:
    """Thanks with small talk after it, and nothing asked."""
    said = words(text)
    return bool(said) and said[0] in _THANKS and "?" not in text and _ASKING.isdisjoint(said)
