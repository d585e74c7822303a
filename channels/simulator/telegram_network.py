"""Telegram between one bot and its people: messages both ways, presses, edits and blocks."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from channels.simulator.arrival import Arrival
from channels.simulator.screens import Direction, Phone, PhoneMessage
from channels.simulator.telegram_chats import (
    Chat,
    Chats,
    TelegramRefusal,
    buttons_of,
    markup_in,
)
from channels.simulator.telegram_payloads import bot, membership, words
from channels.simulator.telegram_updates import TelegramUpdates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from channels.simulator.config import PhonesConfig
    from channels.simulator.postman import Postman
    from channels.simulator.screens import Screens, Status

_MOST_UNITS = 4096
#: Under a photo.
_MOST_UNITS_BELOW = 1024
_OK, _REDIRECT = 200, 300


class TelegramNetwork:
    def __init__(self, config: PhonesConfig, screens: Screens, postman: Postman) -> None:
        self._config = config
        self._screens = screens
        self._chats = Chats(config)
        self.updates = TelegramUpdates(postman, config.telegram_webhook)
        self.bot = bot(config.telegram_token, config.bot_username)
        self.unanswered_presses: set[str] = set()

    def send(
        self,
        params: Mapping[str, str],
        media: tuple[str, ...] = (),
        pictures: tuple[str, ...] = (),
    ) -> dict[str, Any]:
        """Take a message from the bot; raises `TelegramRefusal`."""
        chat = self._chats.writable(params.get("chat_id", ""))
        text = params.get("caption" if media else "text", "")
        if not text.strip() and not media:
            raise TelegramRefusal(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > (_MOST_UNITS_BELOW if media else _MOST_UNITS):
            what = "message caption" if media else "message"
            raise TelegramRefusal(400, f"Bad Request: {what} is too long")
        markup = markup_in(params)
        self._chats.keep_pace(chat)
        content = words(text, media) | ({"reply_markup": markup} if markup else {})
        message = self._chats.write(chat, self.bot, content)
        self._show(chat, message, "to_phone", "delivered", text, media, pictures)
        return message

    def replace_buttons(self, params: Mapping[str, str]) -> dict[str, Any]:
        """Give a message other buttons, or none."""
        chat = self._chats.writable(params.get("chat_id", ""))
        message = chat.message(params.get("message_id", ""))
        message.pop("reply_markup", None)
        markup = markup_in(params)
        if markup:
            message["reply_markup"] = markup
        shown = str(message["message_id"])
        self._screens.change(_phone(chat), shown, buttons=buttons_of(message))
        return message

    def answer_press(self, callback_id: str) -> None:
        if callback_id not in self.unanswered_presses:
            raise TelegramRefusal(400, "Bad Request: query is too old or query ID is invalid")
        self.unanswered_presses.discard(callback_id)

    async def text_in(self, chat_id: int, text: str, media: tuple[str, ...] = ()) -> Arrival:
        """Write to the bot from a phone; the first message opens the chat."""
        self._chats.opened(chat_id)
        chat = self._chats.talking(chat_id)
        message = self._chats.write(chat, chat.user, words(text, media))
        self._show(chat, message, "from_phone", "sending", text, media)
        return await self._deliver(chat, {"message": message}, message)

    async def edit(self, chat_id: int, message_id: int, text: str) -> Arrival:
        chat = self._chats.talking(chat_id)
        message = chat.message(message_id)
        if message["from"]["is_bot"] or "text" not in message:
            raise TelegramRefusal(400, "Bad Request: message can't be edited")
        message |= {"text": text, "edit_date": self._seconds()}
        self._screens.change(_phone(chat), str(message_id), text=text, edited=True)
        return await self._deliver(chat, {"edited_message": message}, message)

    async def press(self, chat_id: int, message_id: int, data: str) -> Arrival:
        """Press a button under one of the bot's messages."""
        chat = self._chats.talking(chat_id)
        message = chat.message(message_id)
        if data not in {button["data"] for button in buttons_of(message)}:
            raise TelegramRefusal(400, "Bad Request: the message has no such button")
        query_id = str(secrets.randbelow(2**63))
        query = {
            "id": query_id,
            "from": chat.user,
            "message": message,
            "chat_instance": str(chat.id),
            "data": data,
        }
        self.unanswered_presses.add(query_id)
        return await self._deliver(chat, {"callback_query": query})

    async def block(self, chat_id: int, *, blocked: bool) -> Arrival:
        """Block or unblock the bot on a phone, which tells the bot either way."""
        chat = self._chats.opened(chat_id)
        chat.blocked = blocked
        change = membership(chat.id, chat.name, self.bot, blocked=blocked)
        return await self._deliver(chat, {"my_chat_member": change | {"date": self._seconds()}})

    def is_blocked(self, chat_id: int) -> bool:
        return self._chats.opened(chat_id).blocked

    async def _deliver(
        self,
        chat: Chat,
        content: dict[str, Any],
        message: dict[str, Any] | None = None,
    ) -> Arrival:
        message_id = "" if message is None else str(message["message_id"])

        def on_attempt(status: int | None) -> None:
            self._screens.change(_phone(chat), message_id, **_progress(status))

        update_id, status = await self.updates.add(content, chat.id, on_attempt)
        return Arrival(
            provider_id=str(update_id),
            message_id=message_id,
            webhook_status=status,
        )

    def _show(  # noqa: PLR0913 - a message has that many sides
        self,
        chat: Chat,
        message: dict[str, Any],
        direction: Direction,
        status: Status,
        text: str,
        media: tuple[str, ...],
        pictures: tuple[str, ...] = (),
    ) -> None:
        shown = PhoneMessage(
            id=str(message["message_id"]),
            direction=direction,
            text=text,
            time=datetime.fromtimestamp(message["date"], UTC).isoformat(),
            status=status,
            media=() if pictures else media,
            pictures=pictures,
            buttons=buttons_of(message),
        )
        self._screens.show(_phone(chat), shown)

    def _seconds(self) -> int:
        return int(self._config.clock().timestamp())


def _phone(chat: Chat) -> Phone:
    return Phone("telegram", str(chat.id))


def _progress(status: int | None) -> dict[str, object]:
    if status is not None and _OK <= status < _REDIRECT:
        return {"status": "sent", "note": ""}
    return {"status": "sending", "note": "the service has not taken it yet; trying again"}
