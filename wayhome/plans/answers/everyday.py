"""Greetings, thanks and what the service is."""

from __future__ import annotations

from wayhome.plans.answers.asked import Answer, Asked, plain
from wayhome.plans.hour_asked import says_clock_time
from wayhome.plans.matching import says

_ARRANGED = (
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
    arranged = says(asked.text, _ARRANGED) or says_clock_time(asked.text)
    return plain(asked, "everyday.thanks_arranged" if arranged else "everyday.thanks")
