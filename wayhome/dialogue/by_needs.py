"""Fits an answer to the person's communication needs: less at once, or a person instead."""

from __future__ import annotations

from dataclasses import replace

from wayhome.levels import Level
from wayhome.models import HandoffReason
from wayhome.people.manner import Manner
from wayhome.plans.answers.asked import Answer, Asked, HandOver
from wayhome.plans.answers.paging import BRIEF, pieces
from wayhome.plans.answers.topics import FROM_THE_PLAN

#: Said in full to everybody: a number for an emergency must not wait for the word "more".
_WHOLE = frozenset({"who_to_contact", "warning_signs", "teach_back"})
_SMALL_TALK = frozenset({"greet", "thanks", "goodbye", "affirm", "deny", "stop", "start"})


def by_needs(asked: Asked, given: Answer, manner: Manner) -> Answer:
    category = manner.by_a_person
    if category and not _stands(given):
        return Answer(
            texts=(asked.say(f"needs.{category}"),),
            topic=given.topic,
            item=given.item,
            hand_over=HandOver(Level.CONCERN, HandoffReason.QUESTION_PASSED_ON, category),
        )
    if given.topic not in FROM_THE_PLAN or given.topic in _WHOLE or given.hand_over:
        return given
    if manner.one_at_a_time:
        given = _kept_back(asked, given, given.texts)
    if not manner.brief:
        return given
    cut = tuple(piece for text in given.texts for piece in _cut(text))
    return given if cut == given.texts else _kept_back(asked, given, cut)


def _stands(given: Answer) -> bool:
    """What a person sees to already, and what nobody need be rung about."""
    return bool(given.hand_over or given.consent or given.accepts_offer) or (
        given.topic in _SMALL_TALK
    )


def _kept_back(asked: Asked, given: Answer, texts: tuple[str, ...]) -> Answer:
    """The first of these now, and the rest, with what was kept back already, for "more"."""
    if len(texts) == 1:
        return given
    ending = asked.say("offers.more_follows")
    first, *rest = texts
    said = [f"{one} {ending}" if one is not rest[-1] or given.more else one for one in rest]
    return replace(given, texts=(f"{first} {ending}",), more=(*said, *given.more))


def _cut(text: str) -> tuple[str, ...]:
    """A list has its lines cut where it was made."""
    return (text,) if "\n" in text else pieces(text, BRIEF)
