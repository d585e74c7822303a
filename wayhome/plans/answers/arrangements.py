"""Texts about the service itself and about how things go: fixed wordings, some with an offer."""

from __future__ import annotations

from wayhome.levels import Level
from wayhome.models.handoffs import HandoffReason
from wayhome.plans.answers.asked import Answer, Asked, HandOver, plain
from wayhome.plans.answers.passing_on import offering
from wayhome.plans.day_meant import day_meant
from wayhome.plans.matching import says
from wayhome.plans.spoken import day

#: With the day of coming back, one of these is a wish to be left till then.
_AWAY = "away|holiday|on our hols|staying with|staying at|back on|not here|stopping with|abroad"
_ASKS_WHEN = "when|what day|how soon|what time|have you|are you|will you|do you|did you"


def fixed(asked: Asked) -> Answer:
    """The topic's own wording."""
    return plain(asked, f"arrangements.{asked.topic}")


def offered(asked: Asked) -> Answer:
    """The topic's own wording, which ends in an offer to pass it on."""
    return offering(asked, f"arrangements.{asked.topic}")


def pause(asked: Asked) -> Answer:
    """Until the day that was named; without one the team is asked."""
    until = day_meant(asked.text, asked.now.date())
    if until is None or not (asked.confident or says(asked.text, _AWAY)):
        return offered(asked)
    text = asked.say("arrangements.paused", until=day(until, asked.now.date()))
    return Answer(texts=(text,), topic=asked.topic, pause="asked", pause_until=until)


def stop(asked: Asked) -> Answer:
    """Only a plain wish stops the texts; else the one sure word is named."""
    if not asked.confident:
        return plain(asked, "arrangements.stop_check")
    return Answer(
        texts=(asked.say("arrangements.stopped"),),
        topic=asked.topic,
        consent="stop",
        hand_over=HandOver(Level.CONCERN, HandoffReason.STOPPED, asked.topic),
    )


def start(asked: Asked) -> Answer:
    """Only a plain wish; "when do you start again" is a question, and ends no pause."""
    if not asked.confident or says(asked.text, _ASKS_WHEN):
        return plain(asked, "arrangements.start_check")
    return Answer(texts=(asked.say("arrangements.started"),), topic=asked.topic, consent="start")
