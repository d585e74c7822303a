"""The day on which a pause is to end, as people say it: "till Monday", "for a fortnight"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from wayhome.plans.weeks_ahead import day_by_weeks

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = "a one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_NUMBER = {word: max(1, number) for number, word in enumerate(_NUMBERS.split())}
_NUMBER |= {"an": 1, "couple": 2, "few": 3}
_UNIT = {"day": 1, "night": 1, "week": 7, "wk": 7, "fortnight": 14, "month": 30}
_COUNT = r"(\d{1,2}|" + "|".join(_NUMBER) + r")"
_LENGTH = re.compile(rf"\b(?:{_COUNT} (?:of )?)?(day|night|week|wk|fortnight|month)s?\b(?! ago)")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?(?: {_MONTH})?\b")
_NAMED = re.compile(rf"(?:(?:\bthe )?\d{{1,2}}(?:st|nd|rd|th)|\b\d{{1,2}}(?: of)? {_MONTH})")
_NEXT_WEEK = re.compile(r"\b(?:till|until|til|back|again|start|resume)\b.*\bnext week\b")
_WEEK, _LONGEST = 7, 42


def day_meant(text: str, today: date) -> date | None:
    """The day after today on which texts may come again; None where no day is named.

    At most six weeks on, which is as long as the support lasts.
    """
    plain = " ".join(re.findall(r"\w+", text.lower().replace("'", "")))
    by_weeks = day_by_weeks(text, today)
    found = (
        by_weeks or _by_date(plain, today) or _by_weekday(plain, today) or _by_length(plain, today)
    )
    if found is None or not today < found <= today + timedelta(days=_LONGEST):
        return None
    return found


def _by_date(plain: str, today: date) -> date | None:
    if not (named := _NAMED.search(plain)):
        return None
    match = _DATE.search(plain, max(0, named.start()))
    if match is None:
        return None
    number, month = int(match[1]), match[2]
    for ahead in range(1, 366):
        on = today + timedelta(days=ahead)
        if on.day == number and (month is None or _MONTHS[on.month - 1] == month):
            return on
    return None


def _by_weekday(plain: str, today: date) -> date | None:
    if _NEXT_WEEK.search(plain) and not _WEEKDAY.search(plain):
        return today + timedelta(days=_WEEK - today.weekday())
    names = [match[1] for match in _WEEKDAY.finditer(plain)]
    if not names:
        return None
    # "Away Saturday till Wednesday": the last one named is when it ends.
    ahead = (_DAYS.index(names[-1]) - today.weekday()) % _WEEK or _WEEK
    return today + timedelta(days=ahead)


def _by_length(plain: str, today: date) -> date | None:
    match = _LENGTH.search(plain)
    if match is None or (match[1] is None and match[2] != "fortnight"):
        return None
    count = 1 if match[1] is None else _NUMBER.get(match[1]) or int(match[1])
    return today + timedelta(days=count * _UNIT[match[2]])
