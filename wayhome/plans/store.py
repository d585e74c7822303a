"""Saves a written plan as a version of its own; the same document again changes nothing."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.clock import Clock
from wayhome.models import (
    SUPPORT_DAYS,
    Appointment,
    CareLink,
    CareVisit,
    ChannelName,
    Contact,
    DischargePlan,
    Equipment,
    Goal,
    Instruction,
    Medicine,
    Person,
    PlanStatus,
    StaffMember,
    SupportPeriod,
    SupportStatus,
    Unsorted,
    WarningSign,
)
from wayhome.people.contact_points import contact_point, give_to
from wayhome.people.needs import Need, keep_needs
from wayhome.people.support import OPTED_OUT, PauseReason
from wayhome.plans.approving import make_current
from wayhome.plans.documents import (
    NeedWritten,
    PersonWritten,
    PlanDocument,
    PlanDocumentError,
    PlanWritten,
)
from wayhome.plans.rewriting import COLLECTIONS

_SYSTEM = "plan_import"


async def save_document(  # noqa: PLR0913 - who saves, who approves, who is told
    session: AsyncSession,
    clock: Clock,
    document: PlanDocument,
    approved_by: StaffMember | None,
    *,
    saved_by: StaffMember | None = None,
    announce: bool = True,
) -> tuple[Person, bool]:
    """The person, and whether a new plan version was made; without an approver it is a draft.

    `saved_by` imported it, where that is not who approves it. The person is told of what changed,
    once, unless `announce` is off.

    The caller commits. Raises PlanDocumentError where an address is another person's already.
    """
    person = await _save_person(session, clock, document.person)
    await _save_addresses(session, clock, person, document.person)
    await _save_care_links(session, person, document.person)
    await keep_needs(session, clock, person, map(_need, document.person.needs))
    if document.plan is None:
        return person, False
    by = saved_by or approved_by
    made = await _save_plan(
        session, clock, person, document.plan, approved_by, by, announce=announce
    )
    return person, made


async def find_written(session: AsyncSession, written: PersonWritten) -> Person | None:
    """Whom a document speaks of, by local id or NHS number; None for somebody new.

    Raises PlanDocumentError where the two belong to different people on record.
    """
    wanted = [Person.local_id == written.id]
    if written.nhs_number:
        wanted.append(Person.nhs_number == written.nhs_number)
    found = (await session.scalars(select(Person).where(or_(*wanted)))).all()
    if len(found) > 1:
        raise PlanDocumentError(
            f"{written.id}: the local id and the NHS number are those of two different people on "
            "record; correct the one that is wrong."
        )
    return found[0] if found else None


async def _save_person(session: AsyncSession, clock: Clock, written: PersonWritten) -> Person:
    person = await find_written(session, written)
    if person is None:
        person = Person(local_id=written.id, created_at=clock.now())
        session.add(person)
    person.kind = written.kind
    person.name = written.name
    person.called = written.called
    person.born_on = written.born_on
    person.nhs_number = written.nhs_number
    person.nhs_number_in_doubt = written.nhs_number_in_doubt
    person.timezone = written.timezone
    person.nation = written.nation
    await session.flush()
    return person


async def _save_addresses(
    session: AsyncSession, clock: Clock, person: Person, written: PersonWritten
) -> None:
    addresses = [(ChannelName.SMS, number) for number in written.mobiles]
    addresses += [(ChannelName.TELEGRAM, chat) for chat in written.telegram_chats]
    for channel, address in addresses:
        point = await contact_point(session, clock, channel, address)
        if point.person_id not in {None, person.id}:
            raise PlanDocumentError(
                f"{written.id}: {channel} {address} is on another person's record; "
                "take it off there first, or correct it here."
            )
        if point.person_id is None:
            await give_to(session, clock, point, person)


async def _save_care_links(session: AsyncSession, carer: Person, written: PersonWritten) -> None:
    for link in written.cares_for:
        patient = (
            await session.scalars(select(Person).where(Person.local_id == link.person))
        ).one_or_none()
        if patient is None:
            raise PlanDocumentError(
                f"{written.id}: cares_for names {link.person}, whom nobody has imported; "
                "import that person first."
            )
        kept = await _care_link(session, carer, patient)
        kept.relationship_name = link.relationship
        kept.consent_topics = list(link.may_know)
        session.add(kept)


async def _care_link(session: AsyncSession, carer: Person, patient: Person) -> CareLink:
    found = await session.scalars(
        select(CareLink).where(CareLink.carer_id == carer.id, CareLink.patient_id == patient.id)
    )
    kept = found.one_or_none()
    if kept is None:
        kept = CareLink(carer_id=carer.id, patient_id=patient.id)
        # The check-ins of a carer who joins later are yet to be planned.
        await session.execute(
            update(SupportPeriod)
            .where(SupportPeriod.person_id == patient.id)
            .values(planned_from=None)
            .execution_options(synchronize_session="fetch")
        )
    return kept


def _need(written: NeedWritten) -> Need:
    return Need(
        kind=written.need,
        wording=written.wording,
        language=written.language,
        reason=written.reason,
        review_on=written.review_on,
    )


async def _save_plan(  # noqa: PLR0913 - who saves and who approves may differ
    session: AsyncSession,
    clock: Clock,
    person: Person,
    written: PlanWritten,
    approved_by: StaffMember | None,
    saved_by: StaffMember | None,
    *,
    announce: bool,
) -> bool:
    source = f"plan.yaml {hashlib.sha256(written.model_dump_json().encode()).hexdigest()[:16]}"
    versions = (
        await session.scalars(
            select(DischargePlan)
            .where(DischargePlan.person_id == person.id)
            .order_by(DischargePlan.version)
        )
    ).all()
    newest = versions[-1] if versions else None
    made = newest is None or newest.source != source
    if newest is None or newest.source != source:
        newest = _new_version(clock, person, written, source, len(versions) + 1)
        session.add(newest)
    await session.flush()
    if approved_by is not None and newest.status is not PlanStatus.APPROVED:
        await session.refresh(newest, COLLECTIONS)
        make_current(session, clock, newest, versions, approved_by, announce=announce)
    if made:
        staff_id = saved_by.id if saved_by else None
        audit.record(session, clock, "plan_saved", newest, staff_id=staff_id, system=_SYSTEM)
        await start_support(session, clock, person, written.discharged_on)
    return made


def _new_version(
    clock: Clock, person: Person, written: PlanWritten, source: str, version: int
) -> DischargePlan:
    zone = ZoneInfo(person.timezone)
    appointments = [
        {**one.model_dump(), "starts_at": one.starts_at and _in_zone(one.starts_at, zone)}
        for one in written.appointments
    ]
    rows = {
        "medicines": (Medicine, [one.model_dump(mode="json") for one in written.medicines]),
        "appointments": (Appointment, appointments),
        "equipment": (Equipment, [one.model_dump() for one in written.equipment]),
        "care_visits": (CareVisit, [one.model_dump() for one in written.care_visits]),
        "instructions": (Instruction, [one.model_dump() for one in written.instructions]),
        "warning_signs": (WarningSign, [one.model_dump() for one in written.warning_signs]),
        "contacts": (Contact, [one.model_dump() for one in written.contacts]),
        "goals": (Goal, [one.model_dump() for one in written.goals]),
        "unsorted": (Unsorted, [one.model_dump() for one in written.unsorted]),
    }
    return DischargePlan(
        person_id=person.id,
        version=version,
        status=PlanStatus.DRAFT,
        hospital=written.hospital,
        ward=written.ward,
        discharged_on=written.discharged_on,
        reason=written.reason,
        pathway=written.pathway,
        source=source,
        created_at=clock.now(),
        **{
            name: [table(position=number, **row) for number, row in enumerate(items)]
            for name, (table, items) in rows.items()
        },
    )


def _in_zone(at: datetime, zone: ZoneInfo) -> datetime:
    """A time without a zone is by the clock on the person's own wall."""
    return at if at.tzinfo else at.replace(tzinfo=zone)


