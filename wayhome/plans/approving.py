"""A worker approves a plan's wording, item by item or all of it; nothing else is ever sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from wayhome import audit
from wayhome.clock import Clock
from wayhome.explanations.sources import doubts_about
from wayhome.models import DischargePlan, Person, PlanNotice, PlanStatus, StaffMember
from wayhome.models.plans import PlanItem
from wayhome.plans.rewriting import COLLECTIONS

#: The field of each kind that a worker's own wording goes into.
_WORDING = {
    "medicines": "how_to_take", "appointments": "note", "equipment": "use", "care_visits": "when",
    "contacts": "what_for",
}  # fmt: skip


#: A worker goes through a plan item by item; the person gets one text, not one for each.
_ONE_AFTER_THE_OTHER = timedelta(minutes=10)


class ApprovalRefusedError(Exception):
    """Nothing was approved; the message says why and what to do."""


@dataclass(frozen=True)
class Approval:
    approved: int
    #: Names of the items that still wait for a person, such as `medicines.2`.
    waiting: tuple[str, ...]
    version: int


async def newest_version(session: AsyncSession, person: Person) -> DischargePlan:
    """With its items, approved or not. Raises ApprovalRefusedError where there is no plan."""
    plan: DischargePlan | None = await session.scalar(
        select(DischargePlan)
        .where(DischargePlan.person_id == person.id)
        .order_by(DischargePlan.version.desc())
        .limit(1)
        .options(*(selectinload(getattr(DischargePlan, name)) for name in COLLECTIONS))
    )
    if plan is None:
        raise ApprovalRefusedError(f"{person.name} has no plan. Import one: wayhome plan import")
    return plan


def items(plan: DischargePlan) -> Iterator[tuple[str, PlanItem]]:
    """Every item with the name that a worker gives it, such as `medicines.2`."""
    for kind in COLLECTIONS:
        for number, one in enumerate(getattr(plan, kind), start=1):
            yield f"{kind}.{number}", one


async def approve_plan(
    session: AsyncSession, clock: Clock, person: Person, by: StaffMember
) -> Approval:
    """Approves every item that waits for nobody, and with them the version; the caller commits."""
    plan = await newest_version(session, person)
    ready = [
        (name, one)
        for name, one in items(plan)
        if one.needs_person is None and one.approved_at is None
    ]
    for name, item in ready:
        _approve_item(session, clock, name, item, by, own_wording=False)
    if plan.status is not PlanStatus.APPROVED:
        make_current(session, clock, plan, await _versions(session, person), by)
        audit.record(session, clock, "plan_approved", plan, staff_id=by.id, version=plan.version)
    return Approval(len(ready), still_waiting(plan), plan.version)


def make_current(  # noqa: PLR0913 - who approves what over what
    session: AsyncSession,
    clock: Clock,
    plan: DischargePlan,
    versions: Sequence[DischargePlan],
    by: StaffMember,
    *,
    announce: bool = True,
) -> None:
    """Replaces what was approved before; the notice to the person is part of the approval.

    The plan's items must be loaded; those that wait for nobody are approved with it.
    """
    known = [one for one in versions if one.status is PlanStatus.APPROVED]
    for one in known:
        one.status = PlanStatus.REPLACED
    plan.status = PlanStatus.APPROVED
    plan.approved_by_id = by.id
    plan.approved_at = clock.now()
    for _, item in items(plan):
        if item.needs_person is None and item.approved_at is None:
            item.approved_by_id = by.id
            item.approved_at = clock.now()
    if known and announce:
        notice = PlanNotice(
            person_id=plan.person_id, plan_id=plan.id, before_id=known[-1].id, due_at=clock.now()
        )
        session.add(notice)


async def approve_items(  # noqa: PLR0913 - who approves what, in which words, how sure
    session: AsyncSession,
    clock: Clock,
    person: Person,
    by: StaffMember,
    names: Sequence[str],
    *,
    wording: str | None = None,
    sure: bool = False,
) -> Approval:
    """Approves these items, in the worker's own wording where given; the caller commits.

    Raises ApprovalRefusedError for a name that no item has, and where numbers, units or a "not" of
    the wording differ from the source and the worker did not say that they are sure.
    """
    plan = await newest_version(session, person)
    known = dict(items(plan))
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ApprovalRefusedError(
            f"The plan has no item called {', '.join(unknown)}. See: wayhome plan show --explained"
        )
    if wording is not None and len(names) != 1:
        raise ApprovalRefusedError("Give a wording for one item at a time.")
    explained = []
    for name in names:
        item = known[name]
        if wording is not None or item.needs_person is not None:
            explained.append(_to_tell(name, item))
        if wording is not None:
            _reword(name, item, wording, sure=sure)
        _approve_item(session, clock, name, item, by, own_wording=wording is not None)
    if explained and plan.status is PlanStatus.APPROVED:
        await _announce(session, clock, plan, explained)
    return Approval(len(names), still_waiting(plan), plan.version)


def _to_tell(name: str, item: PlanItem) -> dict[str, Any]:
    return {"kind": name.split(".", maxsplit=1)[0], "id": item.id}


async def _announce(
    session: AsyncSession, clock: Clock, plan: DischargePlan, explained: list[dict[str, Any]]
) -> None:
    """Items that are explained one after the other are told of together."""
    # Whoever tells holds the person, so a notice is never added to while it is being told.
    await session.get(Person, plan.person_id, with_for_update=True)
    open_notice = select(PlanNotice).where(
        PlanNotice.plan_id == plan.id, PlanNotice.told_at.is_(None), PlanNotice.explained != []
    )
    notice = await session.scalar(open_notice.execution_options(populate_existing=True))
    if notice is None:
        notice = PlanNotice(
            person_id=plan.person_id, plan_id=plan.id, before_id=plan.id, explained=[]
        )
        session.add(notice)
    notice.explained = [
        *(one for one in notice.explained if one not in explained),
        *explained,
    ]
    notice.due_at = clock.now() + _ONE_AFTER_THE_OTHER


def wording_of(name: str, item: PlanItem) -> str:
    """What would be said of the item; empty where nobody has worded it."""
    return str(getattr(item, _field(name)) or "")


def item_doubts(name: str, item: PlanItem, wording: str) -> tuple[str, ...]:
    """What the wording says otherwise than the item's source; empty without a source."""
    if item.source_text is None and not item.source_data:
        return ()
    return doubts_about(item.source_text or "", _dosages(name, item), wording)


