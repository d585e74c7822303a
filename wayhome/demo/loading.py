"""Loads the demo's people, plans and staff; loading again on the same day changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.clock import Clock
from wayhome.demo.days import made_current
from wayhome.models import Role, StaffMember
from wayhome.plans.documents import PlanDocument, check_document
from wayhome.plans.store import save_document

PEOPLE = Path(__file__).resolve().parent / "people"
STAFF = Path(__file__).resolve().parent / "staff.yaml"
_UNITED_KINGDOM = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class DemoReport:
    people: int
    #: Plan versions that this run made; 0 when everything stood already.
    new_plans: int
    staff: int

    def __str__(self) -> str:
        return f"{self.people} people, {self.new_plans} new plans, {self.staff} staff"


async def load_demo(session: AsyncSession, clock: Clock) -> DemoReport:
    """The caller commits."""
    staff = [await _save_member(session, clock, one) for one in _read(STAFF)["staff"]]
    reviewer = next(one for one in staff if one.role is Role.CLINICAL_REVIEWER)
    documents = demo_documents(clock.now().astimezone(_UNITED_KINGDOM).date())
    # The demo's days move on by themselves; nobody's appointment did.
    made = [
        (await save_document(session, clock, one, reviewer, announce=False))[1] for one in documents
    ]
    return DemoReport(people=len(documents), new_plans=sum(made), staff=len(staff))


def demo_documents(today: date, folder: Path = PEOPLE) -> list[PlanDocument]:
    """Patients before the carers who look after them."""
    found = [
        check_document(made_current(_read(path), today), str(path))
        for path in sorted(folder.glob("*.yaml"))
    ]
    return sorted(found, key=lambda one: bool(one.person.cares_for))


async def _save_member(session: AsyncSession, clock: Clock, written: Any) -> StaffMember:  # noqa: ANN401 - whatever YAML held
    found = await session.scalars(select(StaffMember).where(StaffMember.email == written["email"]))
    member = found.one_or_none()
    if member is None:
        member = StaffMember(email=written["email"], created_at=clock.now())
        session.add(member)
    member.name = written["name"]
    member.role = Role(written["role"])
    await session.flush()
    return member


def _read(path: Path) -> Any:  # noqa: ANN401 - whatever YAML held
    return yaml.safe_load(path.read_text(encoding="utf-8"))
