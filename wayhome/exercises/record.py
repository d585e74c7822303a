"""One person's exercises as staff see them: cleared, given, sent, answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from wayhome.exercises.choosing import WhyNone, allowed
from wayhome.exercises.progress import days_moved
from wayhome.models import Clearance, ExercisePrompt, Person, StaffMember

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.clock import Clock
    from wayhome.content.move_to_improve import MoveToImprove

_NEWEST = 14


@dataclass(frozen=True, kw_only=True)
class ExerciseRecord:
    person: Person
    clearance: Clearance | None
    cleared_by: str | None
    #: Names of movements; empty where nothing is given now.
    given_now: tuple[str, ...]
    why_none: WhyNone | None
    days_moved: int
    #: The newest two weeks' worth, newest first.
    prompts: Sequence[ExercisePrompt]


async def record_of(
    session: AsyncSession, clock: Clock, content: MoveToImprove, person: Person
) -> ExerciseRecord:
    found = await allowed(session, content, person.id)
    by_id = found.clearance.cleared_by_id if found.clearance else None
    staff = await session.get(StaffMember, by_id) if by_id else None
    prompts = await session.scalars(
        select(ExercisePrompt)
        .where(ExercisePrompt.person_id == person.id)
        .order_by(ExercisePrompt.prompted_at.desc(), ExercisePrompt.id.desc())
        .limit(_NEWEST)
    )
    return ExerciseRecord(
        person=person,
        clearance=found.clearance,
        cleared_by=staff.name if staff else None,
        given_now=tuple(one.key for one in found.movements),
        why_none=found.why_none,
        days_moved=await days_moved(session, person, clock.now()),
        prompts=prompts.all(),
    )
