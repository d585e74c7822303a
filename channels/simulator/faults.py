"""Faults that a test switches on at the providers: refusals, silence, lost answers, slowness."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from fastapi import Response

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

#: Where a fault strikes: a send by text, a look at the list of texts, a send by Telegram.
Provider = Literal["sms", "sms_list", "telegram"]
FaultKind = Literal["fail", "hang", "drop", "slow"]


@dataclass(frozen=True, kw_only=True)
class Fault:
    kind: FaultKind
    #: The provider's own error number, for a refusal.
    code: int = 20500
    http_status: int = 500
    #: How long to hang or to be slow.
    seconds: float = 60
    #: Whether the text goes through all the same, so that only the answer is missing.
    accepted: bool = False


class Faults:
    """The faults that lie ahead of the next sends, first in first out for each provider."""

    def __init__(self) -> None:
        self._queues: dict[Provider, deque[Fault]] = {each: deque() for each in get_args(Provider)}
        self._slow: dict[Provider, float] = {}
        self._released = asyncio.Event()

    def fail_next(
        self,
        provider: Provider,
        times: int = 1,
        *,
        code: int = 20500,
        http_status: int = 500,
    ) -> None:
        """Refuse the next sends; for Telegram `code` is the `retry_after` of a 429."""
        self.add(provider, Fault(kind="fail", code=code, http_status=http_status), times)

    def hang_next(
        self,
        provider: Provider,
        times: int = 1,
        *,
        seconds: float = 60,
        accepted: bool = False,
    ) -> None:
        """Leave the next sends without an answer for so long."""
        self.add(provider, Fault(kind="hang", seconds=seconds, accepted=accepted), times)

    def drop_next(self, provider: Provider, times: int = 1, *, accepted: bool = True) -> None:
        """Cut the connection in place of an answer; the text has gone through if `accepted`."""
        self.add(provider, Fault(kind="drop", accepted=accepted), times)

    def slow(self, provider: Provider, seconds: float) -> None:
        """Answer every send this much later, until `clear`."""
        self._slow[provider] = seconds

    def add(self, provider: Provider, fault: Fault, times: int = 1) -> None:
        if fault.kind == "slow":
            self.slow(provider, fault.seconds)
        else:
            self._queues[provider].extend([fault] * times)

    def clear(self) -> None:
        """End every fault, those that hold a request as well."""
        for queue in self._queues.values():
            queue.clear()
        self._slow.clear()
        self._released.set()
        self._released = asyncio.Event()

    async def next_for(self, provider: Provider) -> Fault | None:
        """The fault that the send at hand meets, after the time that the provider takes."""
        if provider in self._slow:
            await self._wait(self._slow[provider])
        queue = self._queues[provider]
        return queue.popleft() if queue else None

    async def no_answer(self, fault: Fault) -> Response:
        """What a send gets that hangs or whose answer is lost."""
        if fault.kind == "hang":
            await self._wait(fault.seconds)
        return CutOff()

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._released.wait()
        except TimeoutError:
            return


class CutOff(Response):
    """A response that promises a body and never sends it, so that the server cuts the line."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        headers = [(b"content-type", b"application/json"), (b"content-length", b"2")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
