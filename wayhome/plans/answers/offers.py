"""Yes, no and more: answers to what the last reply offered."""

from __future__ import annotations

from wayhome.plans.answers.asked import Answer, Asked, plain


def affirm(asked: Asked) -> Answer:
    if not asked.offer_open:
        return plain(asked, "offers.affirm")
    return Answer(texts=(asked.say("offers.passed_on"),), topic=asked.topic, accepts_offer=True)


def deny(asked: Asked) -> Answer:
    return plain(asked, "offers.not_passed_on" if asked.offer_open else "offers.deny")


def more(asked: Asked) -> Answer:
    """All that was kept back; asked for again, it says that this was all."""
    if not asked.waiting or asked.last_topic == asked.topic:
        return plain(asked, "offers.nothing_more")
    return Answer(texts=asked.waiting, topic=asked.topic, more=asked.waiting)
