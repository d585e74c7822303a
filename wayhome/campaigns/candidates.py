"""Everybody in their six weeks on a day, each once, with what an audience may ask after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Select, and_, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased

from wayhome.checkins.standing import is_attended, nearest_point
from wayhome.content.check_ins import Audience as Kind
from wayhome.models import (
    CareLink,
    ContactPoint,
    DischargePlan,
    Person,
    PersonKind,
    PlanStatus,
    SupportPeriod,
)
from wayhome.people.needs import needs_of_all

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.people.needs import Need

_WEEK: Final = 7
_KIND: Final = {Kind.PATIENTS: PersonKind.PATIENT, Kind.CARERS: PersonKind.CARER}


@dataclass(frozen=True, kw_only=True)
class Candidate:
    person: Person
    #: The patient's six weeks, for a carer too.
    period: SupportPeriod
    #: By the patient's approved plan; None where there is none or it does not say.
    hospital: str | None
    pathway: int | None
    #: Their own, or that of the patient whom they care for.
    team: str | None
    #: Where a text would go.
    point: ContactPoint | None
    needs: Sequence[Need]
    #: A person sees to them just now.
    attended: bool

    def week(self, on: date) -> int:
        """Of their support, from 1."""
        return (on - self.period.starts_on).days // _WEEK + 1


async def candidates(session: AsyncSession, who: Kind, on: date) -> Sequence[Candidate]:
    """By person's number, whether or not a text may go to them."""
    rows = (await session.execute(_in_their_six_weeks(who, on))).all()
    needs = await needs_of_all(session, [row[0].id for row in rows])
    return [
        Candidate(
            person=person,
            period=period,
            point=point,
            hospital=hospital,
            pathway=pathway,
            team=team,
            attended=attended,
            needs=needs.get(person.id, ()),
        )
        for person, period, point, hospital, pathway, team, attended in rows
    ]


def _in_their_six_weeks(who: Kind, on: date) -> Select[Any]:
    point, period, patient = nearest_point(), aliased(SupportPeriod), aliased(Person)
    plan, team = DischargePlan, func.coalesce(Person.team, patient.team)
    found: Any = select(Person, period, point, plan.hospital, plan.pathway, team, is_attended())
    if who is Kind.PATIENTS:
        found = found.join(period, period.person_id == Person.id)
    else:
        found = found.join(CareLink, CareLink.carer_id == Person.id).join(
            period, period.person_id == CareLink.patient_id
        )
    approved = and_(plan.person_id == period.person_id, plan.status == PlanStatus.APPROVED)
    meant: Select[Any] = (
        found.where(Person.kind == _KIND[who], period.ends_on >= on)
        .ext(distinct_on(Person.id))
        .order_by(Person.id, period.id.desc())
        .join(patient, patient.id == period.person_id)
        .outerjoin(plan, approved)
        .outerjoin(point, point.person_id == Person.id)
    )
    return meant
