"""What every channel gives and takes: texts out, texts in, and the news about them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime, timedelta

    from channels.errors import Problem

BUTTON_DATA_BYTES = 64


@dataclass(frozen=True, kw_only=True)
class Button:
    """A choice under a message. Use an opaque id as `data`: it travels through the provider."""

    label: str
    data: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.data.encode()) <= BUTTON_DATA_BYTES:
            raise ValueError(
                f"A button's data must be 1 to {BUTTON_DATA_BYTES} bytes long. Use a shorter id.",
            )


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture that goes with a text; the text alone must be enough."""

    #: A file name such as `hip_marching.png`.
    name: str
    content: bytes
    #: Where a provider that fetches pictures finds it.
    url: str


@dataclass(frozen=True, kw_only=True)
class OutboundText:
    #: An E.164 number, or a Telegram chat id as text.
    address: str
    text: str
    #: Our own message id; opaque to the channel, which hands it back where the provider lets it.
    reference: str
    #: How long the text is worth delivering; after that the provider drops it.
    valid_for: timedelta | None = None
    buttons: tuple[Button, ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True, kw_only=True)
class Sent:
    provider_id: str
    segments: int


@dataclass(frozen=True, kw_only=True)
class InboundText:
    channel: str
    #: Unique within the channel: Twilio's MessageSid, Telegram's update_id.
    provider_id: str
    address: str
    #: What the person wrote, or the label of the button they pressed; may be empty.
    text: str
    #: Content types or kinds: "image/jpeg", "voice", "location".
    media: tuple[str, ...] = ()
    #: The `message_id` of the message that this one replaces.
    edits: str | None = None
    #: The one-time code of a Telegram deep link.
    link_code: str | None = None
    #: STOP, START or HELP where the provider already acted on the word.
    opt_out: str | None = None
    to: str | None = None
    sent_at: datetime | None = None
    #: The message's own id where `provider_id` names only its delivery (Telegram: "chat:message").
    message_id: str | None = None
    #: What to hand to `answer_callback` after the press of a button.
    callback_id: str | None = None
    #: The `data` of the button that was pressed.
    button: str | None = None


class DeliveryStatus(StrEnum):
    """How far a text has come; listed in rank order, because receipts arrive in any order."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"

    @property
    def rank(self) -> int:
        return list(DeliveryStatus).index(self)

    def moves_on(self, current: DeliveryStatus) -> bool:
        """Whether a receipt with this status is news to a message that is already at `current`."""
        return self.rank > current.rank


@dataclass(frozen=True, kw_only=True)
class StatusReport:
    channel: str
    provider_id: str
    status: DeliveryStatus
    code: str | None = None
    problem: Problem | None = None
    #: Our own message id where the provider hands it back; there even if `send` never returned.
    reference: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReachabilityChange:
    """The person blocked or unblocked us at the provider."""

    channel: str
    address: str
    reachable: bool
    #: Unique within the channel, as on `InboundText`.
    provider_id: str | None = None


class Channel(Protocol):
    """One way to reach people. Its methods raise `ChannelError` and nothing else."""

    @property
    def name(self) -> str: ...

    async def send(self, text: OutboundText) -> Sent: ...

    async def find(
        self,
        text: OutboundText,
        since: datetime,
        known: Collection[str],
    ) -> Sent | None:
        """Ask the provider whether a send of unknown outcome went through.

        Looks for the same text to the same address, made at or after `since` (to the second) and
        not among the `known` provider ids. Raises `CannotLookUp` where the provider has no list
        of what was sent.
        """

    async def close(self) -> None: ...
