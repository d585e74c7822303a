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
    """The next of what was kept back; after the last it says that this was all."""
    left = asked.waiting[asked.waiting_told :]
    if not left:
        return plain(asked, "offers.nothing_more")
    return Answer(texts=left[:1], topic=asked.topic, told_of_more=1)
