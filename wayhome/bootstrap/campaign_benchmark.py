"""Times a campaign for many: its preview, its start, its texts at a provider double, replies."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeAlias

from wayhome.bootstrap.campaigns import make_forecaster
from wayhome.bootstrap.tally import Tally
from wayhome.campaigns import records, starting
from wayhome.campaigns.definition import Definition
from wayhome.campaigns.progress import Progress, progress_of
from wayhome.models import Role, StaffMember

if TYPE_CHECKING:
    from channels.simulator import Phones
    from wayhome.bootstrap.core import Core

_NAME: Final = "bench"
#: Beyond what any sender takes: what is measured is the sender's pace.
_AT_ONCE: Final = 100_000.0
_PATIENCE: Final = 3600.0
#: Nothing new at the provider for so long may mean that it is over, in seconds.
_LULL: Final = 5.0
_LOOK_EVERY: Final = 0.2

#: So many people were reached; what is done then.
Milestone: TypeAlias = tuple[int, Callable[[], object]]


@dataclass(frozen=True, kw_only=True)
class CampaignFigures:
    people: int
    tally: Tally
    #: Sent according to the database.
    recorded: int

    @property
    def lost(self) -> int:
        """How many people no text reached."""
        return self.people - self.tally.reached

    @property
    def is_right(self) -> bool:
        return not self.tally.twice and not self.lost and self.recorded == self.people

    def line(self) -> str:
        tally = self.tally
        rate = tally.reached / tally.took if tally.took else 0.0
        return (
            f"{tally.by_number.total()} texts sent to {self.people} people in {tally.took:.1f} s,"
            f" {rate:.1f}/s, {tally.busiest_second} in the busiest second;"
            f" sent twice {tally.twice}, lost {self.lost}, recorded as sent {self.recorded}"
        )


class CampaignBenchmark:
    def __init__(self, core: Core) -> None:
        self._core = core

    async def start(self) -> str:
        """Starts a text to everybody who is enrolled; how long that took, in words."""
        today = self._core.clock.now().date()
        definition = Definition(
            name=_NAME,
            title="A campaign to measure",
            approved_by="nobody",
            approved_on=today,
            message="Hello {{ called }}. It will be cold this week. Keep one room warm.",
            starts_on=today - timedelta(days=1),
            ends_on=today + timedelta(days=2),
            pace={"sms": _AT_ONCE},
        )
        began = time.perf_counter()
        async with self._core.sessions.begin() as session:
            forecast = await make_forecaster(self._core).forecast(session, definition)
            await starting.remember(session, self._core.clock, forecast)
        previewed = time.perf_counter() - began
        async with self._core.sessions.begin() as session:
            staff = StaffMember(
                name="Bench",
                email="bench-campaign@example.org",
                role=Role.COORDINATOR,
                created_at=self._core.clock.now(),
            )
            session.add(staff)
            await session.flush()
            planned = await starting.start(session, self._core.clock, forecast, staff, sure=True)
        started = time.perf_counter() - began - previewed
        return f"{planned} texts: previewed in {previewed:.1f} s, started in {started:.1f} s"

    async def progress(self) -> Progress:
        async with self._core.sessions() as session:
            campaign = await records.find(session, _NAME)
            if campaign is None:
                raise RuntimeError("There is no campaign to measure; start one first.")
            return await progress_of(session, self._core.clock, campaign)

    async def watch(
        self, tally: Callable[[], Tally], people: int, on_the_way: Iterable[Milestone]
    ) -> CampaignFigures:
        """Waits for the last, and does what is to be done on the way. Raises TimeoutError."""
        ahead, seen, since = sorted(on_the_way, key=itemgetter(0)), 0, time.monotonic()
        async with asyncio.timeout(_PATIENCE):
            while True:
                reached = tally().reached
                while ahead and reached >= ahead[0][0]:
                    ahead.pop(0)[1]()
                if reached > seen:
                    seen, since = reached, time.monotonic()
                # Counting in the database costs what is measured, so that it waits for a lull.
                is_lull = reached >= people or time.monotonic() - since > _LULL
                if is_lull and (progress := await self.progress()).done >= people:
                    break
                await asyncio.sleep(_LOOK_EVERY)
        return CampaignFigures(people=people, tally=tally(), recorded=progress.sent)


class TalliedPhones:
    """What reached the phones, but for those of `others`; call it for the newest count."""

    def __init__(self, phones: Phones, others: Collection[str]) -> None:
        self._phones = phones
        self._others = others
        self._seen = 0
        self._tally = Tally()

    def __call__(self) -> Tally:
        records = self._phones.sms.records
        for one in islice(records.values(), self._seen, None):
            if not one.inbound and one.to not in self._others:
                self._tally.add(one.to, one.created.timestamp())
        self._seen = len(records)
        return self._tally
