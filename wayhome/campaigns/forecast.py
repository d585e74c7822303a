"""What a campaign would do: who gets what and when, who is left out, and what it costs."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from wayhome.campaigns.definition import Definition
    from wayhome.models import ChannelName, CheckInKind

ALREADY_HAS_IT: Final = "already_has_it"
#: It was planned for them once and ended unsent, as by a campaign that was cancelled.
ENDED_BEFORE: Final = "ended_unsent_before"
#: Its time to leave would come after the last day, or after the person's six weeks.
NO_TIME_LEFT: Final = "no_time_left"
#: None of the schedule's check-ins falls between the two days for them.
NOTHING_DUE: Final = "nothing_due"
_ID_LENGTH: Final = 10


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One check-in as the campaign plans it."""

    person_id: int
    name: str
    support_period_id: int
    channel: ChannelName
    key: str
    kind: CheckInKind
    due_at: datetime
    #: Of SMS; 0 by Telegram.
    segments: int
    #: None where a schedule says it, in words that depend on the day.
    text: str | None


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    person_id: int
    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Forecast:
    definition: Definition
    entries: Sequence[Entry]
    left_out: Sequence[LeftOut]
    #: Names that the audience asks for and that are true of nobody, with those that there are.
    strangers: Sequence[str]
    #: What keeps the text from being sent; a campaign with faults is not started.
    faults: Sequence[str]
    #: Flesch-Kincaid grade of the single text.
    grade: float | None

    @property
    def id(self) -> str:
        """Two previews with one id show the same people, words and rules."""
        return _digest([self.definition.model_dump(mode="json"), self.shown])

    @property
    def file_id(self) -> str:
        """Of the file alone: a campaign that runs has other people waiting every second."""
        return _digest(self.definition.model_dump(mode="json"))

    @property
    def shown(self) -> dict[str, Any]:
        """By person: the days and names of their check-ins, or why they are left out."""
        going: dict[str, list[str]] = {}
        for one in self.entries:
            going.setdefault(str(one.person_id), []).append(one.key)
        left_out = {str(one.person_id): one.why for one in self.left_out}
        return {"going": going, "left_out": left_out}

    @property
    def people(self) -> int:
        return len({one.person_id for one in self.entries})

    @property
    def segments(self) -> int:
        return sum(one.segments for one in self.entries)

    @property
    def first_at(self) -> datetime | None:
        return min((one.due_at for one in self.entries), default=None)

    @property
    def last_at(self) -> datetime | None:
        """When the last text has left at that pace."""
        return max((one.due_at for one in self.entries), default=None)

    @property
    def by_channel(self) -> Mapping[str, int]:
        return Counter(one.channel.value for one in self.entries)

    @property
    def left_out_by_why(self) -> Mapping[str, int]:
        return Counter(one.why for one in self.left_out)


def _digest(what: object) -> str:
    whole = json.dumps(what, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:_ID_LENGTH]


def differences(before: dict[str, Any], now: dict[str, Any]) -> list[tuple[int, str]]:
    """What a later preview shows of whom that an earlier one did not, in words for staff."""
    was, is_ = _standing(before), _standing(now)
    return [
        (int(person), f"{was.get(person, 'not in the audience')} -> {standing}")
        for person in sorted(was.keys() | is_.keys(), key=int)
        if (standing := is_.get(person, "not in the audience"))
        != was.get(person, "not in the audience")
    ]


def _standing(shown: dict[str, Any]) -> dict[str, str]:
    going = {person: f"gets {', '.join(keys)}" for person, keys in shown.get("going", {}).items()}
    left_out = {person: f"left out ({why})" for person, why in shown.get("left_out", {}).items()}
    return left_out | going
