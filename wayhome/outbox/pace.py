"""Holds bulk to what each sender takes a second, right across workers; replies never wait here.

The database keeps when each sender is next free, and one statement takes the next moment: the rate
holds however many workers there are. See docs/decisions/0055-a-senders-pace-in-the-database.md.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import Interval, bindparam, text

from wayhome.db.engine import one_trip
from wayhome.models import ChannelName, ContactPoint
from wayhome.people.contact_points import reach_person

if TYPE_CHECKING:
    from wayhome.db.engine import Sessions

#: Nobody takes a moment further ahead than this, so that whoever comes later is not far behind.
_AHEAD: Final = timedelta(seconds=1)
#: Telegram takes one message a second to a chat (standards.md 5.5).
_A_CHAT_TAKES: Final = timedelta(seconds=1)
#: So much is claimed at once as leaves in this time, so that a claim's lease outlasts it.
_CLAIM_FOR: Final = timedelta(seconds=20)
_FEWEST: Final = 8

_INTERVALS: Final = (bindparam("takes", type_=Interval), bindparam("ahead", type_=Interval))
_TAKE: Final = text("""
INSERT INTO sender_queues AS queue (sender, free_at) VALUES (:sender, clock_timestamp() + :takes)
ON CONFLICT (sender) DO UPDATE SET free_at = greatest(queue.free_at, clock_timestamp()) + :takes
WHERE queue.free_at <= clock_timestamp() + :ahead
RETURNING extract(epoch FROM free_at - :takes - clock_timestamp())::float
""").bindparams(*_INTERVALS)
_FREE_IN: Final = text("""
SELECT extract(epoch FROM free_at - clock_timestamp())::float FROM sender_queues
WHERE sender = :sender
""")
_MOVE: Final = text("""
UPDATE sender_queues SET free_at = greatest(free_at, clock_timestamp()) + :takes
WHERE sender = :sender
""").bindparams(bindparam("takes", type_=Interval))


class Pace:
    def __init__(self, sessions: Sessions, takes: Mapping[ChannelName, timedelta]) -> None:
        """`takes` is how long a sender is busy with a segment or text; no limit where missing."""
        self._sessions = sessions
        self._takes = takes

    @property
    def holds(self) -> bool:
        """Whether any sender has a limit."""
        return bool(self._takes)

    def most_at_once(self, most: int) -> int:
        """How many texts to claim at a time."""
        if not self._takes:
            return most
        return max(_FEWEST, min(most, int(_CLAIM_FOR / max(self._takes.values()))))

    async def wait_for(self, person_id: int) -> ContactPoint | None:
        """Waits until a text to the person may leave; the contact point whose moment was taken."""
        if not self._takes:
            return None
        async with self._sessions() as session:
            point = await reach_person(session, person_id)
        if point is None or not await self.wait(point.channel, point.id):
            return None
        return point

    async def wait(
        self, channel: ChannelName, point_id: int, patience: timedelta | None = None
    ) -> bool:
        """Waits for the sender's next free moment; False if patience ran out first."""
        until = None if patience is None else time.monotonic() + patience.total_seconds()
        for sender, takes in self._queues(channel, point_id):
            while (left := await self._take(sender, takes)) is None:
                wait = max(await self._free_in(sender) - _AHEAD.total_seconds(), 0.01)
                if until is not None and time.monotonic() + wait > until:
                    return False
                await asyncio.sleep(wait)
            await asyncio.sleep(max(left, 0))
        return True

    async def give_back(self, point: ContactPoint) -> None:
        """Nothing was sent in the moment that was taken."""
        await self._move(point.channel, -1)

    async def add(self, channel: ChannelName, segments: int) -> None:
        """A text took the time of more segments than the one that was waited for."""
        if channel is ChannelName.SMS and segments > 1:
            await self._move(channel, segments - 1)

    async def _move(self, channel: ChannelName, times: int) -> None:
        takes = self._takes.get(channel)
        if takes is not None:
            async with one_trip(self._sessions) as connection:
                await connection.execute(_MOVE, {"sender": channel.value, "takes": takes * times})

    def _queues(self, channel: ChannelName, point_id: int) -> Iterator[tuple[str, timedelta]]:
        takes = self._takes.get(channel)
        if takes is None:
            return
        if channel is ChannelName.TELEGRAM:
            yield f"{channel}:{point_id}", _A_CHAT_TAKES
        yield channel.value, takes

    async def _take(self, sender: str, takes: timedelta) -> float | None:
        """In how many seconds the moment comes that is ours; None: too far ahead to take one."""
        async with one_trip(self._sessions) as connection:
            taken = await connection.execute(
                _TAKE, {"sender": sender, "takes": takes, "ahead": _AHEAD}
            )
            return taken.scalar_one_or_none()

    async def _free_in(self, sender: str) -> float:
        async with one_trip(self._sessions) as connection:
            free_in = await connection.execute(_FREE_IN, {"sender": sender})
            return free_in.scalar_one_or_none() or 0.0
