"""The six weeks of support held for a reason, and taken up again when the day has come."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Date, cast, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.clock import Clock
from wayhome.models import CareLink, Person, PersonKind, SupportPeriod, SupportStatus
from wayhome.people.unsent import take_back_unsent

#: Why a programme rests after STOP; START takes it up again.
OPTED_OUT: Final = "opted_out"
#: In days; a check-in makes sense for three, and is given up on the day after.
_FOR_THE_LAST_ANSWER: Final = 4


class PauseReason(StrEnum):
    """Why a programme rests; only a person's own wish ends by itself."""

    ASKED = "asked"
    BEREAVEMENT = "bereavement"
    IN_HOSPITAL = "in_hospital"


#: News of the patient, which holds what we would say to their carers too.
NEWS_OF_THE_PATIENT: Final = frozenset({PauseReason.IN_HOSPITAL, PauseReason.BEREAVEMENT})


async def pause_support(
    session: AsyncSession,
    clock: Clock,
    person: Person,
    why: PauseReason,
    resumes_on: date | None = None,
) -> None:
    """Holds the person's programme, and a patient's whom they care for where the news is theirs.

    A text is no proof of a death, so nothing is ended: a person looks and decides. After STOP the
    news is kept too, so that START takes up nothing for somebody who died or is in hospital.
    A carer has no six weeks of their own: theirs rest until the day, and the patient's go on.
    """
    gives_way = (
        {PauseReason.ASKED, OPTED_OUT} if why in NEWS_OF_THE_PATIENT else {PauseReason.ASKED}
    )
    if why is PauseReason.ASKED and person.kind is PersonKind.CARER:
        person.away_until = resumes_on
    concerned = await _concerned(session, person, why)
    await take_back_unsent(session, concerned)
    await session.execute(
        update(SupportPeriod)
        .where(
            SupportPeriod.person_id.in_(concerned),
            or_(
                SupportPeriod.status == SupportStatus.ACTIVE,
                SupportPeriod.why.in_(gives_way),
            ),
        )
        .values(status=SupportStatus.PAUSED, why=why, resumes_on=resumes_on, changed_at=clock.now())
    )
    audit.record(session, clock, "support_paused", person, system="dialogue", why=why.value)


def is_away(person: Person, now: datetime) -> bool:
    """Whether a carer's own texts rest, until a day of theirs that they named."""
    today = now.astimezone(ZoneInfo(person.timezone)).date()
    return person.away_until is not None and today < person.away_until


async def is_resting(session: AsyncSession, person: Person) -> bool:
    """Whether the person's programme is held: they died, are in hospital, or asked for a rest."""
    held = select(SupportPeriod.id).where(
        SupportPeriod.person_id == person.id, SupportPeriod.status == SupportStatus.PAUSED
    )
    return await session.scalar(held.limit(1)) is not None


async def resume_support(session: AsyncSession, clock: Clock) -> int:
    """How many pauses ended: those whose day has come where the person lives."""
    today = cast(func.timezone(Person.timezone, clock.now()), Date)
    resumed = await session.execute(
        update(SupportPeriod)
        .where(
            SupportPeriod.person_id == Person.id,
            SupportPeriod.status == SupportStatus.PAUSED,
            SupportPeriod.why == PauseReason.ASKED,
            SupportPeriod.resumes_on <= today,
        )
        .values(status=SupportStatus.ACTIVE, why=None, resumes_on=None, changed_at=clock.now())
        .returning(SupportPeriod.id)
        .execution_options(synchronize_session=False)
    )
    return len(resumed.all())


async def end_support(session: AsyncSession, clock: Clock) -> int:
    """How many six weeks are over: a few days after their last, for the last answer to come."""
    today = cast(func.timezone(Person.timezone, clock.now()), Date)
    ended = await session.execute(
        update(SupportPeriod)
        .where(
            SupportPeriod.person_id == Person.id,
            SupportPeriod.status != SupportStatus.ENDED,
            SupportPeriod.ends_on + _FOR_THE_LAST_ANSWER < today,
        )
        .values(status=SupportStatus.ENDED, resumes_on=None, changed_at=clock.now())
        .returning(SupportPeriod.id)
        .execution_options(synchronize_session=False)
    )
    return len(ended.all())


async def _concerned(session: AsyncSession, person: Person, why: PauseReason) -> Sequence[int]:
    if person.kind is not PersonKind.CARER or why is PauseReason.ASKED:
        return [person.id]
    patients = await session.scalars(
        select(CareLink.patient_id).where(CareLink.carer_id == person.id)
    )
    return [person.id, *patients]
