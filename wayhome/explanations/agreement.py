"""Whether a dose's own text says the same as its coded parts; what only the text says is added."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from wayhome.explanations.facts import Fact, Kind
from wayhome.explanations.reading import Reading, read
from wayhome.explanations.steps import Step
from wayhome.explanations.units import same_mass

_COMPARED = (
    Kind.AMOUNT, Kind.RATE, Kind.TIMES, Kind.WHEN, Kind.DAY, Kind.CLOCK, Kind.FOR, Kind.COUNT,
    Kind.LIMIT, Kind.OVER, Kind.ROUTE, Kind.ON, Kind.FROM, Kind.UNTIL,
)  # fmt: skip
_WORDS = re.compile(r"[a-z]+")
_HOURS = {"h": 1, "d": 24, "wk": 168}


def agreed(step: Step, coded_time: str, text: str, doubts: list[str], known: str = "") -> Step:
    """The step with what the timing code and the text add; contradictions become doubts.

    `known` are words that the text may hold besides, such as the medicine's name.
    """
    for written in (coded_time, text):
        if written:
            said = read(written)
            step = _with(step, said, written, doubts)
            heard = _WORDS.findall(" ".join((known, step.reason, step.site, *step.extras)).lower())
            if written == text and set(said.unread) - set(heard):
                doubts.append(f'The source also says: "{text}".')
    return step


def _with(step: Step, said: Reading, text: str, doubts: list[str]) -> Step:
    added: list[Fact] = []
    for kind in _COMPARED:
        theirs = [one for one in said.facts if one.kind is kind]
        ours = [one for one in step.facts if one.kind is kind]
        if not theirs or set(theirs) == set(ours):
            continue
        if not ours:
            added += dict.fromkeys(theirs)
        elif not _compatible(kind, ours, theirs):
            doubts.append(f'The source says "{text}" and codes it as {_told(ours)}.')
        elif kind is Kind.TIMES and theirs[0].values[2:3] != ("1",):
            added += theirs
    if any(one.kind is Kind.NEEDED for one in said.facts) and not step.of(Kind.NEEDED):
        added.append(Fact(Kind.NEEDED))
    numbers = [one for one in said.facts if one.kind in {Kind.NUMBER, Kind.NOT}]
    if not all(_is_the_amount(one, step) or str(one) in _all_said(step) for one in numbers):
        doubts.append(f'The source also says: "{text}".')
    return replace(step, facts=(*step.facts, *added))


def _is_the_amount(one: Fact, step: Step) -> bool:
    """The 1 of "1 OD" counts what the code calls a tablet."""
    number, *named = one.values
    bare = one.kind is Kind.NUMBER and not any(named)
    return bare and [amount[:2] for amount in step.of(Kind.AMOUNT)] == [(number, number)]


def _all_said(step: Step) -> set[str]:
    return {str(one) for extra in step.extras for one in read(extra).facts}


def _compatible(kind: Kind, ours: list[Fact], theirs: list[Fact]) -> bool:
    if kind is Kind.AMOUNT:
        return all(_mass(one) in {_mass(other) for other in ours} for one in theirs)
    if kind is Kind.TIMES:
        rate = _a_day(ours[0])
        return len(ours) == len(theirs) == 1 and rate is not None and rate == _a_day(theirs[0])
    if kind is Kind.LIMIT:
        return {_daily(one) for one in ours} == {_daily(one) for one in theirs}
    return False


def _mass(one: Fact) -> tuple[str, ...]:
    low, high, name = one.values
    return (*same_mass(low, name), *same_mass(high, name))


def _daily(one: Fact) -> tuple[str, ...]:
    number, name, per, per_unit = one.values
    return (number, name, *(("24", "h") if (per, per_unit) == ("1", "d") else (per, per_unit)))


def _a_day(one: Fact) -> tuple[Fraction, Fraction] | None:
    """How often in 24 hours, so that every 6 hours agrees with 4 times a day."""
    low, high, per_low, per_high, name = one.values
    if name not in _HOURS or not low or not high:
        return None
    shortest, longest = (Fraction(per) * _HOURS[name] / 24 for per in (per_low, per_high))
    return Fraction(low) / longest, Fraction(high) / shortest


def _told(facts: list[Fact]) -> str:
    return ", ".join(" ".join(value for value in one.values if value) for one in facts)
