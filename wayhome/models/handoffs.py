"""Concerns that a person, not the bot, must see to."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from wayhome.levels import Level
from wayhome.models.base import Base, Id, words


class HandoffReason(StrEnum):
    SAFETY_NET = "safety_net"
    ASKED_FOR_PERSON = "asked_for_person"
    QUESTION_PASSED_ON = "question_passed_on"
    #: What they told us is one for a person: a fall, low mood, a carer who did not come.
    CONCERN_RAISED = "concern_raised"
    NOT_UNDERSTOOD = "not_understood"
    BOT_FAILED = "bot_failed"
    MEDIA = "media"
    UNDELIVERED = "undelivered"
    STOPPED = "stopped"
    #: Check-ins were not answered, a reminder notwithstanding.
    SILENCE = "silence"
    #: A check-in that no text can make: they need a call, or a text is not safe or has no address.
    CHECK_IN_BY_A_PERSON = "check_in_by_a_person"


class HandoffOutcome(StrEnum):
    CALLED = "called"
    TEXTED = "texted"
    VISITED = "visited"
    REFERRED = "referred"
    EMERGENCY_SERVICES = "emergency_services"
    NO_ANSWER = "no_answer"
    NOT_NEEDED = "not_needed"


class Handoff(Base):
    __tablename__ = "handoffs"
    __table_args__ = (
        # A job that runs twice opens one handoff.
        UniqueConstraint("message_id", "reason"),
        Index(
            "ix_handoffs_open",
            "conversation_id",
            postgresql_where=text("resolved_at IS NULL"),
        ),
        Index("ix_handoffs_due_at", "due_at", postgresql_where=text("resolved_at IS NULL")),
    )

    id: Mapped[Id]
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), index=True
    )
    #: The text that led to it; null where there is no address to text to.
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    level: Mapped[Level] = mapped_column(words(Level))
    reason: Mapped[HandoffReason] = mapped_column(words(HandoffReason))
    category: Mapped[str | None]
    rule: Mapped[str | None]
    opened_at: Mapped[datetime]
    #: By when a person must have seen to it.
    due_at: Mapped[datetime]
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    claimed_at: Mapped[datetime | None]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    resolved_at: Mapped[datetime | None]
    outcome: Mapped[HandoffOutcome | None] = mapped_column(words(HandoffOutcome))
    note: Mapped[str | None]


class HandoffMessage(Base):
    """A text that arrived while the handoff was open; the worker reads them together."""

    __tablename__ = "handoff_messages"

    handoff_id: Mapped[int] = mapped_column(
        ForeignKey("handoffs.id", ondelete="CASCADE"), primary_key=True
    )
    message_id: Mapped[int] = mapped_column(
        ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True
    )
