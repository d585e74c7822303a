"""What a person must see to: an approved wording, and the team told before it is said."""

from __future__ import annotations

from dataclasses import replace

from wayhome.levels import Level
from wayhome.models.handoffs import HandoffReason
from wayhome.plans.answers.asked import Answer, Asked, HandOver, plain
from wayhome.plans.matching import says

_NO_FALL = "no falls|not fallen|havent fallen|hasnt fallen|didnt fall|not had a fall|no fall"
_HOME_AGAIN = "home again|back home|home now|home by|discharged|let me out|let him out|let her out"
#: Said of oneself, so outright that an unsure reading of the rest makes no difference.
_TAKEN_IN = (
    "taken me back in|taken me back into|took me back in|took me back into|taken me into hospital|"
    "im back in hospital|i am back in hospital|admitted me|ive been readmitted|"
    "i have been readmitted|ive been admitted|i have been admitted|back on the ward"
)
_PLANNED = "day case|planned|for a scan|only a scan|outpatients"
_WARM = "cold|freezing|heating|boiler|gas|electric|electricity|leccy|meter|water|pipes"
_HUNGRY = "food|fridge|shopping|hungry|eaten|eat|cupboards|cupboard|milk|bread"


def told(asked: Asked, key: str, level: Level = Level.CONCERN, **data: object) -> Answer:
    """The wording may say that the team has been told, because it leaves after that is stored."""
    return Answer(
        texts=(asked.say(key, **data),),
        topic=asked.topic,
        hand_over=HandOver(level, HandoffReason.CONCERN_RAISED, asked.topic),
    )


def simple(asked: Asked) -> Answer:
    """A concern whose topic is its wording: complaint, bereavement, back_in_hospital and more."""
    return told(asked, f"concerns.{asked.topic}")


def bereavement(asked: Asked) -> Answer:
    """The texts rest at once; whether they end is for a person to see to."""
    return _resting(asked, "bereavement")


def back_in_hospital(asked: Asked) -> Answer:
    if says(asked.text, _HOME_AGAIN):
        return told(asked, "concerns.home_again")
    if says(asked.text, _PLANNED):
        return simple(asked)
    if says(asked.text, _TAKEN_IN):
        return replace(simple(asked), pause="in_hospital")
    return _resting(asked, "in_hospital")


def wrong_number(asked: Asked) -> Answer:
    """Nothing of anybody is named; an unsure reading must not cut a person off, so it asks."""
    if not asked.confident:
        return told(asked, "concerns.wrong_number_check")
    return replace(simple(asked), wrong_number=True)


def _resting(asked: Asked, why: str) -> Answer:
    return replace(simple(asked), pause=why if asked.confident else None)


def fall(asked: Asked) -> Answer:
    return (
        plain(asked, "concerns.fall_none")
        if says(asked.text, _NO_FALL)
        else told(asked, "concerns.fall")
    )


def mental_health(asked: Asked) -> Answer:
    again = asked.last_topic == asked.topic
    return told(
        asked, "concerns.mental_health_again" if again else "concerns.mental_health", Level.URGENT
    )


def practical_help(asked: Asked) -> Answer:
    if says(asked.text, _WARM):
        return told(asked, "concerns.practical_help_warm")
    hungry = says(asked.text, _HUNGRY)
    return told(asked, "concerns.practical_help_food" if hungry else "concerns.practical_help")
