"""Exercises: the plan's own, as written; one that hurts waits for the physio."""

from __future__ import annotations

import re
from dataclasses import replace

from wayhome.levels import Level
from wayhome.models.handoffs import HandoffReason
from wayhome.plans.answers import cleared_exercises
from wayhome.plans.answers.asked import Answer, Asked, HandOver, spoken_of
from wayhome.plans.answers.instructions import KIND, asked_for, nearly_told, told, under
from wayhome.plans.answers.passing_on import closed_contact, who_to_ask
from wayhome.plans.matching import says
from wayhome.plans.spoken import contact, opening_hours, sentence
from wayhome.plans.values import Instruction

ABOUT = ("exercise", "exercises", "physio", "physiotherapist", "physiotherapy", "movement")
HURTS = (
    "hurt|hurts|hurting|killing|gyp|jip|twinge|twinges|stabbing|burning|pain|pains|painful|sore|"
    "sharp|ache|aches|aching|agony|pulls|clicks|popped"
)
_TOO_HARD = (
    "too much|too hard|shattered|dizzy|weaker|cant manage|cannot manage|topple|darent|scared|"
    "frightened|worse|struggling|give way|gives way|exhausted|fewer"
)
_ALL = (
    "what exercises|my exercises|which exercises|all|list|the exercises|what are they|what do i do"
)
_CARRY_ON = "carry on|keep doing|keep going|still do|shall i do|should i do|continue|leave out"
LAST_HURT = "exercise_hurts"
_ING = re.compile(r"\b(\w{2,}?)(tt|nn|pp|mm|dd|gg)?ing\b")


def answer(asked: Asked) -> Answer:
    if says(asked.text, HURTS):
        return hurts(asked)
    if says(asked.text, _TOO_HARD):
        return _too_hard(asked)
    carries_on = says(asked.text, _CARRY_ON)
    chosen = _named(asked) if carries_on else under(asked, "exercises")
    if carries_on:
        ask = who_to_ask(asked, *ABOUT)
        text = asked.say(
            "exercises.carry_on",
            wording=sentence(chosen[0].wording) if len(chosen) == 1 else None,
            contact=ask,
        )
        item = spoken_of(KIND, chosen)
        return Answer(texts=(text,), topic=asked.topic, item=item)
    if asked.cleared.movements:
        return cleared_exercises.answer(asked, chosen)
    if chosen:
        say = told if asked_for(asked) or says(asked.text, _ALL) else nearly_told
        return say(asked, chosen, asked.say("exercises.stop_rule"))
    return cleared_exercises.nothing_cleared(asked, *ABOUT)


def goes_on(asked: Asked) -> Answer:
    """More of an exercise that hurt, or a question about the others."""
    return answer(asked) if says(asked.text, _CARRY_ON) else hurts(asked)


def _named(asked: Asked) -> list[Instruction]:
    """People say "the sitting standing one" of "sit to stand"."""
    own = asked_for(asked, "exercises")
    if own:
        return own
    plainly = replace(asked, text=_ING.sub(lambda made: made[1] + (made[2] or "")[:1], asked.text))
    return asked_for(plainly, "exercises")


def _too_hard(asked: Asked) -> Answer:
    text = asked.say("exercises.too_hard", contact=who_to_ask(asked, *ABOUT))
    return Answer(
        texts=(text,),
        topic=LAST_HURT,
        hand_over=HandOver(Level.CONCERN, HandoffReason.CONCERN_RAISED, "exercise_too_hard"),
    )


def hurts(asked: Asked) -> Answer:
    """Stop that one; the first time asks how it is, and after that the physio's word is awaited."""
    shut = closed_contact(asked, *ABOUT)
    again = asked.last_topic == LAST_HURT
    text = asked.say(
        "exercises.hurts_more" if again else "exercises.hurts",
        contact=who_to_ask(asked, *ABOUT),
        shut=contact(shut) if shut else None,
        hours=opening_hours(shut.hours) if shut else None,
    )
    return Answer(
        texts=(text,),
        topic=LAST_HURT,
        hand_over=HandOver(Level.CONCERN, HandoffReason.CONCERN_RAISED, "exercise_hurts"),
    )
