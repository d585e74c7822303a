"""What to say when the plan does not: who to ask at this hour, and an offer to pass it on."""

from __future__ import annotations

from collections.abc import Iterable

from wayhome.plans import spoken
from wayhome.plans.answers.asked import OFFER_BUTTONS, Answer, Asked
from wayhome.plans.answers.subjects import subject_asked
from wayhome.plans.matching import says
from wayhome.plans.opening import is_open, open_first
from wayhome.plans.values import Contact

#: Numbers that are in no plan's gift: every wording names them itself.
EVERYONES = frozenset({"999", "111", "112"})


def not_in_plan(asked: Asked, subject: str | None, *about: str) -> Answer:
    """`subject` stands after "does not say"; `about` are words that find the right contact."""
    return offering(
        asked,
        _silent(asked),
        subject=subject,
        contact=who_to_ask(asked, *about),
    )


def silent_on(asked: Asked, topic: str, *about: str) -> Answer:
    """The plan says nothing of what was asked: the subject that the text names, else the topic."""
    named = subject_asked(asked.text)
    if named is None:
        return not_in_plan(asked, asked.say(f"subjects.{topic}"), *about)
    words = [*named.said.split("|"), *filter(None, named.knows.split("|"))]
    # Whoever the plan names for just this goes before whoever it names for the topic.
    own = about if named.topic == asked.topic and about else ()
    return not_in_plan(asked, asked.say(f"subjects.{named.name}"), *own, *words)


def _silent(asked: Asked) -> str:
    if asked.plan is None:
        return "offers.no_plan"
    # The plan does say something, but nobody has approved how it is told.
    waits = asked.topic in asked.plan.waiting
    return "offers.plan_waits" if waits else "offers.plan_does_not_say"


def offering(asked: Asked, key: str, **data: object) -> Answer:
    """A wording that ends in "Text OK and I will pass this to the team"."""
    return Answer(
        texts=(asked.say(key, **data),),
        topic=asked.topic,
        offers_to_pass_on=True,
        buttons=OFFER_BUTTONS,
    )


def who_to_ask(asked: Asked, *about: str) -> str | None:
    """The fitting contact that can be rung now, as words; None when none is open."""
    found = open_first(own_contacts(asked, *about), asked.now, asked.nation)
    return spoken.contact(found[0]) if found else None


def own_contacts(asked: Asked, *about: str) -> list[Contact]:
    """The plan's contacts for these words, best first; the key worker where none fits."""
    theirs = [one for one in asked.contacts if one.phone.replace(" ", "") not in EVERYONES]
    fitting = [one for one in theirs if _fits(one, about)]
    return fitting or [one for one in theirs if one.is_key_worker]


def closed_contact(asked: Asked, *about: str) -> Contact | None:
    """The fitting contact that is shut now, so that its hours can be said."""
    fitting = own_contacts(asked, *about)
    return next((c for c in fitting if is_open(c, asked.now, asked.nation) is False), None)


def _fits(contact: Contact, about: Iterable[str]) -> bool:
    described = " ".join((contact.role, contact.what_for or "", *contact.asked_by))
    return any(says(described, word) for word in about)
