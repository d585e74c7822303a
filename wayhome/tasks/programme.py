"""What runs by the clock for the programme of texts: planned, sent, taken up again, ended."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, TypeAlias

import procrastinate
from procrastinate.exceptions import AlreadyEnqueued

from wayhome.checkins.enrolling import Planner
from wayhome.checkins.firing import CheckIns

#: Every 10 seconds; the sixth field of procrastinate's cron is the second.
OFTEN: Final = "* * * * * */10"
#: A day begins at another minute in no zone of the United Kingdom.
_HOURLY: Final = "1 * * * *"

Counted: TypeAlias = Callable[[], Awaitable[dict[str, int]]]


@dataclass(frozen=True, kw_only=True)
class Programme:
    check_ins: CheckIns
    planner: Planner
    #: Takes up what was paused until a day.
    resume: Counted
    #: Ends the six weeks that are over.
    end: Counted

    async def round(self) -> dict[str, int]:
        """All that is due by the clock now, for whoever sets that clock; a worker's jobs in one."""
        return {
            **await self.resume(),
            "planned": await self.planner.plan_all_open(),
            "fired": await self.check_ins.fire_all_due(),
            **await self.end(),
        }


def add_to(app: procrastinate.App, programme: Programme) -> None:
    at_it = asyncio.Lock()

    async def fire() -> int:
        """Once at a time in this process: a campaign of hours must not fill its places for jobs."""
        if at_it.locked():
            return 0
        async with at_it:
            return await programme.check_ins.fire_all_due(call_another_worker)

    async def call_another_worker() -> None:
        """One that is idle need not wait for the next round."""
        with suppress(AlreadyEnqueued):
            await fire_more_check_ins.defer_async()

    @app.task(name="fire_more_check_ins", queueing_lock="fire_more_check_ins")
    async def fire_more_check_ins() -> dict[str, int]:
        return {"fired": await fire()}

    @app.periodic(cron=OFTEN)
    @app.task(name="fire_check_ins", queueing_lock="fire_check_ins", pass_context=False)
    async def fire_check_ins(timestamp: int) -> dict[str, int]:  # noqa: ARG001 - procrastinate's own
        planned = await programme.planner.plan_all_open()
        return {"planned": planned, "fired": await fire()}

    @app.periodic(cron=_HOURLY)
    @app.task(name="resume_paused", queueing_lock="resume_paused", pass_context=False)
    async def resume_paused(timestamp: int) -> dict[str, int]:  # noqa: ARG001 - procrastinate's own
        return await programme.resume()

    @app.periodic(cron=_HOURLY)
    @app.task(name="end_support", queueing_lock="end_support", pass_context=False)
    async def end_support(timestamp: int) -> dict[str, int]:  # noqa: ARG001 - procrastinate's own
        return await programme.end()
