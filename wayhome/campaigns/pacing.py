"""When each of many texts leaves: in its hours, and not before its sender is free."""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from wayhome.people.texting_hours import moment

if TYPE_CHECKING:
    from wayhome.people.texting_hours import TextingHours


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """One person's share of a campaign: its days, each within these hours."""

    first: date
    last: date
    hours: TextingHours

    def next_from(self, at: datetime) -> datetime | None:
        """The same moment if a text may leave then, else the next; None once it is over."""
        begins = moment(self.first, self.hours.opens, self.hours.zone)
        found = self.hours.next_from(max(at, begins))
        return found if found.astimezone(self.hours.zone).date() <= self.last else None


@dataclass(frozen=True, kw_only=True)
class Waiting:
    #: Whose text it is, so that the answer can be found again.
    who: Hashable
    not_before: datetime
    stretch: Stretch
    #: How long the sender is busy with it.
    takes: timedelta


def times_to_leave(waiting: Iterable[Waiting]) -> Mapping[Hashable, datetime]:
    """When each leaves at one sender, first come first served; who is missing has none in time."""
    queue = [
        (at, place, one)
        for place, one in enumerate(waiting)
        if (at := one.stretch.next_from(one.not_before)) is not None
    ]
    heapq.heapify(queue)
    given: dict[Hashable, datetime] = {}
    free: datetime | None = None
    while queue:
        at, place, one = heapq.heappop(queue)
        leaves = at if free is None or at >= free else one.stretch.next_from(free)
        if leaves is None:
            continue
        if free is not None and leaves > max(at, free):
            heapq.heappush(queue, (leaves, place, one))
            continue
        given[one.who] = leaves
        free = leaves + one.takes
    return given
