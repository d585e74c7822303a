"""Where a check-in's open question meets the usual answers: which is said, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from wayhome.checkins.taken import CHECK_IN, Heard, Taken
from wayhome.content.nods import Nod
from wayhome.plans.answers.asked import Answer, Asked, HandOver

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.dialogue.memory import Memory
    from wayhome.dialogue.turns import Turn
    from wayhome.models import Message, Person


class CheckInDesk(Protocol):
    async def take(
        self, session: AsyncSession, person: Person, message: Message, heard: Heard
    ) -> Taken | None:
        """None where the text is not about a check-in. In the caller's transaction."""
        ...

    async def reads(
        self, session: AsyncSession, person: Person, message: Message, heard: Heard
    ) -> bool:
        """Whether the text is plainly an answer to the question that is open; nothing is kept."""
        ...


def nodded(asked: Asked, nod: Nod | None) -> Asked:
    """A thumb up is thanks where nothing waits for a yes."""
    is_thanks = nod is Nod.YES and asked.topic == "affirm" and not asked.offer_open
    return replace(asked, nod=nod, topic="thanks" if is_thanks else asked.topic)


def heard(asked: Asked, turn: Turn, before: Memory) -> Heard:
    return Heard(
        text=turn.text,
        topic=asked.topic,
        confidence=turn.confidence,
        nod=asked.nod,
        offer_open=asked.offer_open,
        misread_before=before.last_topic == CHECK_IN and before.misunderstood > 0,
        repeated=before.repeated,
    )


def said(taken: Taken | None, usual: Callable[[], Answer]) -> Answer:
    """The reply; `usual` makes the answer that the text would have without a check-in."""
    if taken is None:
        return usual()
    return _beside(taken, usual()) if taken.usual else _alone(taken)


def _alone(taken: Taken) -> Answer:
    """The reply where the check-in has all there is to say."""
    return Answer(
        texts=taken.texts,
        topic=CHECK_IN,
        buttons=taken.buttons,
        hand_over=taken.hand_over,
        not_understood=taken.not_understood,
        repeats=taken.repeats,
    )


def _beside(taken: Taken, usual: Answer) -> Answer:
    """The usual answer, with what the check-in says before and after it."""
    return replace(
        usual,
        texts=(*taken.texts, *usual.texts, *taken.after),
        buttons=taken.buttons or usual.buttons,
        hand_over=_graver(usual.hand_over, taken.hand_over),
        repeats=taken.repeats,
    )


def _graver(one: HandOver | None, other: HandOver | None) -> HandOver | None:
    """A text opens one handoff for one reason; where both are as grave, the text's own topic."""
    if one is None or other is None:
        return one or other
    graver = other if other.level > one.level else one
    return replace(graver, rule=graver.rule or other.rule or one.rule)
