"""No second sees more at the provider than its sender takes, whatever comes late; time is set."""

import asyncio
import heapq
import random
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise
from typing import Any

import pytest
from sqlalchemy import DateTime, literal_column, text
from sqlalchemy.sql.elements import ColumnElement

from wayhome.bootstrap.core import Core
from wayhome.models import ChannelName, ContactPoint
from wayhome.outbox.pace import Pace

SMS, TELEGRAM = ChannelName.SMS, ChannelName.TELEGRAM
BEGAN = datetime(2026, 11, 24, 10, tzinfo=UTC)
RATE = 20
#: PostgreSQL keeps microseconds.
EXACT = 1e-4


class SetTime:
    """Stands still while anybody works, and jumps to whoever wakes next once all of them sleep."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._sleeping: list[tuple[float, int, asyncio.Event]] = []
        self._order = count()
        self._awake = 0
        self.seconds = 0.0

    @property
    def now(self) -> ColumnElement[Any]:
        return literal_column("(SELECT at FROM set_time)", DateTime(timezone=True))

    async def begin(self) -> None:
        async with self._core.sessions.begin() as session:
            await session.execute(text("CREATE TABLE set_time (at timestamptz)"))
            await session.execute(text("INSERT INTO set_time VALUES (:at)"), {"at": BEGAN})

    async def run(self, *work: Awaitable[None]) -> None:
        self._awake = len(work)

        async def one(task: Awaitable[None]) -> None:
            await task
            await self._rest()

        await asyncio.gather(*map(one, work))

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            return
        woken = asyncio.Event()
        heapq.heappush(self._sleeping, (self.seconds + seconds, next(self._order), woken))
        await self._rest()
        await woken.wait()

    async def _rest(self) -> None:
        self._awake -= 1
        if self._awake == 0 and self._sleeping:
            self.seconds, _, woken = heapq.heappop(self._sleeping)
            async with self._core.sessions.begin() as session:
                at = BEGAN + timedelta(seconds=self.seconds)
                await session.execute(text("UPDATE set_time SET at = :at"), {"at": at})
            self._awake += 1
            woken.set()


@pytest.fixture
async def set_time(core: Core) -> SetTime:
    time = SetTime(core)
    await time.begin()
    return time


def busiest_second(at: list[float]) -> int:
    return max(sum(1 for other in at if one <= other < one + 1 - EXACT) for one in at)


async def calls(  # noqa: PLR0913 - what a run is made of
    core: Core, time: SetTime, channel: ChannelName, texts: int, *, latest: float, seed: int
) -> list[tuple[float, int]]:
    """When the provider was called and with how many segments, by two workers of eight at once.

    Between its moment and its call each text takes up to `latest` seconds; some are not sent.
    """
    takes = {channel: timedelta(seconds=1 / RATE)}
    workers = [Pace(core.sessions, takes, now=time.now, sleep=time.sleep) for _ in range(2)]
    chance, left = random.Random(seed), iter(range(texts))  # noqa: S311 - no secret
    called: list[tuple[float, int]] = []

    async def one_after_another(pace: Pace) -> None:
        for number in left:
            await pace.wait(channel, number)
            await time.sleep(chance.uniform(0, latest))
            if chance.random() < 0.1:
                await pace.give_back(ContactPoint(id=number, channel=channel))
                continue
            segments = chance.choice([1, 1, 1, 2])
            await pace.leave(channel, segments)
            called.append((time.seconds, segments))
            await pace.add(channel, segments)

    await time.run(*(one_after_another(workers[number % 2]) for number in range(16)))
    return called


@pytest.mark.parametrize(("latest", "seed"), [(0.0, 1), (0.3, 2), (1.0, 3)])
async def test_no_second_sees_more_texts_than_the_sender_takes(
    core: Core, set_time: SetTime, latest: float, seed: int
) -> None:
    called = await calls(core, set_time, TELEGRAM, 150, latest=latest, seed=seed)

    at = [one for one, _ in called]
    assert busiest_second(at) <= RATE
    # Nothing of the pace is given away but what the latest text was late by.
    assert max(at) - min(at) <= 150 / RATE + latest


async def test_a_text_of_two_segments_is_followed_later(core: Core, set_time: SetTime) -> None:
    called = await calls(core, set_time, SMS, 100, latest=0.2, seed=4)

    for (at, segments), (following, _) in pairwise(called):
        assert following >= at + segments / RATE - EXACT


async def test_whoever_would_wait_longer_than_a_claim_lasts_goes_at_once(
    core: Core, set_time: SetTime
) -> None:
    pace = Pace(core.sessions, {SMS: timedelta(seconds=3)}, now=set_time.now, sleep=set_time.sleep)
    went: list[float] = []

    async def leave() -> None:
        await pace.leave(SMS, 1)
        went.append(set_time.seconds)

    await set_time.run(*(leave() for _ in range(5)))

    assert max(went) <= 4


async def test_queues_that_nobody_waits_in_are_forgotten(core: Core, set_time: SetTime) -> None:
    pace = Pace(
        core.sessions, {TELEGRAM: timedelta(seconds=1)}, now=set_time.now, sleep=set_time.sleep
    )

    async def text_and_rest() -> None:
        for number in range(3):
            await pace.wait(TELEGRAM, number)
        await set_time.sleep(30)
        kept = await pace.sweep()
        await set_time.sleep(60)
        await pace.wait(TELEGRAM, 7)
        swept.extend([kept, await pace.sweep()])

    swept: list[int] = []
    await set_time.run(text_and_rest())

    assert swept == [0, 3]
    async with core.sessions() as session:
        left = await session.scalars(text("SELECT sender FROM sender_queues ORDER BY sender"))
        assert list(left) == ["telegram", "telegram:7"]
