"""What is sent: one cleared movement at its level, with the stop rule and its picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.exercises.choosing import Allowed, WhyNone, allowed, next_movement
from wayhome.models import Clearance, ExercisePrompt

if TYPE_CHECKING:
    from wayhome.clock import Clock
    from wayhome.content.move_to_improve import MoveToImprove
    from wayhome.content.movements import Movement
    from wayhome.content.replies import Replies
    from wayhome.models import CheckIn, ExerciseLevel, Message, Person


@dataclass(frozen=True, kw_only=True)
class Prompt:
    texts: tuple[str, ...]
    #: Its picture goes with the last text.
    movement: str


class Prompter:
    def __init__(self, content: MoveToImprove, replies: Replies, clock: Clock) -> None:
        self.content = content
        self._replies = replies
        self._clock = clock

    async def prompt(
        self, session: AsyncSession, person: Person, check_in: CheckIn, opening: str = ""
    ) -> Prompt | WhyNone:
        """The next movement in turn for a check-in that is due. The caller commits."""
        found = await allowed(session, self.content, person.id)
        if found.clearance is None or found.why_none is not None:
            return found.why_none or WhyNone.NOT_CLEARED
        movement = await next_movement(session, person.id, found.movements)
        prompt = await self._said(session, found.clearance, movement, opening)
        session.add(self._row(found.clearance, movement, check_in_id=check_in.id))
        return prompt

    async def show(
        self, session: AsyncSession, found: Allowed, movement: Movement, asked_in: Message
    ) -> Prompt:
        """One that was asked for; `found` must allow it. The caller commits."""
        assert found.clearance is not None  # noqa: S101 - nothing is allowed without one
        prompt = await self._said(session, found.clearance, movement, asked_in=asked_in)
        shown_already = await session.scalar(
            select(ExercisePrompt.id).where(ExercisePrompt.asked_in_id == asked_in.id)
        )
        if shown_already is None:
            session.add(self._row(found.clearance, movement, asked_in_id=asked_in.id))
        return prompt

    def wording(self, movement: Movement, level: ExerciseLevel, opening: str = "") -> str:
        """The text of a movement, as it leaves."""
        text = self._replies.render(
            "moves.prompt",
            name=movement.name,
            how=movement.forms.at(level),
            stop_rule=self._replies.render("moves.stop_rule"),
        )
        return f"{opening} {text}".strip()

    async def _said(
        self,
        session: AsyncSession,
        clearance: Clearance,
        movement: Movement,
        opening: str = "",
        asked_in: Message | None = None,
    ) -> Prompt:
        text = self.wording(movement, clearance.level, opening)
        if await self._knows_set_up(session, clearance, movement, asked_in):
            return Prompt(texts=(text,), movement=movement.key)
        set_up = self._replies.render(f"moves.set_up_{movement.set.value}")
        return Prompt(texts=(set_up, text), movement=movement.key)

    async def _knows_set_up(
        self,
        session: AsyncSession,
        clearance: Clearance,
        movement: Movement,
        asked_in: Message | None,
    ) -> bool:
        """How to set up for chair or bed is told once a clearance; a second run tells it too."""
        same_set = [key for key, one in self.content.movements.items() if one.set is movement.set]
        told = select(ExercisePrompt.id).where(
            ExercisePrompt.clearance_id == clearance.id, ExercisePrompt.movement.in_(same_set)
        )
        if asked_in is not None:
            told = told.where(ExercisePrompt.asked_in_id.is_distinct_from(asked_in.id))
        return await session.scalar(told.limit(1)) is not None

    def _row(
        self,
        clearance: Clearance,
        movement: Movement,
        *,
        check_in_id: int | None = None,
        asked_in_id: int | None = None,
    ) -> ExercisePrompt:
        return ExercisePrompt(
            person_id=clearance.person_id,
            clearance_id=clearance.id,
            check_in_id=check_in_id,
            asked_in_id=asked_in_id,
            movement=movement.key,
            level=clearance.level,
            prompted_at=self._clock.now(),
        )
