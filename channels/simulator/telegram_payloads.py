"""The pieces of a Telegram update, as the Bot API spells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = {"file_id": "AgACAgQAAxkDAAI", "file_unique_id": "AQADAgAD"}

# What a message carries for each kind of thing that a person can send beside words.
MEDIA: Mapping[str, Mapping[str, Any]] = {
    "photo": {"photo": [_FILE | {"width": 1280, "height": 960, "file_size": 140_000}]},
    "voice": {"voice": _FILE | {"duration": 7, "mime_type": "audio/ogg", "file_size": 24_000}},
    "video": {"video": _FILE | {"width": 640, "height": 480, "duration": 9}},
    "document": {
        "document": _FILE | {"file_name": "letter.pdf", "mime_type": "application/pdf"},
    },
    "location": {"location": {"latitude": 54.97, "longitude": -1.61}},
    "contact": {"contact": {"phone_number": "+447700900999", "first_name": "Jo"}},
    "sticker": {
        "sticker": _FILE
        | {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "\N{THUMBS UP SIGN}",
        },
    },
}


def person(chat_id: int, name: str) -> dict[str, Any]:
    return {"id": chat_id, "is_bot": False, "first_name": name, "language_code": "en"}


def private_chat(chat_id: int, name: str) -> dict[str, Any]:
    return {"id": chat_id, "first_name": name, "type": "private"}


def bot(token: str, username: str) -> dict[str, Any]:
    return {
        "id": int(token.partition(":")[0]),
        "is_bot": True,
        "first_name": "Wayhome",
        "username": username,
    }


def words(text: str, media: tuple[str, ...]) -> dict[str, Any]:
    """The fields that hold what a message says: its text, or its medium with a caption."""
    if not media:
        return {"text": text} | ({"entities": _command(text)} if text.startswith("/") else {})
    caption = {"caption": text} if text else {}
    return dict(MEDIA[media[0]]) | caption


def _command(text: str) -> list[dict[str, Any]]:
    return [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]


def membership(
    chat_id: int, name: str, bot_user: dict[str, Any], *, blocked: bool
) -> dict[str, Any]:
    """What tells the bot that it was blocked or unblocked."""
    member = {"user": bot_user, "status": "member"}
    banned = {"user": bot_user, "status": "kicked", "until_date": 0}
    return {
        "chat": private_chat(chat_id, name),
        "from": person(chat_id, name),
        "old_chat_member": member if blocked else banned,
        "new_chat_member": banned if blocked else member,
    }
