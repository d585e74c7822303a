"""What a run leaves behind, as rows: what the laws are held against, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from wayhome.levels import Level
from wayhome.models import (
    CheckInKind,
    CheckInStatus,
    Direction,
    HandoffOutcome,
    HandoffReason,
    MessageStatus,
    Purpose,
)
from wayhome.simulation.phones import Taken


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    id: int
    local_id: str
    texts_at: time | None
    #: Where they lived since when, oldest first.
    zones: tuple[tuple[datetime, str], ...]


@dataclass(frozen=True, kw_only=True)
class MessageRow:
    id: int
    conversation_id: int
    #: Null for a stranger.
    person_id: int | None
    address: str
    direction: Direction
    status: MessageStatus
    text: str
    created_at: datetime
    provider_id: str | None
    purpose: Purpose | None = None
    in_reply_to_id: int | None = None
    level: Level | None = None
    handled_at: datetime | None = None
    media: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CheckInRow:
    id: int
    person_id: int
    schedule: str
    key: str
    kind: CheckInKind
    status: CheckInStatus
    why: str | None
    due_at: datetime
    asked_at: datetime | None
    ended_at: datetime | None
    message_id: int | None
    period_ended: bool = False


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    id: int
    check_in_id: int
    question: str
    value: str
    message_id: int
    given_at: datetime


@dataclass(frozen=True, kw_only=True)
class HandoffRow:
    id: int
    conversation_id: int
    person_id: int | None
    message_id: int | None
    level: Level
    reason: HandoffReason
    category: str | None
    opened_at: datetime
    claimed_at: datetime | None
    resolved_at: datetime | None
    outcome: HandoffOutcome | None
    #: The texts that joined it later.
    joined: frozenset[int] = frozenset()

    def is_about(self, message_id: int | None) -> bool:
        return message_id is not None and (
            message_id == self.message_id or message_id in self.joined
        )

    def is_open_at(self, at: datetime) -> bool:
        return self.opened_at <= at and (self.resolved_at is None or self.resolved_at >= at)


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What a simulated person did, as they know it themselves."""

    at: datetime
    person_id: int
    #: As in the phrases, or `number` or `choice`; `death` too where staff recorded it.
    kind: str
    #: Of the text in which they said so; null where they said nothing.
    provider_id: str | None = None
    #: For how long, where the text says so.
    days: int = 0


@dataclass(frozen=True, kw_only=True)
class Evidence:
    ended_at: datetime
    people: Mapping[int, PersonRow]
    messages: Mapping[int, MessageRow]
    check_ins: Mapping[int, CheckInRow]
    answers: tuple[AnswerRow, ...]
    handoffs: tuple[HandoffRow, ...]
    taken: tuple[Taken, ...]
    truths: tuple[Truth, ...]
    #: End states as they were seen on the way: check-in, state, moment of its end.
    ends_seen: frozenset[tuple[int, CheckInStatus, datetime]] = frozenset()
    #: Who looks after whom: carer to patient.
    cares_for: Mapping[int, int] = field(default_factory=dict)
    #: Jobs that failed for good, by name.
    dead_jobs: tuple[str, ...] = ()

    def message_of(self, provider_id: str | None) -> MessageRow | None:
        return self._by_provider_id.get(provider_id or "")

    def sent_as(self, one: Taken) -> MessageRow | None:
        """The row of a text that the provider took."""
        return self.messages.get(int(one.reference)) if one.reference.isdigit() else None

    @property
    def _by_provider_id(self) -> Mapping[str, MessageRow]:
        found = self.__dict__.get("_in")
        if found is None:
            found = {
                one.provider_id: one
                for one in self.messages.values()
                if one.direction is Direction.IN and one.provider_id
            }
            self.__dict__["_in"] = found
        return found
