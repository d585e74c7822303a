"""The people who work here, what they may do, and what they and the system did."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from wayhome.models.base import Base, Id, words


class Role(StrEnum):
    SUPPORT_WORKER = "support_worker"
    COORDINATOR = "coordinator"
    DUTY_MANAGER = "duty_manager"
    CLINICAL_REVIEWER = "clinical_reviewer"


class StaffMember(Base):
    __tablename__ = "staff"

    id: Mapped[Id]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(words(Role))
    left_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class AuditEvent(Base):
    """Who changed what and when; nobody's words are kept here."""

    __tablename__ = "audit_events"
    __table_args__ = (Index("ix_audit_events_subject", "subject_kind", "subject_id"),)

    id: Mapped[Id]
    at: Mapped[datetime]
    #: The staff member, or null for the system itself.
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    #: Which part of the system acted where no person did, such as `safety_net`.
    system: Mapped[str | None]
    action: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[int] = mapped_column(BigInteger)
    detail: Mapped[dict[str, Any]]
