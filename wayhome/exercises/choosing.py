"""What a person may be given now: what was cleared, less what came between; and what is next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.content.clearance import Verdict
from wayhome.exercises.gate import PlanWords, read_plan
from wayhome.exercises.plan_words import plan_words
from wayhome.models import Clearance, ExercisePrompt

if TYPE_CHECKING:
    from wayhome.content.move_to_improve import MoveToImprove
    from wayhome.content.movements import Movement


class WhyNone(StrEnum):
    """Why nothing is given; a word for the record."""

    NOT_CLEARED = "not_cleared"
    RESTING = "resting"
    NO_PLAN = "no_plan"
    #: The stay is another than the one that was cleared for.
    NEW_STAY = "new_stay"
    #: The plan shows a condition that the clinician did not have before them.
    NEW_CONDITION = "new_condition"
    UNKNOWN_CONDITION = "unknown_condition"
    #: The content no longer has any of the cleared movements.
    NOTHING_LEFT = "nothing_left"


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """Either movements with their clearance, or why there are none."""

    movements: tuple[Movement, ...] = ()
    clearance: Clearance | None = None
    why_none: WhyNone | None = None


async def standing_clearance(session: AsyncSession, person_id: int) -> Clearance | None:
    return (
        await session.scalars(
            select(Clearance).where(
                Clearance.person_id == person_id, Clearance.withdrawn_at.is_(None)
            )
        )
    ).one_or_none()


async def allowed(session: AsyncSession, content: MoveToImprove, person_id: int) -> Allowed:
    clearance = await standing_clearance(session, person_id)
    if clearance is None:
        return Allowed(why_none=WhyNone.NOT_CLEARED)
    plan = await plan_words(session, person_id)
    return narrowed(content, clearance, plan)


def narrowed(content: MoveToImprove, clearance: Clearance, plan: PlanWords | None) -> Allowed:
    """What is left of a clearance as the plan stands now. Anything unclear leaves nothing."""
    why = _why_none(content, clearance, plan)
    if why is not None or plan is None:
        return Allowed(clearance=clearance, why_none=why or WhyNone.NO_PLAN)
    gate = read_plan(content.matrix, plan)
    left = tuple(
        one
        for key, one in content.movements.items()
        if key in clearance.movements and gate.judge(key).verdict is not Verdict.NO
    )
    if not left:
        return Allowed(clearance=clearance, why_none=WhyNone.NOTHING_LEFT)
    return Allowed(movements=left, clearance=clearance)


def _why_none(
    content: MoveToImprove, clearance: Clearance, plan: PlanWords | None
) -> WhyNone | None:
    if clearance.withdrawn_at is not None:
        return WhyNone.NOT_CLEARED
    if clearance.rests_since is not None:
        return WhyNone.RESTING
    if plan is None:
        return WhyNone.NO_PLAN
    if plan.discharged_on != clearance.discharged_on:
        return WhyNone.NEW_STAY
    gate = read_plan(content.matrix, plan)
    if not gate.reason_is_known:
        return WhyNone.UNKNOWN_CONDITION
    seen = set(clearance.conditions)
    return None if seen.issuperset({*gate.conditions, *gate.unknown}) else WhyNone.NEW_CONDITION


async def next_movement(
    session: AsyncSession, person_id: int, movements: Sequence[Movement]
) -> Movement:
    """The one that was sent longest ago, so that the cleared ones take turns."""
    last_sent = await session.execute(
        select(ExercisePrompt.movement, func.max(ExercisePrompt.prompted_at))
        .where(ExercisePrompt.person_id == person_id, ExercisePrompt.check_in_id.is_not(None))
        .group_by(ExercisePrompt.movement)
    )
    sent = {row[0]: row[1] for row in last_sent.all()}
    return longest_ago(movements, sent)


def longest_ago(movements: Sequence[Movement], last_sent: Mapping[str, datetime]) -> Movement:
    unsent = [one for one in movements if one.key not in last_sent]
    return unsent[0] if unsent else min(movements, key=lambda one: last_sent[one.key])
