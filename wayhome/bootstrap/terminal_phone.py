"""A phone in the terminal: texts by the demo's doubles and waits for what comes back."""

import asyncio
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
from sqlalchemy import select

from wayhome.bootstrap.core import Core
from wayhome.models import Direction, Message, MessageStatus

_LONGEST_TURN: Final = 30.0
_LOOK_EVERY: Final = 0.05


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One text and everything that it led to."""

    text: str
    replies: tuple[str, ...]
    level: str | None
    topic: str | None
    #: How the webhook answered; None when it did not.
    webhook_status: int | None


class TurnNeverEnded(TimeoutError):  # noqa: N818 - reads as what happened
    """No answer came in half a minute; see what `wayhome doctor` says of the worker."""


class TerminalPhone:
    """An SMS phone or a Telegram chat of one person, on the providers' side of the service."""

    def __init__(self, core: Core, http: aiohttp.ClientSession, channel: str, address: str) -> None:
        self._core = core
        self._http = http
        self._channel = channel
        self._base = f"{core.settings.phones_url}/phones/{channel}/{address}"

    async def say(self, text: str) -> Turn:
        """Sends a text and returns once all replies have left. Raises TurnNeverEnded."""
        seen = len(await self._received())
        async with self._http.post(f"{self._base}/texts", json={"text": text}) as response:
            response.raise_for_status()
            arrival: dict[str, Any] = await response.json()
        try:
            async with asyncio.timeout(_LONGEST_TURN):
                message = await self._ended(str(arrival["provider_id"]))
        except TimeoutError:
            raise TurnNeverEnded(TurnNeverEnded.__doc__) from None
        return Turn(
            text=text,
            replies=tuple((await self._received())[seen:]),
            level=message.level,
            topic=message.topic,
            webhook_status=arrival["webhook_status"],
        )

    async def _received(self) -> list[str]:
        async with self._http.get(f"{self._base}/messages") as response:
            response.raise_for_status()
            shown = await response.json()
        return [m["text"] for m in shown["messages"] if m["direction"] == "to_phone"]

    async def _ended(self, provider_id: str) -> Message:
        while True:
            message = await self._look(provider_id)
            if message is not None:
                return message
            await asyncio.sleep(_LOOK_EVERY)

    async def _look(self, provider_id: str) -> Message | None:
        """The stored text, once it is seen to and none of its replies still waits."""
        async with self._core.sessions() as session:
            message = await session.scalar(
                select(Message).where(
                    Message.provider_id == provider_id, Message.direction == Direction.IN
                )
            )
            if message is None or message.status is not MessageStatus.HANDLED:
                return None
            waiting = await session.scalar(
                select(Message.id).where(
                    Message.in_reply_to_id == message.id,
                    Message.status == MessageStatus.QUEUED,
                )
            )
            return message if waiting is None else None
