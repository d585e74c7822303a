"""The simulated world: whatever comes next happens, on the real service, by a set clock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final, Protocol, TypeAlias

from sqlalchemy import func, select

from channels.base import DeliveryStatus, InboundText, StatusReport
from wayhome.clock import SetClock
from wayhome.db.engine import Sessions, one_trip
from wayhome.inbox.receive import Receiver
from wayhome.inbox.reports import Reports
from wayhome.models import ChannelName, CheckIn, CheckInStatus
from wayhome.simulation.agenda import Agenda
from wayhome.simulation.cast import BEHAVIOURS
from wayhome.simulation.duty import Duty, Step
from wayhome.simulation.evidence import Truth
from wayhome.simulation.jobs_by_clock import JobsByClock
from wayhome.simulation.lives import (
    DeathRecorded,
    Deed,
    Heard,
    JoinsTelegram,
    Life,
    Moves,
    PlanApproved,
    Says,
)
from wayhome.simulation.phones import Phones, Taken
from wayhome.simulation.phrases import phrases

_HOUR: Final = timedelta(hours=1)
#: The worker looks for what is due at these seconds.
_EVERY: Final = 10
_ON_THE_WAY: Final = timedelta(seconds=3)

#: Done, it says whether the service has something to do now.
Act: TypeAlias = Callable[[], Awaitable[bool]]


class Office(Protocol):
    """What people in the service do for somebody; each is a transaction of its own."""

    async def link_code(self, person_id: int) -> str: ...

    async def record_death(self, person_id: int) -> None: ...

    async def approve_plan(self, life: Life) -> None: ...

    async def move(self, person_id: int, timezone: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Service:
    """The real parts, put together on a database of their own."""

    sessions: Sessions
    receiver: Receiver
    reports: Reports
    jobs: JobsByClock
    channels: Mapping[ChannelName, Phones]
    office: Office
    duty: Duty


@dataclass
class World:
    service: Service
    clock: SetClock
    people: Sequence[Life]
    agenda: Agenda[Act] = field(default_factory=Agenda)
    truths: list[Truth] = field(default_factory=list)
    zones: dict[int, list[tuple[datetime, str]]] = field(default_factory=dict)
    ends_seen: set[tuple[int, CheckInStatus, datetime]] = field(default_factory=set)
    _by_address: dict[tuple[str, str], Life] = field(default_factory=dict)
    _texts: dict[str, int] = field(default_factory=dict)
    _looks_at: datetime | None = None

    async def live(self, until: datetime) -> None:
        """Lets everything happen that comes before that moment."""
        for life in self.people:
            self._by_address["sms", life.mobile] = life
            self._by_address["telegram", life.chat] = life
            self.zones[life.person_id] = [(self.clock.now(), life.timezone)]
            for name in life.behaviours:
                self._intend(life, BEHAVIOURS[name].plans(life))
        hour = self.clock.now().replace(minute=1, second=0, microsecond=0)
        self.agenda.put(hour, "hour", partial(self._hour, hour))
        while (at := self._next_at()) <= until:
            self.clock.move_to(max(at, self.clock.now()))
            await self._let_happen()
        self.clock.move_to(until)

    def _next_at(self) -> datetime:
        moments = (self.agenda.next_at, self.service.jobs.next_at, self._looks_at)
        # The hour always stands in the agenda.
        return min(at for at in moments if at is not None)

    async def _let_happen(self) -> None:
        """What waits for this moment may defer more jobs, open handoffs and move what is due."""
        jobs, now = self.service.jobs, self.clock.now()
        acted, settled = False, jobs.next_at is None or jobs.next_at > now
        for act in self.agenda.due(now):
            if await act():
                await self._settle()
                acted = settled = True
        if self._looks_at is not None and self._looks_at <= now:
            await jobs.every_few_seconds()
            settled = False
        if not settled:
            await self._settle()
        if acted or not settled:
            await self._look_ahead()

    async def _settle(self) -> None:
        await self.service.jobs.run_due()
        self._hear()

    async def _look_ahead(self) -> None:
        """When the engine has something to do next, and what workers will do about handoffs."""
        async with one_trip(self.service.sessions) as connection:
            look_at = await connection.scalar(
                select(func.min(CheckIn.look_at)).where(CheckIn.ended_at.is_(None))
            )
            steps = await self.service.duty.new_steps(connection)
        self._looks_at = _next_round(look_at, self.clock.now()) if look_at else None
        for step in steps:
            self.agenda.put(step.at, "duty", partial(self._on_duty, step))

    async def _on_duty(self, step: Step) -> bool:
        async with self.service.sessions.begin() as session:
            await self.service.duty.take(session, step)
        return True

    async def _hour(self, at: datetime) -> bool:
        await self.service.jobs.every_few_seconds()
        await self.service.jobs.every_hour()
        if at.hour == 0:
            await self._note_ends()
        self.agenda.put(at + _HOUR, "hour", partial(self._hour, at + _HOUR))
        return True

    async def _note_ends(self) -> None:
        async with self.service.sessions() as session:
            found = await session.execute(
                select(CheckIn.id, CheckIn.status, CheckIn.ended_at).where(
                    CheckIn.ended_at > self.clock.now() - timedelta(hours=24)
                )
            )
            self.ends_seen |= {(one, status, at) for one, status, at in found if at is not None}

    def _hear(self) -> None:
        """What arrived on phones is reported by the provider, and read by whoever has the phone."""
        for phones in self.service.channels.values():
            for taken in phones.arrived():
                life = self._by_address[taken.channel, taken.address]
                at = taken.at + _ON_THE_WAY
                if taken.channel == ChannelName.SMS:
                    self.agenda.put(at, life.id, partial(self._report, taken))
                self.agenda.put(at, life.id, partial(self._read, life, taken))

    async def _report(self, taken: Taken) -> bool:
        await self.service.reports.keep(
            StatusReport(
                channel=taken.channel,
                provider_id=taken.provider_id,
                status=DeliveryStatus.DELIVERED,
                reference=taken.reference,
            )
        )
        return False

    async def _read(self, life: Life, taken: Taken) -> bool:
        if life.is_over(self.clock.now()):
            return False
        heard = Heard(at=self.clock.now(), text=taken.text, channel=ChannelName(taken.channel))
        for name in life.behaviours:
            self._intend(life, BEHAVIOURS[name].hears(life, heard))
        return False

    def _intend(self, life: Life, deeds: Iterable[Deed]) -> None:
        for deed in deeds:
            self.agenda.put(max(deed.at, self.clock.now()), life.id, partial(self._do, life, deed))

    async def _do(self, life: Life, deed: Deed) -> bool:
        now, what = self.clock.now(), deed.what
        if isinstance(what, DeathRecorded):
            await self.service.office.record_death(life.person_id)
            self._know(life, "death")
        elif isinstance(what, PlanApproved):
            await self.service.office.approve_plan(life)
        elif life.is_over(now):
            return False
        elif isinstance(what, Moves):
            life.timezone = what.timezone
            self.zones[life.person_id].append((now, what.timezone))
            await self.service.office.move(life.person_id, what.timezone)
        elif isinstance(what, JoinsTelegram):
            life.channel = ChannelName.TELEGRAM
            code = await self.service.office.link_code(life.person_id)
            await self._text(life, Says(words="/start", kind="link"), code)
        else:
            await self._text(life, what)
        return True

    async def _text(self, life: Life, says: Says, code: str | None = None) -> None:
        channel = says.channel or life.channel
        count = self._texts[life.id] = self._texts.get(life.id, 0) + 1
        provider_id = f"{life.id}-{count}"
        self._know(life, says.kind, provider_id)
        address = life.mobile if channel is ChannelName.SMS else life.chat
        inbound = InboundText(
            channel=channel.value,
            address=address,
            provider_id=provider_id,
            text=says.words,
            media=says.media,
            link_code=code,
        )
        await self.service.receiver.receive(inbound)

    def _know(self, life: Life, kind: str, provider_id: str | None = None) -> None:
        self.truths.append(
            Truth(
                at=self.clock.now(),
                person_id=life.person_id,
                kind=kind,
                provider_id=provider_id,
                days=phrases().days(kind),
            )
        )


def _next_round(look_at: datetime, now: datetime) -> datetime:
    """The first round of the worker at or after that moment, and after now."""
    at = max(look_at, now + timedelta(seconds=1))
    early = at.replace(microsecond=0) - timedelta(seconds=at.second % _EVERY)
    return early if early >= at else early + timedelta(seconds=_EVERY)