async def start_support(
    session: AsyncSession, clock: Clock, person: Person, discharged_on: date
) -> None:
    """Six weeks from the day of discharge; a later version of the plan moves the days.

    Who went back to hospital, or was supported before, begins six weeks of their own.
    """
    period = await session.scalar(
        select(SupportPeriod)
        .where(SupportPeriod.person_id == person.id)
        .order_by(SupportPeriod.id.desc())
        .limit(1)
    )
    if period is not None and _is_over(period, discharged_on):
        period.status, period.changed_at = SupportStatus.ENDED, clock.now()
        period = None
    if period is None:
        stopped = person.stopped_at is not None
        period = SupportPeriod(
            person_id=person.id,
            status=SupportStatus.PAUSED if stopped else SupportStatus.ACTIVE,
            why=OPTED_OUT if stopped else None,
        )
        session.add(period)
    period.starts_on = discharged_on
    period.ends_on = discharged_on + timedelta(days=SUPPORT_DAYS)
    period.changed_at = clock.now()


def _is_over(period: SupportPeriod, discharged_on: date) -> bool:
    back_in = period.status is SupportStatus.PAUSED and period.why == PauseReason.IN_HOSPITAL
    return discharged_on > period.starts_on and (back_in or period.status is SupportStatus.ENDED)
