"""A person's discharge plan and everything on it, in wording that a named worker approved."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from wayhome.models.base import Base, Id, words


class PlanStatus(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    REPLACED = "replaced"


class TimeOfDay(StrEnum):
    MORNING = "morning"
    MIDDAY = "midday"
    EVENING = "evening"
    BEDTIME = "bedtime"


class MedicineChange(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    STOPPED = "stopped"
    #: The source does not say whether it is new.
    NOT_SAID = "not_said"


class DischargePlan(Base):
    __tablename__ = "discharge_plans"
    __table_args__ = (UniqueConstraint("person_id", "version"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    version: Mapped[int]
    status: Mapped[PlanStatus] = mapped_column(words(PlanStatus))
    hospital: Mapped[str]
    ward: Mapped[str | None]
    discharged_on: Mapped[date]
    #: Why the person was in hospital, in plain words.
    reason: Mapped[str]
    #: Discharge to Assess pathway, 0 to 3.
    pathway: Mapped[int | None]
    source: Mapped[str]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    approved_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    medicines: Mapped[list["Medicine"]] = relationship(order_by="Medicine.position")
    appointments: Mapped[list["Appointment"]] = relationship(order_by="Appointment.position")
    equipment: Mapped[list["Equipment"]] = relationship(order_by="Equipment.position")
    care_visits: Mapped[list["CareVisit"]] = relationship(order_by="CareVisit.position")
    instructions: Mapped[list["Instruction"]] = relationship(order_by="Instruction.position")
    warning_signs: Mapped[list["WarningSign"]] = relationship(order_by="WarningSign.position")
    contacts: Mapped[list["Contact"]] = relationship(order_by="Contact.position")
    goals: Mapped[list["Goal"]] = relationship(order_by="Goal.position")
    unsorted: Mapped[list["Unsorted"]] = relationship(order_by="Unsorted.position")


class PlanNotice(Base):
    """What a person is yet to be told of their plan; made by the approval itself.

    A new version, or items of a version that they know, which a worker has explained since.
    """

    __tablename__ = "plan_notices"
    __table_args__ = (
        Index("ix_plan_notices_due", "due_at", postgresql_where=text("told_at IS NULL")),
        # One notice of a version, however often it is approved.
        Index(
            "uq_plan_notices_version",
            "plan_id",
            unique=True,
            postgresql_where=text("explained = '[]'::jsonb"),
        ),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    #: The newly approved version, or the one whose items were explained.
    plan_id: Mapped[int] = mapped_column(ForeignKey("discharge_plans.id", ondelete="CASCADE"))
    #: What the person knew before; the same version where only items were explained.
    before_id: Mapped[int] = mapped_column(ForeignKey("discharge_plans.id", ondelete="CASCADE"))
    #: Items as {"kind": "medicines", "id": 12}; empty for a new version.
    explained: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    due_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    #: How it ended, such as `texted`, `for_a_person` or `nothing_to_tell`.
    outcome: Mapped[str | None]


class PlanItem:
    """What every item of a plan has."""

    id: Mapped[Id]
    position: Mapped[int]
    #: The source's own words, where the item was imported.
    source_text: Mapped[str | None]
    #: Where it stands in the source, such as `leaver.json: entry 4, MedicationRequest/mr-1`.
    source_path: Mapped[str | None]
    #: The source's structured form, such as the FHIR resource that a wording is proven against.
    source_data: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    #: Why a person must see to this item before it is said; null where nobody need.
    needs_person: Mapped[str | None]
    #: When this item's wording was approved on its own, or with the whole plan.
    approved_at: Mapped[datetime | None]

    @declared_attr
    @classmethod
    def approved_by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("staff.id"))

    @declared_attr
    @classmethod
    def plan_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("discharge_plans.id", ondelete="CASCADE"), index=True)


class Medicine(PlanItem, Base):
    __tablename__ = "medicines"

    name: Mapped[str]
    #: Brand names and what people call it, such as `water tablet`.
    other_names: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    #: What it is for, to stand after "for".
    purpose: Mapped[str | None]
    #: How to take it: the one approved sentence, with every number of the source.
    how_to_take: Mapped[str | None]
    times_of_day: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    as_needed: Mapped[bool] = mapped_column(server_default="false")
    change: Mapped[MedicineChange] = mapped_column(words(MedicineChange))
    note: Mapped[str | None]


class Appointment(PlanItem, Base):
    __tablename__ = "appointments"

    #: What it is, such as `fracture clinic`.
    title: Mapped[str]
    other_names: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    #: Null where it is still to be booked.
    starts_at: Mapped[datetime | None]
    place: Mapped[str | None]
    who_with: Mapped[str | None]
    bring: Mapped[str | None]
    prepare: Mapped[str | None]
    transport: Mapped[str | None]
    phone: Mapped[str | None]
    note: Mapped[str | None]


class Equipment(PlanItem, Base):
    __tablename__ = "equipment"

    name: Mapped[str]
    other_names: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    #: What it is for and how to use it.
    use: Mapped[str | None]
    #: Delivered, due on a day, or still to be ordered, in a sentence.
    delivery: Mapped[str | None]
    supplier: Mapped[str | None]
    phone: Mapped[str | None]


class CareVisit(PlanItem, Base):
    __tablename__ = "care_visits"

    #: Who comes, such as `a paid carer from Harbour Care`.
    who: Mapped[str]
    what_for: Mapped[str]
    #: When they come, in a sentence such as `every day at 8am and 6pm`.
    when: Mapped[str]
    phone: Mapped[str | None]
    note: Mapped[str | None]


class Instruction(PlanItem, Base):
    """What to do or not to do, under one of the topics people ask about."""

    __tablename__ = "instructions"

    topic: Mapped[str]
    #: Words by which people ask for it, such as `bath`, `drive`, `lift`.
    asked_by: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    wording: Mapped[str]


class WarningSign(PlanItem, Base):
    __tablename__ = "warning_signs"

    wording: Mapped[str]
    #: What to do, such as `Call 999` or `Call the ward`.
    what_to_do: Mapped[str]


class Contact(PlanItem, Base):
    __tablename__ = "contacts"

    #: What they are to the person, such as `district nurses` or `key worker`.
    role: Mapped[str]
    name: Mapped[str | None]
    phone: Mapped[str]
    #: What to ring them about, to stand after "for".
    what_for: Mapped[str | None]
    asked_by: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    is_key_worker: Mapped[bool] = mapped_column(server_default="false")
    #: Opening hours, each {days: [0..6 from Monday], opens: "08:00", closes: "20:00",
    #: bank_holidays: bool}; empty means that the plan gives none.
    hours: Mapped[list[dict[str, Any]]] = mapped_column(server_default=text("'[]'"))


class Goal(PlanItem, Base):
    """What matters to the person, in their own words."""

    __tablename__ = "goals"

    wording: Mapped[str]


class Unsorted(PlanItem, Base):
    """What the source says and no other kind of item holds; kept for a person to explain."""

    __tablename__ = "unsorted_items"

    #: What it is in the source, such as `Procedure` or the title of a section.
    title: Mapped[str]
    #: Plain words, once a person has written them.
    wording: Mapped[str | None]
