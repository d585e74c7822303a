"""Greetings, thanks and what the service is."""

from __future__ import annotations

from wayhome.plans.answers.asked import Answer, Asked, plain
from wayhome.plans.hour_asked import clock_time_said
from wayhome.plans.matching import says
from wayhome.plans.spoken import clock_time

#: Words of a visit or a slot that somebody has been given.
ARRANGED = (
    "rang|rung|phoned|called|spoke to|spoken to|sending|booked|in at|coming at|seeing me|"
    "got me in|theyre here|theyre coming|on their way|on his way|on her way|sorted"
)


def greet(asked: Asked) -> Answer:
    return plain(asked, "everyday.greet")


def help_(asked: Asked) -> Answer:
    return plain(asked, "everyday.help")


def are_you_human(asked: Asked) -> Answer:
    return plain(asked, "everyday.are_you_human")


def goodbye(asked: Asked) -> Answer:
    return plain(asked, "everyday.goodbye")


def thanks(asked: Asked) -> Answer:
    at = clock_time_said(asked.text)
    if at is None and not says(asked.text, ARRANGED):
        return plain(asked, "everyday.thanks")
    text = asked.say("everyday.thanks_arranged", at=clock_time(at) if at else None)
    return Answer(texts=(text,), topic=asked.topic)
