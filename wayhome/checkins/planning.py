"""Plans the check-ins of six weeks, all at once, and what of them came too late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from wayhome.checkins.calendar import due_at
from wayhome.checkins.lateness import OVERTAKEN, catch_up_at, why_stale
from wayhome.people.texting_hours import texting_hours

if TYPE_CHECKING:
    from wayhome.content.check_ins import Schedule
    from wayhome.models import CheckInKind, Person


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One check-in as it will be planned."""

    schedule: str
    key: str
    kind: CheckInKind
    due_at: datetime
    #: Why it is recorded as stale at once; None: it will be sent.
    stale: str | None = None
    #: Whether it is later than its schedule says, because enrolment was.
    catches_up: bool = False


def slots(schedule: Schedule, discharged_on: date, person: Person, now: datetime) -> Sequence[Slot]:
    """Every entry of the schedule once, by due time: nothing is left out without a reason."""
    all_ = sorted(
        (
            Slot(
                schedule=schedule.name,
                key=one.key,
                kind=one.kind,
                due_at=due_at(schedule, one, discharged_on, person),
            )
            for one in schedule.check_ins
        ),
        key=lambda slot: slot.due_at,
    )
    ahead = [one for one in all_ if one.due_at > now]
    return [*_late(all_, ahead, person, now), *ahead]


def _late(
    all_: Sequence[Slot], ahead: Sequence[Slot], person: Person, now: datetime
) -> Iterator[Slot]:
    for one, why in why_stale(all_, now):
        if why is not None:
            yield replace(one, stale=why)
            continue
        following = next((other.due_at for other in ahead if other.kind is one.kind), None)
        at = catch_up_at(now, texting_hours(person), following)
        if at is None:
            yield replace(one, stale=OVERTAKEN)
        else:
            yield replace(one, due_at=at, catches_up=True)
