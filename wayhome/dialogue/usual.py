"""The answer that a text has by itself, whatever question of ours may be open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from wayhome.dialogue.by_needs import by_needs
from wayhome.dialogue.two_topics import Part, with_the_other
from wayhome.dialogue.whose import Whose
from wayhome.levels import Level
from wayhome.people.manner import Manner
from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.passing_on import offering
from wayhome.plans.answers.topics import FROM_THE_PLAN, answer


def usual_answer(
    asked: Asked, parts: Sequence[Part], level: Level | None, whose: Whose, manner: Manner
) -> Answer:
    """From the plan as far as it may be told, in the manner that the person needs."""
    if whose.of_a_stranger:
        return by_needs(asked, _to_a_stranger(asked), manner)
    whole = with_the_other(
        asked,
        _to_one(asked, whose),
        parts,
        partial(_to_one, whose=whose),
        level=level or Level.NONE,
    )
    return by_needs(asked, whole, manner)


def _to_one(asked: Asked, whose: Whose) -> Answer:
    if asked.topic in FROM_THE_PLAN and not whose.may_answer(asked.topic):
        if whose.unclear:
            names = " or ".join(whose.unclear)
            return Answer(texts=(asked.say("carers.whose", patients=names),), topic=asked.topic)
        return offering(asked, "carers.not_agreed", patient=whose.patient)
    return answer(asked)


def _to_a_stranger(asked: Asked) -> Answer:
    """Nothing of anybody's; a concern is still seen to, by a person."""
    given = answer(asked) if asked.topic not in FROM_THE_PLAN else None
    if given is not None and given.hand_over is not None:
        return given
    return Answer(texts=(asked.say("service.stranger"),), topic=asked.topic)
