"""What exercises add to a turn: what is cleared, the awaited answer, and the one to show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wayhome.content.movements import MovementSet
from wayhome.exercises.answering import ExerciseAnswers, last_said
from wayhome.exercises.choosing import WhyNone, allowed
from wayhome.exercises.resting import rest
from wayhome.models import PersonKind, RestReason
from wayhome.plans.answers.asked import Answer
from wayhome.plans.answers.bare_number import is_bare_number
from wayhome.plans.answers.cleared_exercises import picked, which
from wayhome.plans.answers.exercises import LAST_HURT
from wayhome.plans.cleared import Cleared, ClearedMovement

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.clock import Clock
    from wayhome.content.movements import Movement
    from wayhome.exercises.answering import AnswersQuestion
    from wayhome.exercises.prompting import Prompter
    from wayhome.models import Message, Person
    from wayhome.plans.answers.asked import Asked

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
        self,
        session: AsyncSession,
        person: Person,
        message: Message,
        asked: Asked,
        answers_question: AnswersQuestion,
    ) -> Answer | None:
        """None: the text is no answer to an exercise; answer it as usual. The caller commits."""
        if person.kind is not PersonKind.PATIENT:
            return None
        if asked.which_movement and (shown := await self._picked(session, person, message, asked)):
            return shown
        return await self._answers.take(session, person, message, asked, answers_question)

    async def _picked(
        self, session: AsyncSession, person: Person, message: Message, asked: Asked
    ) -> Answer | None:
        """The movement that was chosen of those we asked about, if that was our last word."""
        newest = await last_said(session, message)
        if newest is None or newest[1] is None:
            return None
        found = await allowed(session, self._prompter.content, person.id)
        by_key = {one.key: _as_cleared(one) for one in found.movements}
        offered = [by_key[key] for key in asked.which_movement if key in by_key]
        one = picked(asked.text, offered) if len(offered) == len(asked.which_movement) else None
        if one is not None:
            return Answer(texts=(), topic="exercises", movement=one.key)
        return which(asked, offered) if offered and is_bare_number(asked.text) else None

    async def informed(self, session: AsyncSession, person: Person | None, asked: Asked) -> Asked:
        """The turn with what is cleared for the person, where it asks for an exercise."""
        if person is None or person.kind is not PersonKind.PATIENT or asked.topic not in _ASKS:
            return asked
        found = await allowed(session, self._prompter.content, person.id)
        movements = tuple(map(_as_cleared, found.movements))
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
        return replace(given, texts=(*given.texts, *shown.texts), buttons=())


def _as_cleared(movement: Movement) -> ClearedMovement:
    on_bed = movement.set is MovementSet.BED
    return ClearedMovement(movement.key, movement.name, movement.asked_by, on_bed)
