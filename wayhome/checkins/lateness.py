"""Until when a check-in still makes sense, and which of several that are due is the one to send.

The one rule for late enrolment, a pause that ended, an outage and a clock that jumped: of those
that are due, the newest of a schedule and kind is sent if it is not older than three days; all
others are recorded as stale. See docs/decisions/0050-one-table-of-planned-contact.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from wayhome.people.texting_hours import TextingHours

#: Three days: the longest gap of the first two weeks, in which 77% of needs arise.
MAKES_SENSE_FOR: Final = timedelta(days=3)
#: What was missed before enrolment comes this long after it, for people to look at it first.
_AFTER_ENROLMENT: Final = timedelta(hours=1)
#: Two texts of one schedule and kind are no closer than this.
_APART: Final = timedelta(hours=20)

TOO_LATE, OVERTAKEN = "too_late", "overtaken"


class Dated(Protocol):
    @property
    def schedule(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def due_at(self) -> datetime: ...


_Row = TypeVar("_Row", bound=Dated)


def why_stale(rows: Iterable[_Row], now: datetime) -> Iterator[tuple[_Row, str | None]]:
    """Each of one person's rows that are due, oldest first, with why not to send it, or None."""
    due = sorted((one for one in rows if one.due_at <= now), key=lambda one: one.due_at)
    newest = {(one.schedule, one.kind): one for one in due}
    for one in due:
        if newest[one.schedule, one.kind] is not one:
            yield one, OVERTAKEN
        else:
            yield one, TOO_LATE if now - one.due_at > MAKES_SENSE_FOR else None


def catch_up_at(now: datetime, hours: TextingHours, next_due: datetime | None) -> datetime | None:
    """When the newest one that enrolment came too late for is sent; None if the next is near."""
    at = hours.next_from(now + _AFTER_ENROLMENT)
    return None if next_due is not None and next_due - at < _APART else at
