"""What Telegram posts to us: proof that it is Telegram, then the text or news inside."""

from __future__ import annotations

import hmac
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NewType

from aiogram.enums import ChatMemberStatus, ChatType, ContentType
from aiogram.types import InlineKeyboardMarkup, Message, Update
from pydantic import ValidationError

from channels.base import InboundText, ReachabilityChange
from channels.errors import Forged, Malformed
from channels.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiogram.types import CallbackQuery, ChatMemberUpdated, InaccessibleMessage

CHANNEL = "telegram"
UPDATE_KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]

_START = re.compile(r"/start(?:@\w+)?\s+([A-Za-z0-9_-]{1,64})\s*")
_GONE = {ChatMemberStatus.KICKED, ChatMemberStatus.LEFT}

# What people send beside words. A kind that is missing here is Telegram's own notice (a pinned
# message, a changed title), which needs no answer.
_MEDIA = {
    ContentType.PHOTO: "image/jpeg",
    ContentType.LIVE_PHOTO: "image/jpeg",
    ContentType.VOICE: "voice",
    ContentType.VIDEO: "video",
    ContentType.VIDEO_NOTE: "video",
    ContentType.AUDIO: "audio",
    ContentType.ANIMATION: "animation",
    ContentType.STICKER: "sticker",
    ContentType.DOCUMENT: "document",
    ContentType.LOCATION: "location",
    ContentType.VENUE: "location",
    ContentType.CONTACT: "contact",
    ContentType.POLL: "poll",
    ContentType.DICE: "dice",
    ContentType.GAME: "game",
    ContentType.STORY: "story",
    ContentType.PAID_MEDIA: "video",
    ContentType.CHECKLIST: "checklist",
    ContentType.RICH_MESSAGE: "rich message",
    ContentType.UNKNOWN: "unknown",
}

_MESSAGES = {"message", "edited_message"}
_ESSENTIAL = {"message_id", "date", "edit_date", "chat", "from", "text", "caption"}

VerifiedUpdate = NewType("VerifiedUpdate", bytes)


class TelegramWebhooks:
    """Checks and reads Telegram's requests; without a secret token every request is refused."""

    def __init__(self, secret_token: str) -> None:
        self._secret_token = secret_token.encode()

    def verify(self, *, headers: Mapping[str, str], body: bytes) -> VerifiedUpdate:
        """Prove that Telegram sent this; raises `Forged` (answer 403)."""
        lowered = {name.lower(): value for name, value in headers.items()}
        given = lowered.get("x-telegram-bot-api-secret-token", "").encode()
        if not self._secret_token:
            raise Forged("No Telegram secret token is set, so no request is trusted. Set one.")
        if not hmac.compare_digest(given, self._secret_token):
            raise Forged("The secret token is missing or wrong. Set the webhook again.")
        return VerifiedUpdate(body)

    def parse(self, update: VerifiedUpdate) -> InboundText | ReachabilityChange | None:
        """Read an update; None is one that is not for us. Raises `Malformed` (answer 400)."""
        try:
            return read_update(Update.model_validate_json(update))
        except ValidationError:
            pass
        essential = _essential(update)
        try:
            return None if essential is None else read_update(Update.model_validate(essential))
        except ValidationError as error:
            # Its own words quote the message, so only the number of faults is passed on.
            faults = error.error_count()
            raise Malformed(f"The update cannot be read ({faults} faults).") from None


def read_update(update: Update) -> InboundText | ReachabilityChange | None:
    """What an update means to us; None for groups, channels, other bots and Telegram's notices."""
    if update.message is not None:
        return _text(update.update_id, update.message, replaces=False)
    if update.edited_message is not None:
        return _text(update.update_id, update.edited_message, replaces=True)
    if update.callback_query is not None:
        return _press(update.update_id, update.callback_query)
    if update.my_chat_member is not None:
        return _reachability(update.update_id, update.my_chat_member)
    return None


def _essential(update: bytes) -> dict[str, object] | None:
    """An update without what only decorates it, so that no novelty there hides the words.

    None if it is of a kind that we never ask for. Raises `Malformed`.
    """
    try:
        raw = json.loads(update)
    except (ValueError, RecursionError):
        raise Malformed("The update is not JSON.") from None
    if not isinstance(raw, dict) or "update_id" not in raw:
        raise Malformed("The update is not an object with an update_id.")
    kinds = {kind: raw[kind] for kind in UPDATE_KINDS if kind in raw}
    if not kinds:
        return None
    trimmed = {
        kind: {name: part for name, part in content.items() if name in _ESSENTIAL}
        if kind in _MESSAGES and isinstance(content, dict)
        else content
        for kind, content in kinds.items()
    }
    return {"update_id": raw["update_id"], **trimmed}


def message_id_of(message: Message | InaccessibleMessage) -> str:
    """A message's id with its chat's, as Telegram numbers messages within a chat."""
    return f"{message.chat.id}:{message.message_id}"


def _text(update_id: int, message: Message, *, replaces: bool) -> InboundText | None:
    sender_is_bot = message.from_user is not None and message.from_user.is_bot
    if message.chat.type != ChatType.PRIVATE or sender_is_bot:
        return None
    words = clean(message.text or message.caption or "")
    media = _media(message)
    if not words and not media:
        return None
    start = _START.fullmatch(words)
    return InboundText(
        channel=CHANNEL,
        provider_id=str(update_id),
        address=str(message.chat.id),
        # The code opens the person's record, so it is kept out of the text that is stored.
        text="/start" if start else words,
        media=media,
        edits=message_id_of(message) if replaces else None,
        link_code=start[1] if start else None,
        sent_at=_edited_at(message) if replaces else message.date,
        message_id=message_id_of(message),
    )


def _edited_at(message: Message) -> datetime:
    seconds = message.edit_date
    return message.date if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _media(message: Message) -> tuple[str, ...]:
    if message.document is not None and message.document.mime_type:
        return (clean(message.document.mime_type, 100),)
    kind = _MEDIA.get(ContentType(message.content_type))
    return () if kind is None else (kind,)


def _press(update_id: int, query: CallbackQuery) -> InboundText | None:
    message = query.message
    if message is not None and message.chat.type != ChatType.PRIVATE:
        return None
    data = clean(query.data or "", 64)
    return InboundText(
        channel=CHANNEL,
        provider_id=str(update_id),
        # In a private chat the chat's id is the person's.
        address=str(query.from_user.id),
        text=_label(message, data),
        callback_id=query.id,
        button=data,
    )


def _label(message: Message | InaccessibleMessage | None, data: str) -> str:
    """The words on the pressed button, or its data once Telegram no longer shows the message."""
    markup = message.reply_markup if isinstance(message, Message) else None
    if isinstance(markup, InlineKeyboardMarkup):
        for button in (button for row in markup.inline_keyboard for button in row):
            if button.callback_data == data:
                return clean(button.text)
    return data


def _reachability(update_id: int, change: ChatMemberUpdated) -> ReachabilityChange | None:
    if change.chat.type != ChatType.PRIVATE:
        return None
    return ReachabilityChange(
        channel=CHANNEL,
        address=str(change.chat.id),
        reachable=change.new_chat_member.status not in _GONE,
        provider_id=str(update_id),
    )
