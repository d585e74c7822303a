"""Gives every support period that opened its check-ins; planning twice is one plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import structlog
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from wayhome.checkins.planning import Slot, slots
from wayhome.content.check_ins import Audience
from wayhome.db.engine import one_trip
from wayhome.models import (
    CareLink,
    CheckIn,
    CheckInStatus,
    Person,
    PersonKind,
    SupportPeriod,
    SupportStatus,
)

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.clock import Clock
    from wayhome.content.check_ins import Schedules
    from wayhome.db.engine import Sessions

log = structlog.get_logger()

_IS_UNPLANNED: Final = SupportPeriod.planned_from.is_distinct_from(SupportPeriod.starts_on)


class Planner:
    def __init__(self, sessions: Sessions, schedules: Schedules, clock: Clock) -> None:
        self._sessions = sessions
        self._schedules = schedules
        self._clock = clock

    async def plan_all_open(self) -> int:
        """How many support periods were planned; each in a transaction of its own."""
        planned, failed = 0, set[int]()
        # Without a schedule nothing would be planned for good.
        while self._schedules:
            period_id = await self._next(failed)
            if period_id is None:
                break
            try:
                planned += await self._plan_one(period_id)
            except Exception as fault:
                # One person's trouble is no other's; it is tried again in the next round.
                log.exception("planning_failed", period=period_id, why=type(fault).__name__)
                failed.add(period_id)
        return planned

    async def _next(self, failed: set[int]) -> int | None:
        async with one_trip(self._sessions) as connection:
            return await connection.scalar(
                select(SupportPeriod.id)
                .where(_IS_UNPLANNED, SupportPeriod.id.not_in(failed))
                .order_by(SupportPeriod.id)
                .limit(1)
            )

    async def _plan_one(self, period_id: int) -> bool:
        async with self._sessions.begin() as session:
            period = await session.scalar(
                select(SupportPeriod)
                .where(SupportPeriod.id == period_id, _IS_UNPLANNED)
                .with_for_update()
            )
            if period is None:
                return False
            await self.plan(session, period)
            return True

    async def plan(self, session: AsyncSession, period: SupportPeriod) -> None:
        """The patient's and their carers' check-ins of this period. The caller commits.

        Where the day of discharge moved, what was not sent yet moves with it.
        """
        now = self._clock.now()
        rows = [
            row_of(period, person, slot, now)
            for person, slot in await self.foreseen(session, period)
        ]
        if rows:
            await session.execute(_keeping(rows, moves=period.planned_from is not None))
        period.planned_from = period.starts_on
        log.info("check_ins_planned", support_period_id=period.id, count=len(rows))

    async def plan_chosen(self, session: AsyncSession, person: Person, name: str) -> int:
        """What is still to come of a schedule that is not everybody's; how many are planned.

        Planning twice is one plan. The caller commits. Nothing where no support period is open.
        """
        now, schedule = self._clock.now(), self._schedules[name]
        period = await session.scalar(
            select(SupportPeriod)
            .where(
                SupportPeriod.person_id == person.id,
                SupportPeriod.status != SupportStatus.ENDED,
            )
            .order_by(SupportPeriod.starts_on.desc(), SupportPeriod.id.desc())
            .limit(1)
        )
        if period is None:
            return 0
        coming = [
            row_of(period, person, slot, now)
            for slot in slots(schedule, period.starts_on, person, now)
            if slot.stale is None
        ]
        if coming:
            await session.execute(_keeping(coming, moves=False))
        return len(coming)

    async def foreseen(
        self, session: AsyncSession, period: SupportPeriod
    ) -> Sequence[tuple[Person, Slot]]:
        """What planning now would make; nothing is written."""
        patient = await session.get_one(Person, period.person_id)
        carers = await session.scalars(
            select(Person)
            .join(CareLink, CareLink.carer_id == Person.id)
            .where(CareLink.patient_id == patient.id)
            .order_by(Person.id)
        )
        people = [patient, *carers]
        return [
            (person, slot)
            for schedule in self._schedules.values()
            if schedule.everyone
            for person in people
            if is_for(schedule.audience, person)
            for slot in slots(schedule, period.starts_on, person, self._clock.now())
        ]


def is_for(audience: Audience, person: Person) -> bool:
    wanted = PersonKind.PATIENT if audience is Audience.PATIENTS else PersonKind.CARER
    return person.kind is wanted


def row_of(period: SupportPeriod, person: Person, slot: Slot, now: datetime) -> dict[str, Any]:
    ended = slot.stale is not None
    return {
        "person_id": person.id,
        "support_period_id": period.id,
        "schedule": slot.schedule,
        "key": slot.key,
        "kind": slot.kind,
        "due_at": slot.due_at,
        "look_at": slot.due_at,
        "status": CheckInStatus.STALE if ended else CheckInStatus.PLANNED,
        "why": slot.stale or ("catches_up" if slot.catches_up else None),
        "planned_at": now,
        "ended_at": now if ended else None,
    }


def _keeping(rows: Sequence[dict[str, Any]], *, moves: bool) -> Any:  # noqa: ANN401 - an insert
    planning = insert(CheckIn).values(list(rows))
    key = ["support_period_id", "person_id", "schedule", "key"]
    if not moves:
        return planning.on_conflict_do_nothing(index_elements=key)
    changed = ("due_at", "look_at", "status", "why", "ended_at")
    return planning.on_conflict_do_update(
        index_elements=key,
        set_={name: planning.excluded[name] for name in changed},
        where=CheckIn.status == CheckInStatus.PLANNED,
    )
