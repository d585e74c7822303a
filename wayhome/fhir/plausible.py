"""Days that a source gives and nobody can mean: a slip in the year is told, and not believed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

#: The oldest person on record lived 122 years.
_OLDEST: Final = timedelta(days=122 * 366)
#: A summary may be written while the day is still planned.
_PLANNED_AHEAD: Final = timedelta(days=14)
#: Waiting lists are long, but no appointment that follows a stay is so far away.
_FARTHEST_APPOINTMENT: Final = timedelta(days=2 * 366)


def birth_doubt(born: date, today: date) -> str | None:
    if born > today:
        return f"{born} has not come yet, so it is no date of birth. Ask for the day."
    if today - born > _OLDEST:
        return f"Nobody born on {born} is alive. Ask for the day."
    return None


def discharge_doubt(discharged_on: date, today: date) -> str | None:
    if discharged_on <= today + _PLANNED_AHEAD:
        return None
    return (
        f"the day of discharge is {discharged_on}, more than {_PLANNED_AHEAD.days} days from now. "
        "Check the year; if the day is wrong, give --discharged-on DATE."
    )


def appointment_doubt(day: date, today: date) -> str | None:
    if day <= today + _FARTHEST_APPOINTMENT:
        return None
    return f"It is on {day}, more than two years from now. Check the year."
