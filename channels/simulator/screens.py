"""What each phone shows, and word to whoever watches when it changes."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["sms", "telegram"]
Direction = Literal["from_phone", "to_phone"]
Status = Literal["sending", "queued", "sent", "delivered", "read", "failed"]

Watcher = asyncio.Queue[dict[str, Any] | None]

# A watcher that falls this far behind is a page that went away.
_WATCHER_BACKLOG = 1000


@dataclass(frozen=True)
class Phone:
    kind: Kind
    #: The number, or the chat id as text.
    address: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.address}"


@dataclass(kw_only=True)
class PhoneMessage:
    #: The provider's id of the message: a SID, or the message id in the chat.
    id: str
    direction: Direction
    text: str
    #: ISO 8601 with its zone.
    time: str
    status: Status = "sending"
    media: tuple[str, ...] = ()
    #: Pictures of the gallery, by id.
    pictures: tuple[str, ...] = ()
    buttons: tuple[dict[str, str], ...] = ()
    edited: bool = False
    #: More about the status in words, such as why a text failed.
    note: str = ""


class Screens:
    def __init__(self) -> None:
        self._messages: dict[str, list[PhoneMessage]] = {}
        self._watchers: set[Watcher] = set()

    def messages(self, phone: Phone) -> list[PhoneMessage]:
        return list(self._messages.get(phone.key, []))

    def find(self, phone: Phone, message_id: str) -> PhoneMessage | None:
        matching = (each for each in self.messages(phone) if each.id == message_id)
        return next(matching, None)

    def show(self, phone: Phone, message: PhoneMessage) -> PhoneMessage:
        self._messages.setdefault(phone.key, []).append(message)
        self._tell(phone, message)
        return message

    def change(self, phone: Phone, message_id: str, **values: Any) -> None:  # noqa: ANN401 - fields
        message = self.find(phone, message_id)
        if message is not None:
            for name, value in values.items():
                setattr(message, name, value)
            self._tell(phone, message)

    @contextmanager
    def watching(self) -> Iterator[Watcher]:
        """A queue of what changes on any phone; None in it means that no more will come."""
        queue: Watcher = asyncio.Queue(_WATCHER_BACKLOG)
        self._watchers.add(queue)
        try:
            yield queue
        finally:
            self._watchers.discard(queue)

    def end_watching(self) -> None:
        """Let every watcher go, so that a server can stop."""
        while self._watchers:
            self._dismiss(self._watchers.pop())

    def _dismiss(self, queue: Watcher) -> None:
        if queue.full():
            queue.get_nowait()
        queue.put_nowait(None)

    def _tell(self, phone: Phone, message: PhoneMessage) -> None:
        event = {"phone": phone.key, "message": asdict(message)}
        for queue in list(self._watchers):
            if queue.full():
                self._watchers.discard(queue)
                self._dismiss(queue)
            else:
                queue.put_nowait(event)
