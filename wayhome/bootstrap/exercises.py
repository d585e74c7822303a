"""Move to Improve put together: what is sent by the engine, and what the desk makes of a turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayhome.bootstrap import content
from wayhome.checkins.rendering import NotNow, Rendered
from wayhome.exercises.choosing import WhyNone
from wayhome.exercises.desk import ExerciseDesk
from wayhome.exercises.prompting import Prompter

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.bootstrap.core import Core
    from wayhome.checkins.asking import Asking
    from wayhome.models import CheckIn, Person


def make_prompter(core: Core) -> Prompter:
    return Prompter(content.move_to_improve(), core.replies, core.clock)


def make_exercise_desk(core: Core) -> ExerciseDesk:
    return ExerciseDesk(make_prompter(core), core.clock)


class ExerciseRenderer:
    """Says the next cleared movement for a check-in; asks no question that silence could miss."""

    def __init__(self, prompter: Prompter, asking: Asking) -> None:
        self._prompter = prompter
        self._asking = asking

    async def render(
        self, session: AsyncSession, person: Person, check_in: CheckIn
    ) -> Rendered | NotNow:
        planned = self._asking.planned(check_in)
        if planned is None:
            return NotNow(why="no_such_check_in")
        listener = await self._asking.listener(session, person, check_in)
        opening = listener.says(planned.opening)
        said = await self._prompter.prompt(session, person, check_in, opening)
        if isinstance(said, WhyNone):
            return NotNow(why=said.value)
        return Rendered(texts=said.texts, picture=said.movement)
