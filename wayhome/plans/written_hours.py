"""Opening hours as people write them, such as "Monday to Friday 8am to 6:30pm"."""

from __future__ import annotations

import re
from typing import Any

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMED = {
    "every day": range(7),
    "daily": range(7),
    "weekdays": range(5),
    "weekends": range(5, 7),
    "weekend": range(5, 7),
}
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_WHEN = re.compile(
    rf"(?P<days>{_DAY}(?:\s*(?:to|-|,|and|&)\s*{_DAY})*|every day|daily|weekdays|weekends?)"
    r"[,:]?\s+(?:(?P<always>day and night|24 hours|all day)|"
    r"(?P<opens>[\d:.]+\s*(?:am|pm)?|midday|noon)\s*(?:to|-|until)\s*"
    r"(?P<closes>[\d:.]+\s*(?:am|pm)?|midday|noon|midnight))"
    r"(?P<holidays>,?\s*(?:not|including|and)\s+bank holidays)?"
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?")
_NOON = 12
_HOW = 'Write it like "Monday to Friday 8am to 6:30pm" or "every day, day and night".'


def written_hours(written: str) -> dict[str, Any]:
    """One line of opening hours as the database keeps it; raises ValueError with advice."""
    found = _WHEN.fullmatch(" ".join(written.lower().split()))
    if found is None:
        raise ValueError(f'"{written}" is not read as opening hours. {_HOW}')
    days = _days(found["days"])
    opens, closes = _times(found)
    holidays = found["holidays"]
    return {
        "days": days,
        "opens": opens,
        "closes": closes,
        # A service that works every day works on a bank holiday too, unless the plan denies it.
        "bank_holidays": "not" not in holidays if holidays else len(days) == len(_DAYS),
    }


def _days(written: str) -> list[int]:
    if written in _NAMED:
        return list(_NAMED[written])
    days: list[int] = []
    for part in re.split(r"\s*(?:,|\band\b|&)\s*", written):
        first, *last = (_DAYS.index(day[:3]) for day in re.findall(_DAY, part))
        until = last[0] if last else first
        days += [day % 7 for day in range(first, until + (1 if until >= first else 8))]
    return sorted(set(days))


def _times(found: re.Match[str]) -> tuple[str, str]:
    if found["always"]:
        return "00:00", "00:00"
    opens, closes = _clock(found["opens"]), _clock(found["closes"])
    # "8 to 6" and "8-6:30" mean the evening; "8pm to 8am" says so itself.
    if closes <= opens and not re.search(r"am|pm|noon|midday|midnight", found["closes"]):
        hour, minute = closes.split(":")
        closes = f"{(int(hour) + _NOON) % 24:02d}:{minute}"
    return opens, closes


def _clock(written: str) -> str:
    if written in {"midday", "noon"}:
        return "12:00"
    if written == "midnight":
        return "00:00"
    found = _CLOCK.fullmatch(written.strip())
    if found is None:
        raise ValueError(f'"{written}" is not read as a time of the day. {_HOW}')
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and 1 <= hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    elif half or hour > 23:  # noqa: PLR2004 - a clock's face
        raise ValueError(f'"{written}" is no time of the day. {_HOW}')
    if minute > 59:  # noqa: PLR2004 - a clock's face
        raise ValueError(f'"{written}" is no time of the day. {_HOW}')
    return f"{hour:02d}:{minute:02d}"
