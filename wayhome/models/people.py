"""People, how they are reached, and who may know about whom."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wayhome.models.base import Base, Id, words


class PersonKind(StrEnum):
    PATIENT = "patient"
    CARER = "carer"


class ChannelName(StrEnum):
    SMS = "sms"
    TELEGRAM = "telegram"


class Person(Base):
    __tablename__ = "people"

    id: Mapped[Id]
    kind: Mapped[PersonKind] = mapped_column(words(PersonKind))
    name: Mapped[str]
    #: What they like to be called.
    called: Mapped[str]
    born_on: Mapped[date | None]
    nhs_number: Mapped[str | None] = mapped_column(unique=True)
    #: As a source has it where it fails its check digit; a person must put it right.
    nhs_number_in_doubt: Mapped[str | None]
    #: The service's own identifier; imports find a person again by it.
    local_id: Mapped[str | None] = mapped_column(unique=True)
    #: Which of the service's teams looks after them, by the name that staff use.
    team: Mapped[str | None]
    timezone: Mapped[str] = mapped_column(server_default="Europe/London")
    #: Which bank holidays count, a subdivision of the United Kingdom: ENG, WLS, SCT or NIR.
    nation: Mapped[str] = mapped_column(server_default="ENG")
    #: The hour at which they want our texts, by the clock on their wall.
    texts_at: Mapped[time | None]
    #: A carer's texts rest until this day of theirs; a patient's rest with their six weeks.
    away_until: Mapped[date | None]
    #: Somebody else may read the person's texts: nothing is texted first while this is set.
    unsafe_to_text_since: Mapped[datetime | None]
    #: Opted out of programme messages; replies and safety texts still go out.
    stopped_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    contact_points: Mapped[list["ContactPoint"]] = relationship(back_populates="person")


class CareLink(Base):
    """A carer may know about a patient, topic by topic."""

    __tablename__ = "care_links"
    __table_args__ = (UniqueConstraint("carer_id", "patient_id"),)

    id: Mapped[Id]
    carer_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    patient_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    relationship_name: Mapped[str]
    #: Topics that the patient agreed to share, or `all`.
    consent_topics: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))


class Conversation(Base):
    """What must survive a restart of Rasa: who is talking, of what, and what was left open."""

    __tablename__ = "conversations"

    id: Mapped[Id]
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), unique=True
    )
    last_topic: Mapped[str | None]
    #: The plan item last spoken of, such as medicine 12, so that "what is that for" has an answer.
    last_item_kind: Mapped[str | None]
    last_item_id: Mapped[int | None] = mapped_column(BigInteger)
    #: The inbound message whose question we offered to pass on; null when nothing is on offer.
    offered_message_id: Mapped[int | None] = mapped_column(BigInteger)
    #: Texts still to come when the person says "more".
    more_texts: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    #: How many of them the person has had.
    more_told: Mapped[int] = mapped_column(server_default="0")
    misunderstood_in_a_row: Mapped[int] = mapped_column(server_default="0")
    #: The question of a check-in that came back after something else was asked; it does so once.
    question_repeated: Mapped[str | None]
    #: Movements of which our last reply asked for one by number.
    which_movement: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    created_at: Mapped[datetime]


class ContactPoint(Base):
    """An address on a channel; it belongs to nobody until it is on a person's record."""

    __tablename__ = "contact_points"
    __table_args__ = (
        UniqueConstraint("channel", "address"),
        Index("ix_contact_points_person_id", "person_id"),
    )

    id: Mapped[Id]
    channel: Mapped[ChannelName] = mapped_column(words(ChannelName))
    #: A number as +447700900001, or a Telegram chat id.
    address: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    #: Set while the provider says that this address cannot be reached.
    unreachable_since: Mapped[datetime | None]
    unreachable_why: Mapped[str | None]
    #: Set since whoever has this address said that it is not the person's.
    wrong_number_since: Mapped[datetime | None]
    #: Where the person last wrote from; replies without a question go there.
    last_used_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    person: Mapped[Person | None] = relationship(back_populates="contact_points")


class LinkCode(Base):
    """A one-time code that ties a Telegram chat to a person; only its digest is kept."""

    __tablename__ = "link_codes"

    id: Mapped[Id]
    digest: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
