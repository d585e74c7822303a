"""What the schedules gained since a support period was planned: found, shown, then planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert

from wayhome import audit
from wayhome.checkins.enrolling import is_for, row_of
from wayhome.checkins.planning import Slot, slots
from wayhome.models import CareLink, CheckIn, Person, SupportPeriod, SupportStatus

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.clock import Clock
    from wayhome.content.check_ins import Schedules
    from wayhome.db.engine import Sessions
    from wayhome.models import StaffMember

#: So many support periods are looked at, and planned in one transaction, at a time.
_BATCH: Final = 200


@dataclass(frozen=True, kw_only=True)
class Addition:
    """One check-in that a person in our care would have, and has no row for."""

    period: SupportPeriod
    person: Person
    slot: Slot


class _Had(NamedTuple):
    person_id: int
    schedule: str
    key: str
    campaign_id: int | None


class Additions:
    """Reaches the six weeks that run already; the past is left as it was.

    A check-in that is planned keeps its day, whatever became of its entry in the schedule.
    """

    def __init__(self, sessions: Sessions, schedules: Schedules, clock: Clock) -> None:
        self._sessions = sessions
        self._schedules = schedules
        self._clock = clock

    async def found(self) -> AsyncIterator[Sequence[Addition]]:
        """A batch of support periods at a time; nothing is written."""
        last = 0
        while True:
            async with self._sessions() as session:
                periods = (await session.scalars(_running(after=last))).all()
                if not periods:
                    return
                yield await self._of(session, periods)
            last = periods[-1].id

    async def plan(self, staff: StaffMember) -> int:
        """Plans what `found` would show, and says how many; twice is once."""
        last, planned = 0, 0
        while True:
            async with self._sessions.begin() as session:
                # A day of discharge that moves meanwhile waits, and then moves these as well.
                running = _running(after=last).with_for_update()
                periods = (await session.scalars(running)).all()
                if not periods:
                    return planned
                planned += await self._write(session, await self._of(session, periods), staff)
            last = periods[-1].id

    async def _write(
        self, session: AsyncSession, additions: Sequence[Addition], staff: StaffMember
    ) -> int:
        now, written = self._clock.now(), 0
        by_period = defaultdict[int, list[Addition]](list)
        for one in additions:
            by_period[one.period.id].append(one)
        for group in by_period.values():
            rows = [row_of(one.period, one.person, one.slot, now) for one in group]
            kept = await session.execute(
                insert(CheckIn).values(rows).on_conflict_do_nothing().returning(CheckIn.id)
            )
            count = len(kept.all())
            written += count
            self._record(session, group[0].period, staff, count)
        return written

    def _record(
        self, session: AsyncSession, period: SupportPeriod, staff: StaffMember, count: int
    ) -> None:
        if count:
            audit.record(
                session, self._clock, "check_ins_added", period, staff_id=staff.id, count=count
            )

    async def _of(
        self, session: AsyncSession, periods: Sequence[SupportPeriod]
    ) -> Sequence[Addition]:
        people, had = await _people(session, periods), await _rows(session, periods)
        return [
            Addition(period=period, person=person, slot=slot)
            for period in periods
            for person in people[period.id]
            for slot in self._missing(period, person, had[period.id])
        ]

    def _missing(
        self, period: SupportPeriod, person: Person, had: Collection[_Had]
    ) -> Iterator[Slot]:
        own = [one for one in had if one.person_id == person.id]
        planned = {(one.schedule, one.key) for one in own}
        # What a campaign planned keeps to what was shown of the campaign.
        chosen = {one.schedule for one in own if one.campaign_id is None}
        for schedule in self._schedules.values():
            # What is not everybody's is theirs who have other check-ins of it.
            theirs = schedule.everyone or schedule.name in chosen
            if not theirs or not is_for(schedule.audience, person):
                continue
            for slot in slots(schedule, period.starts_on, person, self._clock.now()):
                is_past = slot.stale is not None or slot.catches_up
                if not is_past and (slot.schedule, slot.key) not in planned:
                    yield slot


def _running(*, after: int) -> Select[SupportPeriod]:
    """Those that are planned already; the others a worker plans by itself."""
    return (
        select(SupportPeriod)
        .where(
            SupportPeriod.id > after,
            SupportPeriod.status != SupportStatus.ENDED,
            SupportPeriod.planned_from == SupportPeriod.starts_on,
        )
        .order_by(SupportPeriod.id)
        .limit(_BATCH)
    )


async def _people(
    session: AsyncSession, periods: Sequence[SupportPeriod]
) -> dict[int, list[Person]]:
    """By support period: the patient, then their carers."""
    ids = [one.id for one in periods]
    patients = select(SupportPeriod.id, Person).join(Person, Person.id == SupportPeriod.person_id)
    carers = (
        select(SupportPeriod.id, Person)
        .join(CareLink, CareLink.patient_id == SupportPeriod.person_id)
        .join(Person, Person.id == CareLink.carer_id)
    )
    found = defaultdict[int, list[Person]](list)
    for wanted in (patients, carers):
        rows = await session.execute(
            wanted.where(SupportPeriod.id.in_(ids)).order_by(SupportPeriod.id, Person.id)
        )
        for period_id, person in rows:
            found[period_id].append(person)
    return found


async def _rows(session: AsyncSession, periods: Sequence[SupportPeriod]) -> dict[int, list[_Had]]:
    """By support period."""
    rows = await session.execute(
        select(
            CheckIn.support_period_id,
            CheckIn.person_id,
            CheckIn.schedule,
            CheckIn.key,
            CheckIn.campaign_id,
        ).where(CheckIn.support_period_id.in_([one.id for one in periods]))
    )
    found = defaultdict[int, list[_Had]](list)
    for period_id, person_id, schedule, key, campaign_id in rows:
        found[period_id].append(_Had(person_id, schedule, key, campaign_id))
    return found
