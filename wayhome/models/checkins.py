"""Every text that we start on a schedule, from its planning to the one state in which it ends."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wayhome.models.base import Base, Id, words
from wayhome.models.support import SupportPeriod


class CheckInKind(StrEnum):
    QUESTIONS = "questions"
    EXERCISES = "exercises"
    SURVEY = "survey"
    MESSAGE = "message"

    @property
    def asks(self) -> bool:
        """Whether its questions stand in its schedule."""
        return self in ASKING


ASKING: Final = frozenset({CheckInKind.QUESTIONS, CheckInKind.SURVEY})


class CheckInStatus(StrEnum):
    """Planned, asked, then exactly one end state, which never changes again."""

    PLANNED = "planned"
    ASKED = "asked"
    ANSWERED = "answered"
    PART_ANSWERED = "part_answered"
    #: The person said that they want to skip it.
    SKIPPED = "skipped"
    #: Nothing was said to it, a reminder notwithstanding.
    MISSED = "missed"
    #: Too late to make sense; recorded and never sent.
    STALE = "stale"
    #: STOP, a death, the end of support or of a campaign.
    CANCELLED = "cancelled"
    #: Sent, and asks nothing.
    TOLD = "told"
    #: A text is not the way to reach this person; a handoff stands instead.
    FOR_A_PERSON = "for_a_person"

    @property
    def is_end(self) -> bool:
        return self not in _OPEN


_OPEN: Final = frozenset({CheckInStatus.PLANNED, CheckInStatus.ASKED})


class CheckIn(Base):
    __tablename__ = "check_ins"
    __table_args__ = (
        # Planning twice is one plan. A patient's carers have check-ins of their own in it.
        UniqueConstraint("support_period_id", "person_id", "schedule", "key"),
        CheckConstraint(
            "(status IN ('planned', 'asked')) = (ended_at IS NULL)", name="ended_when_it_ends"
        ),
        # All that the engine ever looks for: its size is that of what is open, not of what was.
        Index("ix_check_ins_open", "look_at", postgresql_where=text("ended_at IS NULL")),
        Index("ix_check_ins_person_id", "person_id", "due_at"),
        Index("ix_check_ins_message_id", "message_id"),
        Index(
            "ix_check_ins_campaign_id",
            "campaign_id",
            postgresql_where=text("campaign_id IS NOT NULL"),
        ),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    #: The patient's six weeks, for a carer's check-in too.
    support_period_id: Mapped[int] = mapped_column(
        ForeignKey("support_periods.id", ondelete="CASCADE")
    )
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"))
    #: The content file, such as six_weeks, and its entry, such as day_3.
    schedule: Mapped[str]
    key: Mapped[str]
    kind: Mapped[CheckInKind] = mapped_column(words(CheckInKind))
    due_at: Mapped[datetime]
    #: When the engine next has something to do for it: send, remind, give up, look again.
    look_at: Mapped[datetime]
    status: Mapped[CheckInStatus] = mapped_column(words(CheckInStatus))
    #: Why it ended or waits, in a word such as `overtaken` or `in_hospital`.
    why: Mapped[str | None]
    #: The text that asked.
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id", ondelete="SET NULL"))
    planned_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    #: How often its words failed.
    failed_tries: Mapped[int] = mapped_column(server_default="0")
    #: The key of the question that is open now.
    question: Mapped[str | None]

    support_period: Mapped[SupportPeriod] = relationship()


class Answer(Base):
    """What was answered to one question, in a word of its schedule; the text holds the rest."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("check_in_id", "question", "message_id"),)

    id: Mapped[Id]
    check_in_id: Mapped[int] = mapped_column(ForeignKey("check_ins.id", ondelete="CASCADE"))
    question: Mapped[str]
    #: A word of the schedule, or `own_words`.
    value: Mapped[str]
    #: The text it came with.
    message_id: Mapped[int] = mapped_column(
        ForeignKey("messages.id", ondelete="CASCADE"), index=True
    )
    given_at: Mapped[datetime]
    #: Set once a later answer put it right.
    superseded_at: Mapped[datetime | None]
