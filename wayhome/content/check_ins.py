"""Schedules of check-ins as their readers in code need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import TypeAlias

from wayhome.models.checkins import CheckInKind


class Audience(StrEnum):
    PATIENTS = "patients"
    CARERS = "carers"


class RestDays(StrEnum):
    """What becomes of a check-in that would fall on a weekend or a bank holiday."""

    SEND_ANYWAY = "send_anyway"
    NEXT_WORKING_DAY = "next_working_day"


@dataclass(frozen=True, kw_only=True)
class PlannedCheckIn:
    key: str
    #: Days after the day of discharge, which is day 0.
    day: int
    kind: CheckInKind
    #: By the clock on the person's wall, unless they want their texts at an hour of their own.
    hour: time
    #: What is said once where nothing was answered; null: nobody is reminded.
    reminder: str | None = None


@dataclass(frozen=True, kw_only=True)
class Schedule:
    name: str
    audience: Audience
    weekends: RestDays = RestDays.SEND_ANYWAY
    bank_holidays: RestDays = RestDays.SEND_ANYWAY
    #: Everybody of the audience has it from their discharge; else only whom a campaign chooses.
    everyone: bool = True
    check_ins: tuple[PlannedCheckIn, ...]

    def check_in(self, key: str) -> PlannedCheckIn | None:
        return next((one for one in self.check_ins if one.key == key), None)


Schedules: TypeAlias = Mapping[str, Schedule]
