"""A saved version as it would be written, so that an import can be laid beside it."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from wayhome.models import DischargePlan
from wayhome.models.plans import PlanItem
from wayhome.plans.documents import ItemWritten, PlanWritten

#: The kinds of items, by their field in a written plan.
COLLECTIONS: Final = (
    "medicines", "appointments", "equipment", "care_visits", "instructions", "warning_signs",
    "contacts", "goals", "unsorted",
)  # fmt: skip
_OF_THE_DATABASE = frozenset({"id", "position", "plan_id", "approved_at", "approved_by_id"})


async def newest_written(session: AsyncSession, person_id: int) -> PlanWritten | None:
    """The newest version, approved or not; None where the person has no plan."""
    newest = (
        select(DischargePlan)
        .where(DischargePlan.person_id == person_id)
        .order_by(DischargePlan.version.desc())
        .limit(1)
        .options(*(selectinload(getattr(DischargePlan, name)) for name in COLLECTIONS))
    )
    plan = await session.scalar(newest)
    return None if plan is None else _written(plan)


def _written(plan: DischargePlan) -> PlanWritten:
    header = {
        name: getattr(plan, name)
        for name in ("hospital", "ward", "discharged_on", "reason", "pathway")
    }
    items = {name: [_row(one) for one in getattr(plan, name)] for name in COLLECTIONS}
    return PlanWritten.model_validate({**header, **items})


def _row(item: PlanItem) -> dict[str, Any]:
    columns = inspect(type(item)).columns.keys()
    return {name: getattr(item, name) for name in columns if name not in _OF_THE_DATABASE}


def items_of(plan: PlanWritten) -> list[tuple[str, ItemWritten]]:
    """Every item with the collection that it stands in."""
    return [(name, one) for name in COLLECTIONS for one in getattr(plan, name)]
