"""The queue of updates for one bot: pushed to its webhook if it set one, else held for polling."""

from __future__ import annotations

import asyncio
import copy
import json
import secrets
from typing import TYPE_CHECKING, Any

from channels.simulator.postman import Parcel

if TYPE_CHECKING:
    from collections.abc import Callable

    from channels.simulator.config import TelegramHook
    from channels.simulator.postman import Postman

_MOST_AT_ONCE = 100
_OK, _REDIRECT = 200, 300


class PollConflict(Exception):  # noqa: N818 - named for what happened
    """Another poll began, or a webhook is set."""


class TelegramUpdates:
    def __init__(self, postman: Postman, webhook: TelegramHook | None) -> None:
        self._postman = postman
        self.webhook = webhook
        self.pending: list[dict[str, Any]] = []
        # Telegram too starts anywhere, and a service that remembers the ids of an earlier run
        # must not take new updates for repeated ones.
        self._next_id = 100_000_000 + secrets.randbelow(1_000_000_000)
        self._news = asyncio.Condition()
        self._polls = 0

    async def add(
        self,
        content: dict[str, Any],
        chat_id: int,
        on_attempt: Callable[[int | None], None],
    ) -> tuple[int, int | None]:
        """Queue an update; returns its id and how a webhook first answered."""
        # A copy, because the message may be edited before the service asks for this update.
        update = {"update_id": self._next_id, **copy.deepcopy(content)}
        self._next_id += 1
        return update["update_id"], await self.push(update, chat_id, on_attempt)

    async def push(
        self,
        update: dict[str, Any],
        chat_id: int,
        on_attempt: Callable[[int | None], None],
    ) -> int | None:
        if self.webhook is None:
            self.pending.append(update)
            on_attempt(_OK)
            async with self._news:
                self._news.notify_all()
            return None
        parcel = Parcel(
            url=self.webhook.url,
            body=json.dumps(update).encode(),
            headers={
                "Content-Type": "application/json",
                "X-Telegram-Bot-Api-Secret-Token": self.webhook.secret,
            },
            on_attempt=on_attempt,
            is_final=lambda status: _OK <= status < _REDIRECT,
        )
        return await self._postman.deliver(f"telegram:{chat_id}", parcel)

    async def set_webhook(self, webhook: TelegramHook | None) -> None:
        """Push from now on, beginning with what waits; None goes back to polling."""
        self.webhook = webhook
        waiting, self.pending = self.pending, [] if webhook else self.pending
        if webhook is not None:
            for update in waiting:
                self._postman.run(self._push_later(update))

    async def _push_later(self, update: dict[str, Any]) -> None:
        await self.push(update, 0, lambda _status: None)

    async def end_polls(self) -> None:
        """Answer whoever still waits, so that a server can stop."""
        async with self._news:
            self._polls += 1
            self._news.notify_all()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Confirm what is below `offset` and wait for more; raises `PollConflict`."""
        if self.webhook is not None:
            raise PollConflict("can't use getUpdates method while webhook is active")
        self._polls += 1
        mine = self._polls
        self.pending = [each for each in self.pending if each["update_id"] >= offset]
        async with self._news:
            self._news.notify_all()
            try:
                async with asyncio.timeout(seconds):
                    await self._news.wait_for(lambda: self.pending or self._polls != mine)
            except TimeoutError:
                return []
        if self._polls != mine:
            raise PollConflict("terminated by other getUpdates request")
        return self.pending[: min(max(limit, 1), _MOST_AT_ONCE)]
