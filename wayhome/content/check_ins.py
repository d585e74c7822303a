"""A schedule of check-ins as its editors wrote it: what is asked when, and what answers do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic.dataclasses import dataclass

from wayhome.content.red_flags import Phrases
from wayhome.content.replies import ReviewDate
from wayhome.levels import Level
from wayhome.models.checkins import CheckInKind
from wayhome.models.support import SUPPORT_DAYS

_CLOSED = ConfigDict(extra="forbid")
_MINUTES_IN_A_DAY = 24 * 60

#: How an answer in the person's own words is kept; the words stay in their message.
OWN_WORDS = "own_words"
#: How a question that the person would rather not answer is kept.
SKIPPED = "skipped"


class Audience(StrEnum):
    PATIENTS = "patients"
    CARERS = "carers"


class RestDays(StrEnum):
    """What becomes of a check-in that would fall on a weekend or a bank holiday."""

    SEND_ANYWAY = "send_anyway"
    NEXT_WORKING_DAY = "next_working_day"


def _hour(written: Any) -> Any:  # noqa: ANN401 - whatever YAML held
    """YAML reads 10:00 without quotes as the number of minutes."""
    if isinstance(written, int) and 0 <= written < _MINUTES_IN_A_DAY:
        return time(*divmod(written, 60))
    if isinstance(written, str):
        try:
            return time.fromisoformat(written.strip().rjust(len("09:30"), "0"))
        except ValueError:
            raise ValueError(
                f'"{written}" is no time of day; write it as "9:30" or "16:00"'
            ) from None
    return written


def _words(written: Any) -> Any:  # noqa: ANN401 - whatever YAML held
    """YAML reads yes, no, on and off without quotes as true and false, and 2 as a number."""
    several = isinstance(written, list | tuple)
    alone = written if several else [written]
    if any(not isinstance(one, str) for one in alone):
        raise ValueError('put yes, no, on, off and numbers in quotes, as in "yes"')
    return written


def _raising(level: Level) -> Level:
    if level is Level.NONE:
        raise ValueError("an answer that raises nothing has no `raises`; take it out")
    return level


_TEXT_OR_LIST = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_CLOCK = {
    "anyOf": [
        {"type": "string", "pattern": "^([01]?[0-9]|2[0-3]):[0-5][0-9]$"},
        # What YAML makes of 10:00 without quotes.
        {"type": "integer", "minimum": 0, "maximum": _MINUTES_IN_A_DAY - 1},
    ],
    "examples": ["10:00"],
}

#: A word for the database and for staff, such as `too_little`.
Key: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Wording: TypeAlias = Annotated[str, Field(min_length=1)]
Words: TypeAlias = Annotated[Phrases, BeforeValidator(_words), WithJsonSchema(_TEXT_OR_LIST)]
Hour: TypeAlias = Annotated[time, BeforeValidator(_hour), WithJsonSchema(_CLOCK)]
#: The lists of a plan that a question may depend on.
PlanList: TypeAlias = Literal[
    "goals", "medicines", "care_visits", "equipment", "appointments", "instructions"
]


@dataclass(frozen=True, kw_only=True, config=_CLOSED)
class Raises:
    """What an answer means for a person: how soon, and under which name it stands in the queue."""

    level: Annotated[Level, AfterValidator(_raising)]
    #: A red flag or a topic, such as `out_of_medicine`.
    category: Key


@dataclass(frozen=True, kw_only=True, config=_CLOSED)
class Choice:
    number: Annotated[int, Field(ge=1, le=9, strict=True)]
    #: What stands behind the number in the text, such as `Not sure`.
    says: Wording
    #: Other ways in which people say so.
    words: Words = ()
    value: Key
    #: What we answer; that the team has been told is added by the service, once it is true.
    thanks: Wording
    raises: Raises | None = None


@dataclass(frozen=True, kw_only=True, config=_CLOSED)
class OnlyIf:
    """When a question is asked at all; every line that is given must hold."""

    #: Earlier questions of this check-in, each with the values that lead here.
    answered: dict[Key, tuple[Key, ...]] = Field(default_factory=dict)
    #: The approved plan has something of this kind.
    plan_has: PlanList | None = None
    #: Discharge to Assess pathways, 0 to 3.
    pathway: tuple[Annotated[int, Field(ge=0, le=3)], ...] = ()


@dataclass(frozen=True, kw_only=True, config=_CLOSED)
class Question:
    key: Key
    ask: Wording
    choices: tuple[Choice, ...] = ()
    #: Whether the person's own words are an answer; without it we ask again for a number.
    free: bool = False
    #: What we answer to their own words.
    thanks: Wording | None = None
    only_if: OnlyIf | None = None


@dataclass(frozen=True, kw_only=True, config=_CLOSED)
class PlannedCheckIn:
    key: Key
    #: Days after the hospital stay; the day of discharge is 0.
    day: Annotated[int, Field(ge=1, le=SUPPORT_DAYS, strict=True)]
    kind: CheckInKind = CheckInKind.QUESTIONS
    #: By the clock on the person's wall, unless they want their texts at an hour of their own.
    hour: Hour
    theme: Wording
    opening: Wording
    questions: tuple[Question, ...] = ()
    #: Whether two questions leave at once, a text each; otherwise one after the other.
    together: bool = False
    #: What is said once where nothing was answered; None: nobody is reminded.
    reminder: Wording | None = None
    closing: Wording | None = None

    def question(self, key: str) -> Question | None:
        return next((one for one in self.questions if one.key == key), None)


@dataclass(frozen=True, kw_only=True, config=_CLOSED)
class Schedule:
    """One file; it is named as the file is."""

    name: Key
    audience: Audience
    reviewed_by: Wording
    reviewed_on: ReviewDate
    check_ins: tuple[PlannedCheckIn, ...]
    weekends: RestDays = RestDays.SEND_ANYWAY
    bank_holidays: RestDays = RestDays.SEND_ANYWAY
    #: Everybody of the audience has it from their discharge; else only whom a campaign chooses.
    everyone: bool = True
    #: Where its rhythm and its questions come from.
    source: str = ""

    def check_in(self, key: str) -> PlannedCheckIn | None:
        return next((one for one in self.check_ins if one.key == key), None)


#: Every schedule by its name.
Schedules: TypeAlias = Mapping[str, Schedule]
