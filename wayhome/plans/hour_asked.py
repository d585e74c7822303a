"""The day and hour that a question is about, such as "at 2am" or "on Sunday"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from wayhome.plans.matching import says, words
from wayhome.plans.weeks_ahead import day_by_weeks

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
_NUMBER = {word: number for number, word in enumerate(_NUMBERS.split(), start=1)}
_CLOCK = re.compile(
    r"\b(?:(half past|half|quarter past|quarter to) )?(\d{1,2})(?:[:.](\d{2}))?"
    r"(?:\s?(am|pm|oclock)\b)?"
    r"(?: (?:in the |at |of a )?(morning|afternoon|evening|night|tonight))?\b"
    # "After 2 days" and "by 3 tablets" are counts, not hours.
    r"(?!\s*(?:tab|pill|day|week|wk|month|year|hour|hr|min|time|mg|ml|people|of\b|more))"
)
_BEFORE_A_TIME = re.compile(
    r"\b(?:at|past|after|before|by|around|about|til|till|until|gone|from)\s+$"
)
_FRACTIONS = {"half past": 30, "half": 30, "quarter past": 15, "quarter to": -15}
_DAYS = (
    ("monday", "mon"),
    ("tuesday", "tues", "tue"),
    ("wednesday", "weds", "wed"),
    ("thursday", "thurs", "thur"),
    ("friday", "fri"),
    ("saturday", "sat"),
    ("sunday", "sun"),
)
#: Words that stand for an hour; a question "at night" is about the small hours.
_PARTS_OF_THE_DAY = (
    (("middle of the night", "small hours", "during the night", "in the night"), time(2)),
    (("tonight", "at night", "of a night", "overnight", "night time", "nighttime"), time(23)),
    (("in the morning", "this morning", "tomorrow morning", "first thing"), time(9)),
    (("this afternoon", "in the afternoon", "lunchtime", "dinner time"), time(14)),
    (("this evening", "in the evening", "of an evening", "teatime", "after hours"), time(19)),
    (("out of hours",), time(2)),
)
_ANY_DAY = date(2026, 1, 5)
_OFFICE_CLOSED = time(12)
_PAST_NOON = 12
_SATURDAY = 5


@dataclass(frozen=True)
class HourAsked:
    at: datetime
    names_day: bool = False
    names_time: bool = False

    @property
    def named(self) -> bool:
        """Whether the text named a day or an hour; otherwise the question is about now."""
        return self.names_day or self.names_time


def hour_asked(text: str, now: datetime) -> HourAsked:
    """When the person means, in their own time zone; an hour that is past means the next day."""
    on = day_asked(text, now.date())
    at = _clock_time(text) or _part_of_the_day(text)
    if on is None and at is None:
        return HourAsked(now)
    moment = now.replace(hour=_OFFICE_CLOSED.hour, minute=0, second=0, microsecond=0)
    if at is not None:
        moment = moment.replace(hour=at.hour, minute=at.minute)
    if on is not None:
        moment = moment.replace(year=on.year, month=on.month, day=on.day)
        return HourAsked(moment, names_day=True, names_time=at is not None)
    still_to_come = moment >= now - timedelta(hours=1)
    return HourAsked(moment if still_to_come else moment + timedelta(days=1), names_time=True)


def day_asked(text: str, today: date) -> date | None:
    """The next day of that name or number; None where none is named."""
    if (by_weeks := day_by_weeks(text, today)) is not None:
        return by_weeks
    if says(text, "today", "tonight", "this morning", "this afternoon", "this evening"):
        return today
    if says(text, "tomorrow", "tomoz", "tomorow", "tmrw", "tmw", "2moro", "tomorra", "morra"):
        return today + timedelta(days=1)
    if says(text, "weekend"):
        return today if today.weekday() >= _SATURDAY else _next(today, _SATURDAY)
    for weekday, names in enumerate(_DAYS):
        if any(word == name or word == f"{names[0]}s" for word in words(text) for name in names):
            return _next(today, weekday)
    return _feast(text, today) or _day_of_the_month(text, today)


def names_a_day(text: str) -> bool:
    """Whether a text names a day, whichever day it is now."""
    return day_asked(text, _ANY_DAY) is not None


def clock_time_said(text: str) -> time | None:
    """The hour of the clock that is named, such as 3pm or half past 2."""
    return _clock_time(text)


def _feast(text: str, today: date) -> date | None:
    if says(text, "christmas day", "xmas day"):
        return date(today.year, 12, 25)
    return date(today.year, 12, 26) if says(text, "boxing day") else None


def _next(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _day_of_the_month(text: str, today: date) -> date | None:
    found = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)\b", text.lower())
    if found is None or not 1 <= int(found[1]) <= 31:  # noqa: PLR2004 - the longest month
        return None
    day = today
    for _ in range(62):
        if day.day == int(found[1]):
            return day
        day += timedelta(days=1)
    return None


def _part_of_the_day(text: str) -> time | None:
    return next((at for phrases, at in _PARTS_OF_THE_DAY if says(text, *phrases)), None)


def _clock_time(text: str) -> time | None:
    plain = re.sub(r"['\u2019]", "", text.lower())
    plain = " ".join(str(_NUMBER.get(word, word)) for word in plain.split())
    if re.search(r"\bmid ?night\b", plain):
        return time(0)
    for found in _CLOCK.finditer(plain):
        if at := _read(found, plain):
            return at
    return None


def _read(found: re.Match[str], plain: str) -> time | None:
    fraction, hour, minutes, suffix, part = found.groups()
    led_by = _BEFORE_A_TIME.search(plain[: found.start()])
    if not (fraction or minutes or suffix or part or led_by):
        return None
    if not 0 <= int(hour) <= 23 or int(minutes or 0) > 59:  # noqa: PLR2004 - a clock's face
        return None
    number = _on_the_day(int(hour), suffix, part)
    shift = {"half past": 30, "half": 30, "quarter past": 15, "quarter to": -15}.get(
        fraction or "", 0
    )
    total = (number * 60 + int(minutes or 0) + shift) % (24 * 60)
    return time(total // 60, total % 60)


def _on_the_day(hour: int, suffix: str | None, part: str | None) -> int:
    if suffix == "am" or part == "morning":
        return hour % _PAST_NOON
    if suffix == "pm" or part in {"afternoon", "evening"}:
        return hour % _PAST_NOON + _PAST_NOON
    if part in {"night", "tonight"}:
        return hour % _PAST_NOON + (_PAST_NOON if 4 < hour < _PAST_NOON else 0)  # noqa: PLR2004 - before dawn
    # A bare hour is by day: "at 3" is 3pm, "at 9" is 9am.
    return hour + _PAST_NOON if 0 < hour < 7 else hour  # noqa: PLR2004 - by day
