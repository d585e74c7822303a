"""Days, times and lists as people say them, in the NHS manner: 5:30pm, Wednesday 6 August."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from wayhome.plans.values import Contact, Opening

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = "January February March April May June July August September October November December"
_WEEK = 7
_FAR_AWAY = timedelta(days=300)


def clock_time(at: time | datetime) -> str:
    if (at.hour, at.minute) == (0, 0):
        return "midnight"
    if (at.hour, at.minute) == (12, 0):
        return "midday"
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{(at.hour - 1) % 12 + 1}{minutes}{'am' if at.hour < 12 else 'pm'}"  # noqa: PLR2004 - noon


def day(on: date, today: date) -> str:
    """Wednesday 6 August, with today or tomorrow before it and a far year after it."""
    spoken = f"{_DAYS[on.weekday()]} {on.day} {_MONTHS.split()[on.month - 1]}"
    if on == today:
        return f"today, {spoken}"
    if on == today + timedelta(days=1):
        return f"tomorrow, {spoken}"
    return f"{spoken} {on.year}" if abs(on - today) > _FAR_AWAY else spoken


def day_and_time(at: datetime, now: datetime) -> str:
    """Both aware; said in the time zone of `now`."""
    local = at.astimezone(now.tzinfo)
    near = day(local.date(), now.date())
    return f"{near}{',' if near.startswith('to') else ''} at {clock_time(local)}"


def listed(names: Iterable[str]) -> str:
    """A, B and C; empty for none."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def opening_hours(hours: Sequence[Opening]) -> str:
    """Monday to Friday 8am to 6:30pm; and the rest after semicolons."""
    return "; ".join(_opening(one) for one in hours)


def contact(one: Contact) -> str:
    """The district nurses on 01632 960 177, to stand inside a sentence."""
    who = f"{one.role} ({one.name})" if one.name and one.name != one.role else one.role
    article = "" if who[0].isupper() or who.startswith(("your ", "the ", "a ")) else "the "
    return f"{article}{who} on {one.phone}"


def first_upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def sentence(text: str) -> str:
    """With a full stop, unless it ends in a mark of its own."""
    trimmed = text.strip()
    return trimmed if trimmed.endswith((".", "!", "?")) else f"{trimmed}."


def _opening(one: Opening) -> str:
    if one.opens == one.closes == time(0):
        return f"{_days(one.days)}, day and night"
    return f"{_days(one.days)} {clock_time(one.opens)} to {clock_time(one.closes)}"


def _days(days: frozenset[int]) -> str:
    numbers = sorted(days)
    if len(numbers) == _WEEK:
        return "every day"
    runs_on = numbers[-1] - numbers[0] == len(numbers) - 1
    if runs_on and len(numbers) > 2:  # noqa: PLR2004 - two days are said as "and"
        return f"{_DAYS[numbers[0]]} to {_DAYS[numbers[-1]]}"
    return listed(_DAYS[number] for number in numbers)
