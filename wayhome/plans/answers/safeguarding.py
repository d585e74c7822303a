"""Harm by another person: few words, no detail asked, and nobody rings unless it is safe."""

from __future__ import annotations

from wayhome.levels import Level
from wayhome.models.handoffs import HandoffReason
from wayhome.people.safe_to_text import DO_NOT_RING
from wayhome.plans.answers.asked import Answer, Asked, HandOver
from wayhome.plans.matching import says

_AT_HOME = (
    "husband|wife|partner|boyfriend|girlfriend|ex|he|him|his|hes|she|shes|son|daughter|brother|"
    "sister|grandson|our|home|house|family"
)
_PAID = "carer|carers|nurse|agency|staff|man who comes|lady who comes|woman who comes|cleaner"
_WHO_IS_TOLD = (
    "trouble|dont tell|not tell|telling|police|social services|between us|secret|confidential|"
    "nobody|no one|find out|will you tell|tell the|the social|social worker|report him|report it"
)


def answer(asked: Asked) -> Answer:
    again = asked.last_topic == "safeguarding"
    at_home = says(asked.text, _AT_HOME) and not says(asked.text, _PAID)
    if again and says(asked.text, _WHO_IS_TOLD):
        text = asked.say("safeguarding.who_is_told")
    else:
        text = asked.say("safeguarding.again" if again else "safeguarding.first", at_home=at_home)
    return Answer(
        texts=(text,),
        topic="safeguarding",
        unsafe_to_text=True,
        hand_over=HandOver(Level.URGENT, HandoffReason.CONCERN_RAISED, DO_NOT_RING),
    )
