"""Every text in and out, each try to send one, and what the provider said of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wayhome.levels import Level
from wayhome.models.base import Base, Id, words
from wayhome.models.people import ChannelName, ContactPoint


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class Purpose(StrEnum):
    """Why a text leaves, which decides what may hold it back."""

    #: The 999 text; nothing holds it back.
    SAFETY = "safety"
    #: Answers what the person just wrote, at any hour.
    REPLY = "reply"
    #: A support worker's own words.
    STAFF = "staff"
    #: Ours to start; waits for quiet hours and stops with STOP.
    PROGRAMME = "programme"


class MessageStatus(StrEnum):
    """In: received, handled. Out: queued, sent, delivered, read, failed, unknown, cancelled."""

    RECEIVED = "received"
    HANDLED = "handled"
    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


class Message(Base):
    __tablename__ = "messages"
    __table_args__ = (
        # A repeated MessageSid or update_id finds its row here and is answered once.
        UniqueConstraint("channel", "direction", "provider_id"),
        # A reply made twice, by a job that ran twice, is still one reply.
        UniqueConstraint("in_reply_to_id", "purpose", "part"),
        Index("ix_messages_conversation_id_id", "conversation_id", "id"),
        Index(
            "ix_messages_unfinished",
            "status",
            postgresql_where=sql("status IN ('received', 'queued')"),
        ),
    )

    id: Mapped[Id]
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    contact_point_id: Mapped[int] = mapped_column(ForeignKey("contact_points.id"))
    direction: Mapped[Direction] = mapped_column(words(Direction))
    channel: Mapped[ChannelName] = mapped_column(words(ChannelName))
    #: MessageSid or update_id in, the provider's message id out.
    provider_id: Mapped[str | None]
    status: Mapped[MessageStatus] = mapped_column(words(MessageStatus))
    text: Mapped[str]
    created_at: Mapped[datetime]

    # In
    #: Kinds of what was attached, such as image/jpeg or voice.
    media: Mapped[list[str]] = mapped_column(server_default=sql("'{}'"))
    #: The provider's id of the text that this one replaces.
    edits: Mapped[str | None]
    #: STOP, START or HELP where the provider already acted on the word.
    consent_word: Mapped[str | None]
    #: A one-time code that came with the text; worthless once used.
    link_code: Mapped[str | None]
    #: Our text under which a button was pressed; the words on it are this text.
    pressed_id: Mapped[int | None] = mapped_column(BigInteger)
    level: Mapped[Level | None] = mapped_column(words(Level))
    category: Mapped[str | None]
    rule: Mapped[str | None]
    topic: Mapped[str | None]
    confidence: Mapped[float | None]
    handled_at: Mapped[datetime | None]

    # Out
    purpose: Mapped[Purpose | None] = mapped_column(words(Purpose))
    in_reply_to_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("messages.id"))
    part: Mapped[int] = mapped_column(server_default="0")
    buttons: Mapped[list[dict[str, Any]]] = mapped_column(server_default=sql("'[]'"))
    #: The picture that goes with it: a movement of Move to Improve, such as heel_slide.
    picture: Mapped[str | None]
    #: How often it was claimed to be sent.
    tries: Mapped[int] = mapped_column(server_default="0")
    segments: Mapped[int | None]
    sent_at: Mapped[datetime | None]
    failure_code: Mapped[str | None]
    failure_reason: Mapped[str | None]

    contact_point: Mapped[ContactPoint] = relationship()


class SendOutcome(StrEnum):
    SENT = "sent"
    #: Looked up at the provider after a crash or a time-out, and found there.
    FOUND = "found"
    #: The provider said no; it certainly did not go out.
    REFUSED = "refused"
    #: It may have gone out; the provider is asked before it is sent again.
    UNKNOWN = "unknown"


class SendAttempt(Base):
    """The ledger of sends: a row is claimed and committed before the provider is called."""

    __tablename__ = "send_attempts"

    id: Mapped[Id]
    message_id: Mapped[int] = mapped_column(
        ForeignKey("messages.id", ondelete="CASCADE"), index=True
    )
    claimed_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    #: Null while the call runs, and for ever if the process died in it.
    outcome: Mapped[SendOutcome | None] = mapped_column(words(SendOutcome))
    code: Mapped[str | None]


class SenderQueue(Base):
    """When a sender of bulk is next free: a channel, or one chat of a channel."""

    __tablename__ = "sender_queues"

    #: `sms`, `telegram`, or `telegram:12` for a contact point.
    sender: Mapped[str] = mapped_column(primary_key=True)
    free_at: Mapped[datetime]


class Receipt(Base):
    """What a provider reported of a sent text, as it came; the text's status moves only forward."""

    __tablename__ = "receipts"
    __table_args__ = (UniqueConstraint("channel", "provider_id", "status"),)

    id: Mapped[Id]
    channel: Mapped[ChannelName] = mapped_column(words(ChannelName))
    provider_id: Mapped[str]
    status: Mapped[str]
    code: Mapped[str | None]
    received_at: Mapped[datetime]
