"""What exercises add to a turn: what is cleared, the awaited answer, and the one to show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wayhome.exercises.answering import ExerciseAnswers
from wayhome.exercises.choosing import WhyNone, allowed
from wayhome.exercises.resting import rest
from wayhome.models import PersonKind, RestReason
from wayhome.plans.answers.exercises import LAST_HURT
from wayhome.plans.cleared import Cleared, ClearedMovement

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.clock import Clock
    from wayhome.exercises.prompting import Prompter
    from wayhome.models import Message, Person
    from wayhome.plans.answers.asked import Answer, Asked

#: Where a turn asks for an exercise.
_ASKS: Final = frozenset({"exercises", LAST_HURT})
#: What a person must look at before more exercises come, by the handoff's category.
_RESTS: Final = {
    "fall": RestReason.FELL,
    "exercise_hurts": RestReason.HURTS,
    "exercise_too_hard": RestReason.HURTS,
}


class ExerciseDesk:
    def __init__(self, prompter: Prompter, clock: Clock) -> None:
        self._prompter = prompter
        self._answers = ExerciseAnswers(prompter, clock)
        self._clock = clock

    async def take(
        self, session: AsyncSession, person: Person | None, message: Message, asked: Asked
    ) -> Answer | None:
        """None: the text is no answer to an exercise; answer it as usual. The caller commits."""
        if person is None or person.kind is not PersonKind.PATIENT:
            return None
        return await self._answers.take(session, person, message, asked)

    async def informed(self, session: AsyncSession, person: Person | None, asked: Asked) -> Asked:
        """The turn with what is cleared for the person, where it asks for an exercise."""
        if person is None or person.kind is not PersonKind.PATIENT or asked.topic not in _ASKS:
            return asked
        found = await allowed(session, self._prompter.content, person.id)
        movements = tuple(
            ClearedMovement(one.key, one.name, one.asked_by) for one in found.movements
        )
        rests = found.why_none not in {None, WhyNone.NOT_CLEARED}
        return replace(asked, cleared=Cleared(movements, rests=rests))

    async def completed(
        self, session: AsyncSession, person: Person | None, message: Message, given: Answer
    ) -> Answer:
        """The answer with the words of the movement that it shows; a fall or pain brings rest."""
        if person is None:
            return given
        category = given.hand_over.category if given.hand_over else ""
        if category in _RESTS:
            await rest(session, self._clock, person, _RESTS[category])
        if given.movement is None:
            return given
        found = await allowed(session, self._prompter.content, person.id)
        movement = next(one for one in found.movements if one.key == given.movement)
        shown = await self._prompter.show(session, found, movement, message)
        return replace(given, texts=(*given.texts, *shown.texts))
