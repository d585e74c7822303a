"""What of ours that waits a text is for: the exercise that was sent, or the open question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from wayhome.dialogue.check_ins import said

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.checkins.taken import Heard
    from wayhome.dialogue.check_ins import CheckInDesk
    from wayhome.exercises.desk import ExerciseDesk
    from wayhome.models import Message, Person
    from wayhome.plans.answers.asked import Answer, Asked


class Waiting:
    """What answers both is for what was asked last; what answers one is for that one."""

    def __init__(self, check_ins: CheckInDesk, exercises: ExerciseDesk) -> None:
        self._check_ins = check_ins
        self._exercises = exercises

    async def answer(  # noqa: PLR0913 - everything that an answer may need
        self,
        session: AsyncSession,
        person: Person | None,
        message: Message,
        asked: Asked,
        heard: Heard,
        usual: Callable[[Asked], Answer],
    ) -> Answer:
        """`usual` makes the answer that the text has by itself. In the caller's transaction."""
        if person is None:
            return usual(asked)
        answers_question = partial(self._check_ins.reads, session, person, message, heard)
        if message.pressed_id is None:
            # No exercise has buttons.
            given = await self._exercises.take(session, person, message, asked, answers_question)
            if given is not None:
                return given
        taken = await self._check_ins.take(session, person, message, heard)
        follows = taken is not None and bool(taken.after)
        return said(taken, lambda: usual(replace(asked, question_follows=follows)))
