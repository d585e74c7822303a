"""A plan as the answers see it: plain values, loaded once, that nothing can change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeAlias


@dataclass(frozen=True)
class _Item:
    #: Why a person must see to this item before it is said; None where nobody need.
    needs_person: str | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class Medicine(_Item):
    id: int
    name: str
    other_names: tuple[str, ...] = ()
    purpose: str | None = None
    how_to_take: str | None = None
    times_of_day: tuple[str, ...] = ()
    as_needed: bool = False
    change: str = "same"
    note: str | None = None

    @property
    def stopped(self) -> bool:
        return self.change == "stopped"


@dataclass(frozen=True)
class Appointment(_Item):
    id: int
    title: str
    other_names: tuple[str, ...] = ()
    #: Aware; None where it is still to be booked.
    starts_at: datetime | None = None
    place: str | None = None
    who_with: str | None = None
    bring: str | None = None
    prepare: str | None = None
    transport: str | None = None
    phone: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Equipment(_Item):
    id: int
    name: str
    other_names: tuple[str, ...] = ()
    use: str | None = None
    delivery: str | None = None
    supplier: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class CareVisit(_Item):
    id: int
    who: str
    what_for: str
    when: str
    phone: str | None = None
    note: str | None = None


#: The id of an instruction that is made of another kind of item.
NO_ROW = 0


@dataclass(frozen=True)
class Instruction(_Item):
    id: int
    topic: str
    wording: str
    asked_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class WarningSign(_Item):
    id: int
    wording: str
    what_to_do: str


@dataclass(frozen=True)
class Opening:
    """Some days of the week (0 is Monday) with one opening and closing time.

    Closing at or before opening means the next day; both at midnight means all day.
    """

    days: frozenset[int]
    opens: time
    closes: time
    bank_holidays: bool = False


@dataclass(frozen=True)
class Contact(_Item):
    id: int
    role: str
    phone: str
    name: str | None = None
    what_for: str | None = None
    asked_by: tuple[str, ...] = ()
    is_key_worker: bool = False
    #: Empty where the plan gives no opening hours.
    hours: tuple[Opening, ...] = ()


@dataclass(frozen=True)
class Goal(_Item):
    id: int
    wording: str


@dataclass(frozen=True)
class Unsorted(_Item):
    """What the source says and no other kind of item holds."""

    id: int
    title: str
    #: None until a person has put it in plain words.
    wording: str | None = None


Item: TypeAlias = (
    Medicine
    | Appointment
    | Equipment
    | CareVisit
    | Instruction
    | WarningSign
    | Contact
    | Goal
    | Unsorted
)


def names_of(item: Item) -> tuple[str, ...]:
    """What people call an item, its own name first."""
    own = getattr(item, "name", None) or getattr(item, "title", None) or getattr(item, "role", "")
    others = getattr(item, "other_names", ()) or getattr(item, "asked_by", ())
    return (own, *others) if own else tuple(others)


@dataclass(frozen=True)
class Plan:
    """One approved version."""

    id: int
    version: int
    hospital: str
    reason: str
    discharged_on: date
    ward: str | None = None
    pathway: int | None = None
    medicines: tuple[Medicine, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    care_visits: tuple[CareVisit, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    warning_signs: tuple[WarningSign, ...] = ()
    contacts: tuple[Contact, ...] = ()
    goals: tuple[Goal, ...] = ()
    unsorted: tuple[Unsorted, ...] = ()
    #: Topics on which the plan has something that a person must confirm before it is said.
    waiting: frozenset[str] = frozenset()

    @property
    def told_when_asked(self) -> tuple[Instruction, ...]:
        """The instructions, and what a worker has explained of the rest, asked for by its title."""
        explained = (
            Instruction(id=NO_ROW, topic="plan_summary", wording=one.wording, asked_by=_title(one))
            for one in self.unsorted
            if one.wording and one.needs_person is None
        )
        return (*self.instructions, *explained)


def _title(one: Unsorted) -> tuple[str, ...]:
    """`Procedure: Hip replacement` is asked for as a hip replacement."""
    return (one.title.rpartition(":")[2].strip(),)
