"""Reads a person's approved plan with all its items in one round trip to the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    bindparam,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.models import plans as tables
from wayhome.plans import values
from wayhome.plans.waiting import sayable, waiting_topics

_COLLECTIONS: Mapping[str, tuple[type[tables.PlanItem], Callable[..., values.Item]]] = (
    MappingProxyType(
        {
            "medicines": (tables.Medicine, values.Medicine),
            "appointments": (tables.Appointment, values.Appointment),
            "equipment": (tables.Equipment, values.Equipment),
            "care_visits": (tables.CareVisit, values.CareVisit),
            "instructions": (tables.Instruction, values.Instruction),
            "warning_signs": (tables.WarningSign, values.WarningSign),
            "contacts": (tables.Contact, values.Contact),
            "goals": (tables.Goal, values.Goal),
            "unsorted": (tables.Unsorted, values.Unsorted),
        }
    )
)
_NOT_ANSWERED_FROM = frozenset(
    [
        "plan_id",
        "position",
        "source_text",
        "source_path",
        "source_data",
        "approved_at",
        "approved_by_id",
    ]
)


async def current_plan(session: AsyncSession, person_id: int) -> values.Plan | None:
    """The newest approved version; None where none is approved.

    An item that still waits for a person is in it by name only: no answer can say its wording.
    """
    found = await session.execute(_newest_approved(), {"person_id": person_id})
    return _plan(found.mappings().first())


async def plan_version(session: AsyncSession, plan_id: int) -> values.Plan | None:
    """One version by its id, whatever became of it."""
    found = await session.execute(_versions().where(tables.DischargePlan.id == plan_id))
    return _plan(found.mappings().first())


async def plan_before(session: AsyncSession, plan: values.Plan) -> values.Plan | None:
    """The version that was approved before this one; None where this is the first."""
    own = tables.DischargePlan
    person_id = select(own.person_id).where(own.id == plan.id).scalar_subquery()
    before = (
        select(own.id)
        .where(
            own.person_id == person_id,
            own.version < plan.version,
            own.status == tables.PlanStatus.REPLACED,
        )
        .order_by(own.version.desc())
        .limit(1)
    )
    plan_id = await session.scalar(before)
    return None if plan_id is None else await plan_version(session, plan_id)


def _plan(row: RowMapping | None) -> values.Plan | None:
    if row is None:
        return None
    loaded = {
        name: tuple(build(**_plain(one)) for one in row[name])
        for name, (_, build) in _COLLECTIONS.items()
    }
    items = {name: sayable(found) for name, found in loaded.items()}
    return values.Plan(
        id=row["id"],
        version=row["version"],
        hospital=row["hospital"],
        ward=row["ward"],
        reason=row["reason"],
        discharged_on=row["discharged_on"],
        pathway=row["pathway"],
        waiting=waiting_topics(loaded),
        **items,  # type: ignore[arg-type]  # each name holds its own kind of value
    )


@lru_cache(maxsize=1)
def _newest_approved() -> Select[Any]:
    plan = tables.DischargePlan
    return (
        _versions()
        .where(
            plan.person_id == bindparam("person_id"),
            plan.status == tables.PlanStatus.APPROVED,
        )
        .order_by(plan.version.desc())
        .limit(1)
    )


@lru_cache(maxsize=1)
def _versions() -> Select[Any]:
    plan = tables.DischargePlan
    return select(
        plan.id,
        plan.version,
        plan.hospital,
        plan.ward,
        plan.reason,
        plan.discharged_on,
        plan.pathway,
        *(_items(name, model) for name, (model, _) in _COLLECTIONS.items()),
    )


def _items(name: str, model: type[tables.PlanItem]) -> Any:  # noqa: ANN401 - SQLAlchemy's column
    table = model.__table__  # type: ignore[attr-defined]  # each subclass is a mapped table
    # A source can be long, and an answer needs none of it.
    named = [part for one in table.c if one.name not in _NOT_ANSWERED_FROM for part in _pair(one)]
    rows = func.jsonb_agg(
        aggregate_order_by(func.jsonb_build_object(*named, type_=JSONB), table.c.position)
    )
    return (
        select(func.coalesce(rows, func.jsonb_build_array(), type_=JSONB))
        .where(table.c.plan_id == tables.DischargePlan.id)
        .correlate(tables.DischargePlan)
        .scalar_subquery()
        .label(name)
    )


def _pair(column: ColumnElement[Any]) -> tuple[ColumnElement[str], ColumnElement[Any]]:
    return literal_column(f"'{column.key}'"), column


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row as JSON carries it, as the values want it."""
    kept = dict(row)
    for name, value in kept.items():
        if name == "starts_at" and value is not None:
            kept[name] = datetime.fromisoformat(value)
        elif name == "hours":
            kept[name] = tuple(opening(one) for one in value)
        elif isinstance(value, list):
            kept[name] = tuple(value)
    return kept


def opening(hours: Mapping[str, Any]) -> values.Opening:
    """Opening hours as they are kept: {days, opens, closes, bank_holidays}."""
    closes = "00:00" if hours["closes"] == "24:00" else hours["closes"]
    return values.Opening(
        days=frozenset(hours["days"]),
        opens=time.fromisoformat(hours["opens"]),
        closes=time.fromisoformat(closes),
        bank_holidays=bool(hours.get("bank_holidays", False)),
    )