def still_waiting(plan: DischargePlan) -> tuple[str, ...]:
    return tuple(name for name, one in items(plan) if one.needs_person is not None)


def _reword(name: str, item: PlanItem, wording: str, *, sure: bool) -> None:
    doubts = item_doubts(name, item, wording)
    if doubts and not sure:
        raise ApprovalRefusedError(
            f"{name}: the wording is not the same as the source. {' '.join(doubts)} "
            "Change it, or say that you are sure with --sure."
        )
    setattr(item, _field(name), wording)


def _approve_item(  # noqa: PLR0913 - what, who and how
    session: AsyncSession,
    clock: Clock,
    name: str,
    item: PlanItem,
    by: StaffMember,
    *,
    own_wording: bool,
) -> None:
    waited = item.needs_person is not None
    item.needs_person = None
    item.approved_by_id = by.id
    item.approved_at = clock.now()
    audit.record(
        session,
        clock,
        "plan_item_approved",
        item,  # type: ignore[arg-type]  # every kind of item is a table
        staff_id=by.id,
        item=name,
        own_wording=own_wording,
        waited=waited,
    )


async def _versions(session: AsyncSession, person: Person) -> Sequence[DischargePlan]:
    own = select(DischargePlan).where(DischargePlan.person_id == person.id)
    return (await session.scalars(own.order_by(DischargePlan.version))).all()


def _field(name: str) -> str:
    return _WORDING.get(name.split(".", maxsplit=1)[0], "wording")


def _dosages(name: str, item: PlanItem) -> list[dict[str, object]]:
    data = item.source_data or {}
    found = data.get("dosageInstruction") or data.get("dosage") or []
    if not name.startswith("medicines.") or not isinstance(found, list):
        return []
    return [one for one in found if isinstance(one, dict)]
