"""What an instruction says, taken apart into facts that can be compared one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum


class Kind(StrEnum):
    #: low, high, unit; "up to 2" has an empty low.
    AMOUNT = "amount"
    #: low, high, unit such as ml/h.
    RATE = "rate"
    #: low, high, time unit: how long one dose is given for.
    OVER = "over"
    #: times low, times high, period low, period high, time unit.
    TIMES = "times"
    #: event code of FHIR, minutes before or after it.
    WHEN = "when"
    DAY = "day"
    CLOCK = "clock"
    ROUTE = "route"
    NEEDED = "needed"
    #: low, high, time unit: how long to go on.
    FOR = "for"
    #: low, high: how many times in all.
    COUNT = "count"
    ON = "on"
    FROM = "from"
    UNTIL = "until"
    #: number, unit, per how many, per what: the most that may be taken.
    LIMIT = "limit"
    #: The word that a "not" goes with.
    NOT = "not"
    #: A number that none of the others holds, with the word after it.
    NUMBER = "number"


@dataclass(frozen=True, order=True)
class Fact:
    kind: Kind
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join((self.kind.value, *(value for value in self.values if value)))


def fact(kind: Kind, *values: object) -> Fact:
    return Fact(kind, tuple("" if value is None else str(value) for value in values))


def exactly(value: object) -> str:
    """One spelling for each number: 2, 2.0 and "2.00" are "2"; empty where it is none."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return ""
    if not number.is_finite():
        return ""
    return format(number.normalize(), "f")


def missing(facts: Iterable[Fact], among: Iterable[Fact]) -> list[Fact]:
    """Those that are not among the others, counting repeats."""
    return sorted((Counter(facts) - Counter(among)).elements())
