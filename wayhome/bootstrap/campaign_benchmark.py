"""Times a campaign for many: its preview, its start, its texts at a provider double, replies."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from wayhome.bootstrap.campaigns import make_forecaster
from wayhome.campaigns import running
from wayhome.campaigns.definition import Definition
from wayhome.campaigns.progress import Progress, progress_of
from wayhome.models import Role, StaffMember

if TYPE_CHECKING:
    from wayhome.bootstrap.core import Core
    from wayhome.bootstrap.counting_provider import CountingProvider

_NAME: Final = "bench"
#: Beyond what any sender takes: what is measured is the sender's pace.
_AT_ONCE: Final = 100_000.0
_PATIENCE: Final = 3600.0


@dataclass(frozen=True, kw_only=True)
class CampaignFigures:
    people: int
    #: From the first text at the provider until the last, in seconds.
    took: float
    busiest_second: int
    twice: int
    #: Texted according to the provider, and according to the database.
    reached: int
    recorded: int

    @property
    def is_right(self) -> bool:
        return not self.twice and self.reached == self.recorded == self.people

    def line(self) -> str:
        return (
            f"{self.people} people texted in {self.took:.1f} s, {self.people / self.took:.1f}/s,"
            f" {self.busiest_second} in the busiest second; at the provider {self.reached},"
            f" recorded as sent {self.recorded}, sent twice {self.twice}"
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
            await running.remember(session, self._core.clock, forecast)
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
            planned = await running.start(session, self._core.clock, forecast, staff, sure=True)
        started = time.perf_counter() - began - previewed
        return f"{planned} texts: previewed in {previewed:.1f} s, started in {started:.1f} s"

    async def progress(self) -> Progress:
        async with self._core.sessions() as session:
            campaign = await running.find(session, _NAME)
            if campaign is None:
                raise RuntimeError("There is no campaign to measure; start one first.")
            return await progress_of(session, self._core.clock, campaign)

    async def watch(
        self, provider: CountingProvider, people: int, kill: Callable[[], None], kills: int
    ) -> CampaignFigures:
        """Waits for the last, and kills the workers on the way. Raises TimeoutError."""
        victims = [people * number // (kills + 1) for number in range(1, kills + 1)]
        async with asyncio.timeout(_PATIENCE):
            while (progress := await self.progress()).done < people:
                if victims and provider.reached >= victims[0]:
                    del victims[0]
                    kill()
                await asyncio.sleep(0.2)
        return CampaignFigures(
            people=people,
            took=provider.last_at - provider.first_at,
            busiest_second=provider.busiest_second,
            twice=provider.taken_twice,
            reached=provider.reached,
            recorded=progress.sent,
        )
