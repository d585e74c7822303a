"""Telegram's private chats with one bot: who may be written to, and what was written."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from channels.simulator.telegram_payloads import person, private_chat

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from channels.simulator.config import PhonesConfig

_MOST_DATA_BYTES = 64


class TelegramRefusal(Exception):  # noqa: N818 - named for what happened
    """The Bot API says no."""

    def __init__(self, status: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after

    def as_json(self) -> dict[str, object]:
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.status,
            "description": self.description,
        }
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


@dataclass
class Chat:
    id: int
    name: str
    blocked: bool = False
    last_sent: datetime | None = None
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)

    @property
    def user(self) -> dict[str, Any]:
        return person(self.id, self.name)

    def message(self, message_id: int | str) -> dict[str, Any]:
        known = {str(each): message for each, message in self.messages.items()}
        if str(message_id) not in known:
            raise TelegramRefusal(400, "Bad Request: message not found")
        return known[str(message_id)]


class Chats:
    def __init__(self, config: PhonesConfig) -> None:
        self._config = config
        # People in the demo have already opened the chat; a stranger's begins when they write.
        self._chats = {each.chat_id: Chat(each.chat_id, each.name) for each in config.people}
        # Anywhere, so that the ids of an earlier run do not come again.
        self._next_message = 1000 + secrets.randbelow(1_000_000_000)

    def opened(self, chat_id: int) -> Chat:
        """A chat, which begins here if it is a stranger's first sign of life."""
        return self._chats.setdefault(chat_id, Chat(chat_id, self._config.name_of(chat_id)))

    def known(self, chat_id: str | int) -> Chat:
        found = {str(each): chat for each, chat in self._chats.items()}.get(str(chat_id))
        if found is None:
            raise TelegramRefusal(400, "Bad Request: chat not found")
        return found

    def writable(self, chat_id: str) -> Chat:
        """A chat that the bot may write to."""
        chat = self.known(chat_id)
        if chat.blocked:
            raise TelegramRefusal(403, "Forbidden: bot was blocked by the user")
        return chat

    def talking(self, chat_id: int) -> Chat:
        """A chat whose person can reach the bot from their phone."""
        chat = self.known(chat_id)
        if chat.blocked:
            raise TelegramRefusal(403, "This phone has blocked the bot. Unblock it first.")
        return chat

    def keep_pace(self, chat: Chat) -> None:
        """Refuse what comes too soon after the last message to the same chat."""
        pace, now = self._config.chat_pace, self._config.clock()
        if pace is not None and chat.last_sent is not None and now - chat.last_sent < pace:
            seconds = max(1, round((pace - (now - chat.last_sent)).total_seconds()))
            description = f"Too Many Requests: retry after {seconds}"
            raise TelegramRefusal(429, description, retry_after=seconds)
        chat.last_sent = now

    def write(self, chat: Chat, author: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
        message = {
            "message_id": self._next_message,
            "from": author,
            "chat": private_chat(chat.id, chat.name),
            "date": int(self._config.clock().timestamp()),
            **content,
        }
        chat.messages[self._next_message] = message
        self._next_message += 1
        return message


def markup_in(params: Mapping[str, str]) -> dict[str, Any] | None:
    """The inline keyboard of a request, checked as Telegram checks it."""
    given = params.get("reply_markup")
    if not given:
        return None
    try:
        markup = json.loads(given)
        sizes = [len(data.encode()) for _, data in _pressable(markup)]
    except (ValueError, TypeError, KeyError, AttributeError):
        raise TelegramRefusal(400, "Bad Request: can't parse reply keyboard markup") from None
    if not all(1 <= size <= _MOST_DATA_BYTES for size in sizes):
        raise TelegramRefusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return markup if isinstance(markup, dict) else None


def buttons_of(message: dict[str, Any]) -> tuple[dict[str, str], ...]:
    pressable = _pressable(message.get("reply_markup") or {})
    return tuple({"label": label, "data": data} for label, data in pressable)


def _pressable(markup: dict[str, Any]) -> list[tuple[str, str]]:
    rows = markup.get("inline_keyboard", [])
    return [
        (button["text"], button["callback_data"])
        for row in rows
        for button in row
        if "callback_data" in button
    ]
