"""Carers in their own right: heard first, then who can help, and honest about who is told."""

from __future__ import annotations

from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.concerns import told
from wayhome.plans.answers.passing_on import EVERYONES
from wayhome.plans.matching import says
from wayhome.plans.opening import open_first
from wayhome.plans.spoken import contact
from wayhome.plans.values import Contact

#: A line for family carers; an agency that sends paid carers is another matter.
_FOR_CARERS = (
    "carers line|carers centre|carers hub|carers service|carers support|carer support|"
    "family carer|family carers|unpaid carers|support for carers|carers association|carers uk"
)
_BREAK = (
    "break|respite|sit with|sitter|sitting service|afternoon off|day off|time off|holiday|"
    "somewhere he could|somewhere she could|someone to take|for a week|night off|so i can sleep|"
    "so i could sleep|assessment|few hours|an hour|day centre|day care"
)
_WHO_IS_TOLD = "telling|dont tell|social services|who sees|who knows|find out|between us|take him"
_STRAIN = (
    "slept|sleep|scream|cope|exhausted|knackered|shattered|on my knees|cant lift|cant do it|"
    "end of my tether|crying|cried|cry|every night|up all night|times in the night|my back|"
    "nobody helps|on my own|struggling|too much|cancelled my|no help"
)


def answer(asked: Asked) -> Answer:
    if says(asked.text, _WHO_IS_TOLD):
        return told(asked, "carer_support.who_is_told")
    if says(asked.text, _BREAK):
        return told(asked, "carer_support.break")
    key = "carer_support.strain" if says(asked.text, _STRAIN) else "carer_support.listen"
    return told(asked, key, contact=_carers_line(asked))


def _carers_line(asked: Asked) -> str | None:
    theirs = [one for one in asked.contacts if one.phone not in EVERYONES]
    own = [one for one in theirs if says(_described(one), _FOR_CARERS)]
    found = open_first(own, asked.now, asked.nation)
    return contact(found[0]) if found else None


def _described(one: Contact) -> str:
    return " ".join((one.role, one.what_for or "", *one.asked_by))
