"""Who can be rung at a given hour: opening times, weekends and bank holidays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays

from wayhome.plans.values import Contact, Opening

_DAY = timedelta(days=1)


def is_open(contact: Contact, at: datetime, nation: str) -> bool | None:
    """None where the plan gives no hours; `at` is in the person's own time zone."""
    if not contact.hours:
        return None
    return any(_is_open(one, at, nation) for one in contact.hours)


def open_first(contacts: Iterable[Contact], at: datetime, nation: str) -> list[Contact]:
    """Open ones before those without hours, and no closed ones."""
    states = [(is_open(one, at, nation), one) for one in contacts]
    return [one for state, one in states if state] + [one for state, one in states if state is None]


def is_bank_holiday(on: date, nation: str) -> bool:
    """England, Wales, Scotland or Northern Ireland, as ENG, WLS, SCT or NIR."""
    return on in _bank_holidays(nation, on.year)


@lru_cache(maxsize=64)
def _bank_holidays(nation: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv=nation, years=year))


def _is_open(one: Opening, at: datetime, nation: str) -> bool:
    clock, today = at.time().replace(tzinfo=None), at.date()
    if one.closes > one.opens:
        return _works_on(one, today, nation) and one.opens <= clock < one.closes
    return (_works_on(one, today, nation) and clock >= one.opens) or (
        _works_on(one, today - _DAY, nation) and clock < one.closes
    )


def _works_on(one: Opening, on: date, nation: str) -> bool:
    return on.weekday() in one.days and (one.bank_holidays or not is_bank_holiday(on, nation))
