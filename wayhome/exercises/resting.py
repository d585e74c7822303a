"""Exercises rest after a fall, a stop sign or pain that stays, until a clinician clears them again.

Source: standards.md 4.2: a stop sign pauses prompts until a person clears them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.models import CareLink, Clearance, RestReason

if TYPE_CHECKING:
    from wayhome.clock import Clock
    from wayhome.models import Person


async def rest(session: AsyncSession, clock: Clock, person: Person, why: RestReason) -> int:
    """Holds the person's exercises, and those of the patients whom a carer speaks for.

    How many clearances rest from now on; one that rests already keeps its reason.
    """
    cared_for = select(CareLink.patient_id).where(CareLink.carer_id == person.id)
    rested = await session.scalars(
        update(Clearance)
        .where(
            or_(Clearance.person_id == person.id, Clearance.person_id.in_(cared_for)),
            Clearance.withdrawn_at.is_(None),
            Clearance.rests_since.is_(None),
        )
        .values(rests_since=clock.now(), rests_why=why)
        .returning(Clearance)
        .execution_options(synchronize_session="fetch")
    )
    found = rested.all()
    for clearance in found:
        audit.record(session, clock, "exercises_rest", clearance, system="exercises", why=why.value)
    return len(found)
