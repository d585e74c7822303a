"""How a person needs to be communicated with, as the Accessible Information Standard records it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wayhome.models.base import Base, Id, words


class NeedKind(StrEnum):
    """What the service can honour; all else is `other`, for people to meet."""

    SHORTER_TEXTS = "shorter_texts"
    ONE_THING_AT_A_TIME = "one_thing_at_a_time"
    EASY_READ = "easy_read"
    CALL_NOT_TEXT = "call_not_text"
    #: Another language, British Sign Language among them, or an interpreter.
    LANGUAGE = "language"
    OTHER = "other"


class CommunicationNeed(Base):
    """One need of one person. Source: DAPB1605, standards.md 3.5."""

    __tablename__ = "communication_needs"
    __table_args__ = (UniqueConstraint("person_id", "position"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[NeedKind] = mapped_column(words(NeedKind))
    #: What is needed in the source's own words, such as `large print, 16 point`.
    wording: Mapped[str | None]
    #: BCP 47, such as `pl`, `ur` or `bfi` for British Sign Language; with `language` only.
    language: Mapped[str | None]
    reason: Mapped[str | None]
    #: The day by which somebody asks again whether this is still right.
    review_on: Mapped[date | None]
    recorded_at: Mapped[datetime]
