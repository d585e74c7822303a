"""Appointments by the day or the week that is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from wayhome.plans.answers.asked import Asked
from wayhome.plans.hour_asked import day_asked
from wayhome.plans.spoken import day
from wayhome.plans.values import Appointment
from wayhome.plans.weeks_ahead import week_asked

#: "Friday week" is no "six week check".
_WEEKS = re.compile(r"\b(?:weeks?|wks?)\b", re.IGNORECASE)


def in_time(asked: Asked, appointments: Sequence[Appointment]) -> list[Appointment]:
    """Those on the day that the text names, or in its week; none where it names neither."""
    span = _span(asked)
    if span is None:
        return []
    zone = asked.now.tzinfo
    first, last = span
    own = [one for one in appointments if one.starts_at]
    found = [one for one in own if first <= one.starts_at.astimezone(zone).date() <= last]  # type: ignore[union-attr]
    return sorted(found, key=lambda one: one.starts_at.timestamp() if one.starts_at else 0.0)


def time_said(asked: Asked) -> str | None:
    """The day or the week as it is said back; None where the text names neither."""
    span = _span(asked)
    if span is None:
        return None
    today = asked.now.date()
    first, last = span
    if first == last:
        return day(first, today)
    return asked.say("appointments.from_to", first=day(first, today), last=day(last, today))


def without_weeks(asked: Asked) -> str:
    """The text without what names a week ahead, to look for an appointment's own name."""
    return _WEEKS.sub(" ", asked.text) if _span(asked) else asked.text


def _span(asked: Asked) -> tuple[date, date] | None:
    today = asked.now.date()
    on = day_asked(asked.text, today)
    return (on, on) if on is not None else week_asked(asked.text, today)
