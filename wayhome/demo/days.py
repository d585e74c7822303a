"""Days written from today, such as "in 3 days at 10:30", so that a demo never goes stale."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from wayhome.plans.spoken import day

_RELATIVE = re.compile(
    r"(?:(?P<today>today)|in (?P<ahead>\d+) days?|(?P<ago>\d+) days? ago)"
    r"(?: at (?P<hour>\d{1,2}):(?P<minute>\d{2}))?"
)
#: A day inside a sentence stands in curly brackets: "Delivered on {2 days ago}."
_IN_A_SENTENCE = re.compile(r"\{([^{}]+)\}")


def made_current(written: Any, today: date) -> Any:  # noqa: ANN401 - whatever YAML held
    """The same document with every such day as a date; weekends are stepped over for clinics."""
    if isinstance(written, dict):
        return {name: made_current(value, today) for name, value in written.items()}
    if isinstance(written, list):
        return [made_current(value, today) for value in written]
    if not isinstance(written, str):
        return written
    found = _RELATIVE.fullmatch(written)
    if found:
        return _moment(found, today)
    return _IN_A_SENTENCE.sub(lambda part: _spoken(part[1], today), written)


def _moment(found: re.Match[str], today: date) -> date | datetime:
    on = today + timedelta(days=int(found["ahead"] or 0) - int(found["ago"] or 0))
    if found["hour"] is None:
        return on
    return datetime.combine(_working_day(on), time(int(found["hour"]), int(found["minute"])))


def _working_day(on: date) -> date:
    """Clinics are held from Monday to Friday."""
    return on + timedelta(days={5: 2, 6: 1}.get(on.weekday(), 0))


def _spoken(written: str, today: date) -> str:
    found = _RELATIVE.fullmatch(written)
    if found is None:
        raise ValueError(f'"{written}" is no day; write it like "in 3 days" or "2 days ago".')
    moment = _moment(found, today)
    return day(moment.date() if isinstance(moment, datetime) else moment, today)
