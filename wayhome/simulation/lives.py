"""One simulated person: who they are, what they do, and what they hear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Protocol, TypeAlias
from zoneinfo import ZoneInfo

from wayhome.models import ChannelName


@dataclass(frozen=True, kw_only=True)
class Says:
    """A text from their phone."""

    words: str
    #: What it is in the phrases, or `number` and `choice` for an answer to what was asked.
    kind: str
    channel: ChannelName | None = None
    media: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class JoinsTelegram:
    """They open the link that a worker sent them."""


@dataclass(frozen=True, kw_only=True)
class DeathRecorded:
    """A worker heard of their death and records it."""


@dataclass(frozen=True, kw_only=True)
class PlanApproved:
    """A reviewer approves a new version of their plan."""


@dataclass(frozen=True, kw_only=True)
class Moves:
    """They live in another time zone from now on."""

    timezone: str


What: TypeAlias = Says | JoinsTelegram | DeathRecorded | PlanApproved | Moves


@dataclass(frozen=True, kw_only=True)
class Deed:
    at: datetime
    what: What


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A text that arrived on their phone."""

    at: datetime
    text: str
    channel: ChannelName


class Behaviour(Protocol):
    """One way in which people are. Keeps what it must remember on the life, not on itself."""

    def plans(self, life: Life) -> Iterable[Deed]:
        """What they will do whatever is texted to them."""
        ...

    def hears(self, life: Life, heard: Heard) -> Iterable[Deed]:
        """What they do about a text."""
        ...


@dataclass(kw_only=True)
class Life:
    number: int
    called: str
    mobile: str
    chat: str
    timezone: str
    nation: str
    discharged_on: date
    random: Random
    behaviours: tuple[str, ...]
    is_carer: bool = False
    #: The patient they look after.
    cares_for: Life | None = None
    exercises: bool = False
    #: Only a call will do.
    needs_a_call: bool = False
    channel: ChannelName = ChannelName.SMS
    #: Nothing is done from then on.
    over_at: datetime | None = None
    person_id: int = 0
    #: How often each behaviour acted on a day, so that no talk goes on for ever.
    said_on: dict[date, int] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{'carer' if self.is_carer else 'patient'}-{self.number}"

    def at(self, day: int, hour: int, minute: int = 0) -> datetime:
        """That hour of that day after the hospital stay, on the wall of their home."""
        on = self.discharged_on + timedelta(days=day)
        return datetime.combine(on, time(hour, minute), ZoneInfo(self.timezone))

    def soon(self, heard: Heard, least: float, most: float) -> datetime:
        """A moment after a text, between so many minutes."""
        seconds = self.random.randint(round(least * 60), round(most * 60))
        return heard.at + timedelta(seconds=seconds)

    def is_over(self, at: datetime) -> bool:
        return self.over_at is not None and at >= self.over_at
