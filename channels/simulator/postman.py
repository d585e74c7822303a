"""Carries webhooks to the service: one phone's in their order, again and again until accepted."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from channels.simulator.config import PhonesConfig

_PATIENCE = aiohttp.ClientTimeout(total=15)  # Twilio's own limit on a webhook
_SERVER_ERROR = 500


@dataclass(frozen=True, kw_only=True)
class Parcel:
    url: str
    body: bytes
    headers: Mapping[str, str]
    #: Told the HTTP status of each attempt, or None when there was no answer.
    on_attempt: Callable[[int | None], None] = field(default=lambda _status: None)
    #: Whether an answer ends the matter; Telegram wants 2xx, Twilio takes a refusal for an answer.
    is_final: Callable[[int], bool] = field(default=lambda status: status < _SERVER_ERROR)


class Postman:
    def __init__(self, config: PhonesConfig) -> None:
        self._config = config
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._queues: dict[str, asyncio.Lock] = {}

    async def open(self) -> None:
        self._session = aiohttp.ClientSession(timeout=_PATIENCE)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def run(self, work: Coroutine[None, None, None]) -> None:
        """Do something beside the request at hand, for as long as the doubles are up."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def deliver(self, phone: str, parcel: Parcel) -> int | None:
        """Start delivering; returns the HTTP status of the first attempt, None if no answer."""
        first: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        self.run(self._deliver_in_turn(phone, parcel, first))
        try:
            async with asyncio.timeout(_PATIENCE.total):
                return await asyncio.shield(first)
        except TimeoutError:
            return None

    async def fetch(self, url: str) -> bytes | None:
        """What stands at an address of the service; None where nothing does."""
        if self._session is None:
            raise RuntimeError("The phones are not up yet. Send within the app's lifespan.")
        try:
            async with self._session.get(self._config.reachable(url)) as answer:
                return await answer.read() if answer.ok else None
        except (aiohttp.ClientError, OSError):
            return None

    async def _deliver_in_turn(
        self,
        phone: str,
        parcel: Parcel,
        first: asyncio.Future[int | None],
    ) -> None:
        async with self._queues.setdefault(phone, asyncio.Lock()):
            for delay in (*self._config.retry_delays, None):
                status = await self._attempt(parcel)
                parcel.on_attempt(status)
                if not first.done():
                    first.set_result(status)
                if delay is None or (status is not None and parcel.is_final(status)):
                    return
                await asyncio.sleep(delay.total_seconds())

    async def _attempt(self, parcel: Parcel) -> int | None:
        if self._session is None:
            raise RuntimeError("The phones are not up yet. Send within the app's lifespan.")
        try:
            async with self._session.post(
                self._config.reachable(parcel.url),
                data=parcel.body,
                headers=parcel.headers,
                allow_redirects=False,
            ) as answer:
                await answer.read()
                return answer.status
        except (aiohttp.ClientError, OSError):
            return None
