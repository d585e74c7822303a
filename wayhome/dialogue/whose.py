"""Whose plan a person may hear of: their own, or a patient's as far as the patient agreed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.models import CareLink, Person, PersonKind
from wayhome.plans.loading import current_plan
from wayhome.plans.matching import says
from wayhome.plans.values import Plan

ALL = "all"


@dataclass(frozen=True)
class Whose:
    """The plan that may be spoken of, already without what was not agreed."""

    plan: Plan | None = None
    #: Called name of the patient, where a carer asks.
    patient: str | None = None
    #: None where every topic may be answered.
    agreed: frozenset[str] | None = None
    #: Called names to choose from, where a carer looks after several and named none.
    unclear: tuple[str, ...] = ()
    #: Nobody of ours is texting.
    of_a_stranger: bool = False

    def may_answer(self, topic: str) -> bool:
        return self.agreed is None or ALL in self.agreed or topic in self.agreed


async def whose_plan(session: AsyncSession, person: Person | None, text: str) -> Whose:
    if person is None:
        return Whose(of_a_stranger=True)
    if person.kind is PersonKind.PATIENT:
        return Whose(plan=await current_plan(session, person.id))
    links = (
        await session.execute(
            select(Person, CareLink.consent_topics)
            .join(CareLink, CareLink.patient_id == Person.id)
            .where(CareLink.carer_id == person.id)
            .order_by(Person.id)
        )
    ).all()
    meant = [one for one in links if says(text, one[0].called)] or list(links)
    if len(meant) != 1:
        return Whose(unclear=tuple(patient.called for patient, _ in meant), agreed=frozenset())
    patient, topics = meant[0]
    plan = await current_plan(session, patient.id)
    agreed = frozenset(topics)
    return Whose(plan=plan and agreed_part(plan, agreed), patient=patient.called, agreed=agreed)


def agreed_part(plan: Plan, agreed: Collection[str]) -> Plan:
    """The plan without the items of topics that the patient keeps private."""
    if ALL in agreed:
        return plan
    return replace(
        plan,
        medicines=plan.medicines if "medicines" in agreed else (),
        appointments=plan.appointments if "appointments" in agreed else (),
        equipment=plan.equipment if "equipment" in agreed else (),
        care_visits=plan.care_visits if "care_at_home" in agreed else (),
        instructions=tuple(one for one in plan.instructions if one.topic in agreed),
        warning_signs=plan.warning_signs if "warning_signs" in agreed else (),
        # A line for carers is the carer's own business.
        contacts=tuple(
            one for one in plan.contacts if "who_to_contact" in agreed or says(one.role, "carer")
        ),
        goals=(),
        unsorted=plan.unsorted if "plan_summary" in agreed else (),
    )
