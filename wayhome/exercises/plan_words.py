"""Reads what the gate needs of an approved plan, also what waits for a person to word it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.exercises.gate import PlanWords
from wayhome.models import DischargePlan, Instruction, PlanStatus, Unsorted
from wayhome.plans.matching import says

_OF_ILLNESS = "condition|procedure|diagnosis|diagnoses|operation|surgery|problem"


async def plan_words(session: AsyncSession, person_id: int) -> PlanWords | None:
    """None where no plan is approved."""
    plan = await session.scalar(
        select(DischargePlan)
        .where(DischargePlan.person_id == person_id, DischargePlan.status == PlanStatus.APPROVED)
        .order_by(DischargePlan.version.desc())
        .limit(1)
    )
    if plan is None:
        return None
    instructions = await session.scalars(
        select(Instruction.wording).where(Instruction.plan_id == plan.id)
    )
    unsorted = await session.scalars(select(Unsorted).where(Unsorted.plan_id == plan.id))
    return PlanWords(
        reason=plan.reason,
        discharged_on=plan.discharged_on,
        others=tuple(_told(one) for one in unsorted if says(one.title, _OF_ILLNESS)),
        instructions=tuple(instructions),
    )


def _told(one: Unsorted) -> str:
    """The name of a diagnosis as its source gives it, such as `Condition: Heart failure`."""
    return one.title.partition(":")[2].strip() or one.wording or one.title
