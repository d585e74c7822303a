"""Asking for a person, and what happens when a text is not understood."""

from __future__ import annotations

from wayhome.levels import Level
from wayhome.models.handoffs import HandoffReason
from wayhome.plans.answers.asked import Answer, Asked, HandOver


def talk_to_person(asked: Asked) -> Answer:
    return Answer(
        texts=(asked.say("people.talk_to_person"),),
        topic=asked.topic,
        hand_over=HandOver(Level.CONCERN, HandoffReason.ASKED_FOR_PERSON, asked.topic),
    )


def out_of_scope(asked: Asked) -> Answer:
    """The second in a row goes to a person, so that nobody is left going round in circles."""
    if asked.misunderstood == 0:
        return Answer(
            texts=(asked.say("people.not_understood"),), topic=asked.topic, not_understood=True
        )
    return Answer(
        texts=(asked.say("people.not_understood_again"),),
        topic=asked.topic,
        not_understood=True,
        hand_over=HandOver(Level.CONCERN, HandoffReason.NOT_UNDERSTOOD, asked.topic),
    )
