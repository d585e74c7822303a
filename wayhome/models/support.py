"""The six weeks in which a person is in our care."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from wayhome.models.base import Base, Id, words

SUPPORT_DAYS = 42


class SupportStatus(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class SupportPeriod(Base):
    __tablename__ = "support_periods"
    __table_args__ = (
        # Few at any time: those that opened, or whose days moved, a moment ago.
        Index(
            "ix_support_periods_unplanned",
            "id",
            postgresql_where=text("planned_from IS DISTINCT FROM starts_on"),
        ),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    status: Mapped[SupportStatus] = mapped_column(words(SupportStatus))
    #: The day on which a pause ends by itself, in the person's zone; null where a person decides.
    resumes_on: Mapped[date | None]
    #: Why it is paused or ended, in a word such as `opted_out` or `in_hospital`.
    why: Mapped[str | None]
    changed_at: Mapped[datetime]
    #: The first day for which the check-ins were planned; null until they are.
    planned_from: Mapped[date | None]
