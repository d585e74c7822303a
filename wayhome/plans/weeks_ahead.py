"""Days that are named by weeks from now: "a week Friday", "Tuesday fortnight", "a week today"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from wayhome.plans.matching import words

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = (
    r"(mon|monday|tue|tues|tuesday|wed|weds|wednesday|thu|thur|thurs|thursday|fri|friday|"
    r"sat|saturday|sun|sunday)"
)
_NUMBER = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "couple of": 2, "few": 3}
_COUNT = r"(?:(\d|a|one|two|three|four|couple of|few) )"
_WEEKS = r"(week|wk|fortnight)s?"
_WEEK = 7
#: "Every week Friday" is no day of its own; "next week Friday" is one of the coming week.
_WEEKS_AND_DAY = re.compile(
    rf"(?<!every )(?<!each )(?<!last )\b(?:(next|this) )?{_COUNT}?{_WEEKS}"
    rf"(?: on| come| this)? (?:{_WEEKDAY}|(today)|(tomorrow))\b"
)
_DAY_AND_WEEK = re.compile(
    rf"\b(?:{_WEEKDAY}|(today)|(tomorrow)) (?:a |in a )?{_WEEKS}\b(?! (?:end|before|ago))"
)
_SAME_TIME = re.compile(r"\bthis (?:time|day) (?:next week|in a (week|fortnight))\b")
_DAY_AFTER = re.compile(r"\b(?:the )?day after tomorrow\b")
_WHOLE_WEEK = re.compile(r"\b(this|next|nxt|following|coming) (?:week|wk)\b")
_A_DAY = re.compile(rf"\b(?:{_WEEKDAY}|today|tomorrow)\b|\bthis (?:time|day)\b")
_IN_A_WHILE = re.compile(rf"\bin {_COUNT}{_WEEKS}(?: time)?\b")


def week_asked(text: str, today: date) -> tuple[date, date] | None:
    """First and last day of the week that a text asks about; None where it names a day, or none."""
    plain = " ".join(words(text))
    found = _WHOLE_WEEK.search(plain)
    if found is None or _A_DAY.search(plain):
        return None
    monday = today - timedelta(days=today.weekday())
    if found[1] == "this":
        return today, monday + timedelta(days=_WEEK - 1)
    return monday + timedelta(days=_WEEK), monday + timedelta(days=2 * _WEEK - 1)


def day_by_weeks(text: str, today: date) -> date | None:
    """The day meant; None where none is named in this way."""
    plain = " ".join(words(text))
    if _DAY_AFTER.search(plain):
        return today + timedelta(days=2)
    if found := _SAME_TIME.search(plain):
        return today + _length(None, found[1] or "week")
    if found := _DAY_AND_WEEK.search(plain):
        weekday, _today, tomorrow, unit = found.groups()
        return _from(today, weekday, tomorrow) + _length(None, unit)
    if found := _WEEKS_AND_DAY.search(plain):
        return _after_weeks(found, today)
    found = _IN_A_WHILE.search(plain)
    return today + _length(found[1], found[2]) if found else None


def _after_weeks(found: re.Match[str], today: date) -> date:
    which, count, unit, weekday, _today, tomorrow = found.groups()
    if not (which and weekday):
        return _from(today, weekday, tomorrow) + _length(count, unit)
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=_WEEK * (which == "next") + _DAYS.index(weekday[:3]))


def _from(today: date, weekday: str | None, tomorrow: str | None) -> date:
    if weekday is None:
        return today + timedelta(days=1 if tomorrow else 0)
    return today + timedelta(days=(_DAYS.index(weekday[:3]) - today.weekday()) % _WEEK)


def _length(count: str | None, unit: str) -> timedelta:
    number = 1 if count is None else _NUMBER.get(count) or int(count)
    return timedelta(days=number * (2 * _WEEK if unit == "fortnight" else _WEEK))
