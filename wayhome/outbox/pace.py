"""Holds bulk to what each sender takes a second, right across workers; replies never wait here.

The database keeps when each sender is next free, and one statement takes the next moment: the rate
holds however many workers there are. See docs/decisions/0055-a-senders-pace-in-the-database.md.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

from sqlalchemy import func

from wayhome.models import ChannelName, ContactPoint
from wayhome.outbox.sender_queues import Now, SenderQueues
from wayhome.people.contact_points import reach_person

if TYPE_CHECKING:
    from wayhome.db.engine import Sessions

#: Nobody takes a moment further ahead than this, so that whoever comes later is not far behind.
_AHEAD: Final = timedelta(seconds=1)
#: What is claimed waits no longer before its call, so that the claim outlives call and wait.
_AHEAD_OF_A_CALL: Final = timedelta(seconds=4)
#: Telegram takes one message a second to a chat (standards.md 5.5).
_A_CHAT_TAKES: Final = timedelta(seconds=1)
#: So much is claimed at once as leaves in this time, so that a claim's lease outlasts it.
_CLAIM_FOR: Final = timedelta(seconds=20)
_FEWEST: Final = 8
Sleep: TypeAlias = Callable[[float], Awaitable[None]]


class Pace:
    def __init__(
        self,
        sessions: Sessions,
        takes: Mapping[ChannelName, timedelta],
        *,
        now: Now | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """`takes` is how long a sender is busy with a segment or text; no limit where missing.

        `now` is the database's own clock, which all workers share.
        """
        self._sessions = sessions
        self._takes = takes
        self._senders = SenderQueues(sessions, func.clock_timestamp() if now is None else now)
        self._sleep = sleep

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
        waited = 0.0
        for sender, takes in self._queues(channel, point_id):
            while (left := await self._senders.take(sender, takes, _AHEAD)) is None:
                wait = max(await self._senders.free_in(sender) - _AHEAD.total_seconds(), 0.01)
                waited += wait
                if patience is not None and waited > patience.total_seconds():
                    return False
                await self._sleep(wait)
            await self._sleep(max(left, 0))
        return True

    async def leave(self, channel: ChannelName, segments: int) -> None:
        """Right before the provider is called; keeps calls apart that come late to their moments.

        Their moments are apart, but what is done between a moment and its call takes one text
        longer than the next. A burst is better than a claim that others think dead.
        """
        takes = self._takes.get(channel)
        if takes is None:
            return
        times = segments if channel is ChannelName.SMS else 1
        left = await self._senders.take(f"{channel}:leaving", takes * times, _AHEAD_OF_A_CALL)
        await self._sleep(max(left or 0.0, 0.0))

    async def give_back(self, point: ContactPoint) -> None:
        """Nothing was sent in the moment that was taken."""
        await self._move(point.channel, -1)

    async def add(self, channel: ChannelName, segments: int) -> None:
        """A text took the time of more segments than the one that was waited for."""
        if channel is ChannelName.SMS and segments > 1:
            await self._move(channel, segments - 1)

    async def sweep(self) -> int:
        """Forgets queues that nobody waits in; how many."""
        return await self._senders.sweep()

    async def _move(self, channel: ChannelName, times: int) -> None:
        takes = self._takes.get(channel)
        if takes is not None:
            await self._senders.move(channel.value, takes * times)

    def _queues(self, channel: ChannelName, point_id: int) -> Iterator[tuple[str, timedelta]]:
        takes = self._takes.get(channel)
        if takes is None:
            return
        if channel is ChannelName.TELEGRAM:
            yield f"{channel}:{point_id}", _A_CHAT_TAKES
        yield channel.value, takes
