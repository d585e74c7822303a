"""When a text of ours to start may leave: decent hours by the clock on the person's own wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from wayhome.models import Person

_OPENS, _CLOSES = time(9), time(18)
#: Somebody who asked for texts at 7pm has until 8pm for what follows from them.
_AROUND_THEIR_HOUR: Final = 1
_LAST_HOUR: Final = 23


@dataclass(frozen=True, kw_only=True)
class TextingHours:
    """From `opens` until just before `closes`, every day, where the person is."""

    opens: time
    closes: time
    zone: ZoneInfo

    def allow(self, at: datetime) -> bool:
        return self.opens <= at.astimezone(self.zone).time() < self.closes

    def next_from(self, at: datetime) -> datetime:
        """The same moment if a text may leave then, or when the hours next open; in UTC."""
        local = at.astimezone(self.zone)
        if self.opens <= local.time() < self.closes:
            return at.astimezone(UTC)
        tomorrow = local.time() >= self.closes
        return moment(local.date() + timedelta(days=tomorrow), self.opens, self.zone)


def texting_hours(person: Person) -> TextingHours:
    """9am to 6pm, stretched to the hour that the person asked for.

    Source: issue 5 part 3 (quiet hours 9:00 to 18:00 unless they chose otherwise).
    """
    zone, at = ZoneInfo(person.timezone), person.texts_at
    if at is None:
        return TextingHours(opens=_OPENS, closes=_CLOSES, zone=zone)
    after = at.replace(hour=at.hour + _AROUND_THEIR_HOUR) if at.hour < _LAST_HOUR else time.max
    return TextingHours(opens=min(_OPENS, at), closes=max(_CLOSES, after), zone=zone)


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """That time on that day, in UTC.

    One that the clocks jump over in March is as much later as they jump; of two in October it is
    the first.
    """
    return datetime.combine(day, at.replace(fold=0), zone).astimezone(UTC)
