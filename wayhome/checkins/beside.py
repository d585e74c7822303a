"""What a text that comes while a question is open is, beside an answer or instead of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wayhome.levels import Level
from wayhome.plans.answers.topics import FROM_THE_PLAN

if TYPE_CHECKING:
    from wayhome.checkins.reading import Reading
    from wayhome.checkins.taken import Heard

#: After these nothing more is asked: how somebody is, or what they want of us, comes first.
_ENDS_THE_ASKING: Final = frozenset(
    {
        *("fall", "symptom", "mental_health", "safeguarding", "bereavement", "back_in_hospital"),
        *("stop", "start", "pause", "wrong_number", "talk_to_person"),
    }
)
#: A person hears of these whatever the question was.
_FOR_A_PERSON: Final = frozenset(
    {*_ENDS_THE_ASKING, "practical_help", "money_help", "carer_support", "complaint"}
)
#: These are no answer to anything that a check-in asks.
_NO_ANSWER: Final = frozenset(
    {
        *("stop", "start", "pause", "wrong_number", "bereavement", "talk_to_person"),
        *("thanks", "goodbye"),
    }
)
#: Asked or said in the middle of a check-in, these are answered, and the question comes back.
_ASIDES: Final = frozenset(
    {
        *FROM_THE_PLAN,
        *("help", "are_you_human", "privacy", "greet", "more", "again", "change_time", "feedback"),
    }
)
#: Answers to an offer of ours that still waits.
_TO_AN_OFFER: Final = frozenset({"affirm", "deny"})
_SURE: Final = 0.5
#: A bare "next appointment" asks, though it has no word of asking in it.
_PLAINLY: Final = 0.8


def is_for_a_person(heard: Heard) -> bool:
    return heard.topic in _FOR_A_PERSON and heard.confidence >= _SURE


def is_trouble_besides(heard: Heard, level: Level, reading: Reading) -> bool:
    """Beside an answer that was read, a guess of trouble is none: "no theres some missing love"."""
    sure = heard.confidence >= _PLAINLY or level > Level.NONE
    return reading.says_more and sure and is_for_a_person(heard)


def ends_the_asking(heard: Heard, level: Level, reading: Reading) -> bool:
    """Whether something was told after which no more is asked."""
    if reading.is_answer and not is_trouble_besides(heard, level, reading):
        return False
    return heard.topic in _ENDS_THE_ASKING and heard.confidence >= _SURE


def is_no_answer(heard: Heard) -> bool:
    return heard.topic in _NO_ANSWER and heard.confidence >= _SURE


def is_to_an_offer(heard: Heard) -> bool:
    """A bare "ok" is; a number never."""
    a_number = any(one.isdigit() for one in heard.text)
    return heard.offer_open and heard.topic in _TO_AN_OFFER and not a_number


def is_aside(heard: Heard, reading: Reading, *, free: bool) -> bool:
    """Something else, to be answered before the question is put again."""
    if heard.topic not in _ASIDES:
        return reading.asks
    plainly = heard.confidence >= _PLAINLY and not free
    return reading.asks or plainly
