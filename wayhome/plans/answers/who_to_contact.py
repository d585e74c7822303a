"""Who to ring: the right one for the hour that is asked about, and 999 always."""

from __future__ import annotations

from collections.abc import Sequence

from wayhome.plans import spoken
from wayhome.plans.answers.asked import Answer, Asked, Spoken
from wayhome.plans.answers.passing_on import EVERYONES, not_in_plan, offering
from wayhome.plans.hour_asked import HourAsked, hour_asked
from wayhome.plans.matching import find, says, words
from wayhome.plans.opening import is_open
from wayhome.plans.values import Contact

KIND = "contact"
_OWN_DETAILS = (
    "change my|my new number|new phone number|emergency contact|next of kin|moved house|"
    "my address|my number has"
)
_MOST = 2
WILL_THEY_COME = "will they come|come out|will someone come|do they come|send someone|will they"
_HOURS = (
    "what time|when do|when are|when is|open|opens|opening|close|closes|shut|what hours|"
    "opening hours|their hours|start|starts|"
    "finish|working hours|are they there|what days|which days"
)
_KEY_WORKER = "key worker|keyworker|in charge|my worker|care navigator|coordinator|main contact"
_SAYS_NOTHING = frozenset({"line", "team", "the", "your", "and", "of", "for", "service"})
_ALL_OF_THEM = "list|all the numbers|everyone|everybody"
_PLURALS = frozenset({"contacts", "numbers"})


def answer(asked: Asked) -> Answer:
    if says(asked.text, WILL_THEY_COME) and not says(asked.text, _HOURS):
        return Answer(texts=(asked.say("who_to_contact.will_they_come"),), topic=asked.topic)
    if says(asked.text, _OWN_DETAILS):
        return offering(asked, "who_to_contact.own_details")
    theirs = [one for one in asked.contacts if _number(one) not in EVERYONES]
    if not theirs:
        return not_in_plan(asked, asked.say("subjects.contacts"))
    hour = hour_asked(asked.text, asked.now)
    meant = _meant(asked, theirs)
    if len(meant) == 1 and (says(asked.text, _HOURS) or not hour.named):
        return _one(asked, meant[0], hour)
    wants_all = says(asked.text, _ALL_OF_THEM) or not _PLURALS.isdisjoint(words(asked.text))
    if wants_all and not meant and not hour.named:
        return _list(asked, theirs)
    return _for_the_hour(asked, meant or theirs, hour)


def _meant(asked: Asked, theirs: Sequence[Contact]) -> list[Contact]:
    if says(asked.text, _KEY_WORKER):
        return [one for one in theirs if one.is_key_worker]
    matches = find(
        asked.text,
        theirs,
        lambda one: (one.role, *one.asked_by, *filter(None, (one.name, one.what_for))),
    )
    named = [match.item for match in matches] or [one for one in theirs if _shares(asked.text, one)]
    if named:
        return named
    last = asked.last_item
    return [one for one in theirs if last == Spoken(KIND, one.id) and says(asked.text, _HOURS)]


def _shares(text: str, one: Contact) -> bool:
    """Words such as "nurses" tell too little to search by, but enough to choose by."""
    return any(says(text, word) for word in words(one.role) if word not in _SAYS_NOTHING)


def _one(asked: Asked, one: Contact, hour: HourAsked) -> Answer:
    text = asked.say(
        "who_to_contact.one",
        contact=spoken.first_upper(spoken.contact(one)),
        what_for=one.what_for,
        hours=spoken.opening_hours(one.hours) if one.hours else None,
        closed=is_open(one, hour.at, asked.nation) is False,
        when=_said(hour, asked),
    )
    return Answer(texts=(text,), topic=asked.topic, item=Spoken(KIND, one.id))


def _for_the_hour(asked: Asked, chosen: Sequence[Contact], hour: HourAsked) -> Answer:
    """Those that are open then; where all are shut, 111 first and their hours after it."""
    states = [(is_open(one, hour.at, asked.nation), one) for one in chosen]
    ready = [one for state, one in states if state] or [
        one for state, one in states if state is None and one.is_key_worker is False
    ]
    shut = [one for state, one in states if state is False]
    first = (ready or shut or list(chosen))[0]
    text = asked.say(
        "who_to_contact.open" if ready else "who_to_contact.closed",
        when=_said(hour, asked),
        contacts=[_line(one) for one in ready[:_MOST]],
        shut=[_line(one, hours=True) for one in shut[:1]],
    )
    return Answer(texts=(text,), topic=asked.topic, item=Spoken(KIND, first.id))


def _list(asked: Asked, theirs: Sequence[Contact]) -> Answer:
    lines = [_line(one, hours=True) for one in theirs]
    text = asked.say("who_to_contact.all", contacts=lines)
    return Answer(texts=(text,), topic=asked.topic)


def _line(one: Contact, *, hours: bool = False) -> str:
    when = f", {spoken.opening_hours(one.hours)}" if hours and one.hours else ""
    what = f" for {one.what_for}" if one.what_for and not hours else ""
    return f"{spoken.first_upper(spoken.contact(one))}{what}{when}"


def _said(hour: HourAsked, asked: Asked) -> str | None:
    """On Sunday 6 August, At 2am, or both; None where the question is about now."""
    on = f"On {spoken.day(hour.at.date(), asked.now.date())}" if hour.names_day else None
    at = spoken.clock_time(hour.at) if hour.names_time else None
    if on and at:
        return f"{on} at {at}"
    return on or (f"At {at}" if at else None)


def _number(one: Contact) -> str:
    return one.phone.replace(" ", "")
