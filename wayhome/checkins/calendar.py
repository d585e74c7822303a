"""The moment at which a check-in falls due: the person's own day, hour, weekends and holidays."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from wayhome.content.check_ins import RestDays
from wayhome.people.texting_hours import moment, texting_hours
from wayhome.plans.opening import is_bank_holiday

if TYPE_CHECKING:
    from wayhome.content.check_ins import PlannedCheckIn, Schedule
    from wayhome.models import Person

_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


def due_at(
    schedule: Schedule, check_in: PlannedCheckIn, discharged_on: date, person: Person
) -> datetime:
    """In UTC, inside the person's texting hours."""
    day = discharged_on + timedelta(days=check_in.day)
    while _rests(schedule, day, person.nation):
        day += _DAY
    hours = texting_hours(person)
    wanted = moment(day, person.texts_at or check_in.hour, hours.zone)
    return hours.next_from(wanted)


def _rests(schedule: Schedule, day: date, nation: str) -> bool:
    weekend = day.weekday() >= _SATURDAY
    if weekend and schedule.weekends is RestDays.NEXT_WORKING_DAY:
        return True
    holiday = is_bank_holiday(day, nation)
    return holiday and schedule.bank_holidays is RestDays.NEXT_WORKING_DAY
