"""Everything that one text meets while a check-in is open or was so not long ago."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from wayhome.checkins import beside
from wayhome.checkins.course import open_questions
from wayhome.levels import Level
from wayhome.models import Handoff, HandoffReason

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.checkins.asking import Listener
    from wayhome.checkins.given import Given
    from wayhome.checkins.reading import Reading
    from wayhome.checkins.taken import Heard
    from wayhome.content.check_ins import PlannedCheckIn, Question
    from wayhome.models import Message, Person


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Everything that one text meets."""

    session: AsyncSession
    person: Person
    message: Message
    heard: Heard
    given: Given
    planned: PlannedCheckIn
    listener: Listener
    #: The one or two questions that are open.
    asked: tuple[Question, ...]
    reading: Reading
    #: How grave what a person sees to already is.
    attended: Level
    #: Something graver is being seen to: answers are kept, and nothing more is asked.
    quiet: bool

    @property
    def level(self) -> Level:
        return self.message.level or Level.NONE

    @property
    def is_aside(self) -> bool:
        return beside.is_aside(self.heard, self.reading, free=self.asked[0].free)

    @property
    def is_pressed_now(self) -> bool:
        """Whether the button that was pressed is of the question that is open, or was last."""
        pressed, asked_in = self.message.pressed_id or 0, self.given.check_in.message_id or 0
        answered_by = max((one.message_id for one in self.given.answers), default=0)
        return pressed >= asked_in and pressed > answered_by

    def after(self, values: Mapping[str, str]) -> tuple[Question, ...]:
        """What comes next once these are kept; the rest of two that left together comes alone."""
        now = {**self.given.values, **values}
        pending = any(one.key not in now for one in self.asked)
        return self._open(now, together=not pending)

    def _open(self, values: Mapping[str, str], *, together: bool) -> tuple[Question, ...]:
        together = together and not self.listener.manner.one_at_a_time
        return open_questions(self.planned, values, self.listener.known, together=together)


async def attended_at(session: AsyncSession, message: Message) -> Level:
    """How grave what a person is already seeing to is; silence itself is no reason for more."""
    levels = await session.scalars(
        select(Handoff.level).where(
            Handoff.conversation_id == message.conversation_id,
            Handoff.resolved_at.is_(None),
            Handoff.message_id.is_distinct_from(message.id),
            Handoff.level.in_([Level.EMERGENCY, Level.URGENT]),
            Handoff.reason != HandoffReason.SILENCE,
        )
    )
    return max(levels, default=Level.NONE)
