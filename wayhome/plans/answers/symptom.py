"""Feeling ill: no judgement of ours, but what the plan says of it, who to ring, and 111 or 999."""

from __future__ import annotations

from dataclasses import replace

from wayhome.plans.answers import exercises, wound_care
from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.concerns import told
from wayhome.plans.matching import alike, find, words
from wayhome.plans.opening import open_first
from wayhome.plans.spoken import contact, sentence
from wayhome.plans.values import WarningSign

_EXERCISING = frozenset({"exercises", exercises.LAST_HURT})
_TELLING_LETTERS = 4
_TELLING_WORDS = 2
_TOO_COMMON = frozenset(words("your have with that this than more feel feeling very been from"))


def answer(asked: Asked) -> Answer:
    if asked.last_topic in _EXERCISING:
        return exercises.hurts(asked)
    if asked.last_topic == "wound_care":
        return wound_care.answer(replace(asked, topic="wound_care"))
    sign = _sign(asked)
    if sign is None:
        return told(asked, "concerns.symptom", contact=_contact(asked))
    return told(
        asked,
        "concerns.symptom_in_plan",
        sign=sign.wording.rstrip("."),
        what=sentence(sign.what_to_do),
        contact=_contact(asked),
    )


def _sign(asked: Asked) -> WarningSign | None:
    """The plan's own warning sign, if the text shares two telling words with it."""
    said = _telling(asked.text)
    signs = asked.plan.warning_signs if asked.plan else ()
    shared = [(_shared(said, one.wording), one) for one in signs]
    best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] >= _TELLING_WORDS else None


def _shared(said: set[str], wording: str) -> int:
    return sum(any(alike(word, part) for word in said) for part in _telling(wording))


def _telling(text: str) -> set[str]:
    return {w for w in words(text) if len(w) >= _TELLING_LETTERS and w not in _TOO_COMMON}


def _contact(asked: Asked) -> str | None:
    """Whoever the plan names for just this, if they can be rung now."""
    matches = find(asked.text, asked.contacts, lambda one: one.asked_by)
    found = open_first([match.item for match in matches], asked.now, asked.nation)
    return contact(found[0]) if found else None
