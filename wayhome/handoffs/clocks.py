"""By when a person must have seen to a handoff.

Sources: an emergency pages the duty worker at once (standards.md 2.1, "ack target 5 min"); what is
urgent and harm by another person are seen to the same day, at weekends too (standards.md 2.1 and
1.8, mission S14); all else the same day where it comes in working hours, and otherwise the next
working day (standards.md 2.1, mission S13).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.levels import Level
from wayhome.models import Person
from wayhome.people.safe_to_text import SAFEGUARDING
from wayhome.plans.opening import is_bank_holiday

#: The team's day, where the person lives; Monday to Friday, not on a bank holiday.
OPENS: Final = time(9)
CLOSES: Final = time(17)
_EMERGENCY_WITHIN: Final = timedelta(minutes=5)
#: However late in the day it comes, this long is given: the hour that standards.md 2.1 allows.
_AT_LEAST: Final = timedelta(hours=1)
_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Home:
    """Where a person lives, as far as working days are counted by it."""

    timezone: str
    #: ENG, WLS, SCT or NIR.
    nation: str


#: Where nobody knows better.
ENGLAND: Final = Home("Europe/London", "ENG")


def due_at(
    level: Level, category: str | None, opened_at: datetime, home: Home = ENGLAND
) -> datetime:
    """Aware, in the time zone of the person's home."""
    at = opened_at.astimezone(ZoneInfo(home.timezone))
    if level is Level.EMERGENCY:
        return at + _EMERGENCY_WITHIN
    same_day = level is Level.URGENT or category in SAFEGUARDING
    if same_day or _is_at_work(at, home.nation):
        return max(_closing(at, at.date()), at + _AT_LEAST)
    day = at.date() if at.time() < OPENS else at.date() + _DAY
    while not _is_working_day(day, home.nation):
        day += _DAY
    return _closing(at, day)


async def due_for(
    session: AsyncSession,
    person_id: int | None,
    level: Level,
    category: str | None,
    opened_at: datetime,
) -> datetime:
    """When it is due for this person; a stranger is taken to live in England."""
    person = await session.get(Person, person_id) if person_id is not None else None
    home = Home(person.timezone, person.nation) if person else ENGLAND
    return due_at(level, category, opened_at, home)


def _closing(at: datetime, day: date) -> datetime:
    return datetime.combine(day, CLOSES, at.tzinfo)


def _is_at_work(at: datetime, nation: str) -> bool:
    return OPENS <= at.time() < CLOSES and _is_working_day(at.date(), nation)


def _is_working_day(day: date, nation: str) -> bool:
    return day.weekday() < _SATURDAY and not is_bank_holiday(day, nation)
