"""Drafts in, plans out: each is laid beside what is on record, and saved as a version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.clock import Clock
from wayhome.fhir.comparing import Comparison, laid_over
from wayhome.fhir.drafts import Draft
from wayhome.models import Person, StaffMember
from wayhome.plans.documents import (
    PersonWritten,
    PlanDocument,
    PlanDocumentError,
    PlanWritten,
)
from wayhome.plans.plausible import discharge_doubt
from wayhome.plans.records import with_record
from wayhome.plans.rewriting import newest_written
from wayhome.plans.store import find_written, save_document


@dataclass(frozen=True)
class Given:
    """What the worker says where the files do not."""

    person: Person | None = None
    hospital: str | None = None
    discharged_on: date | None = None
    reason: str | None = None


@dataclass
class Prepared:
    """One person's import, ready to be written unless something blocks it."""

    draft: Draft
    #: None while something blocks it.
    document: PlanDocument | None = None
    comparison: Comparison = field(default_factory=Comparison)
    is_new_person: bool = True
    person_changes: list[str] = field(default_factory=list)


async def prepare(session: AsyncSession, draft: Draft, given: Given, today: date) -> Prepared:
    """Lays the draft beside what is on record; what is missing or wrong blocks it."""
    prepared = Prepared(draft)
    person = await _person(session, draft, given)
    written = _person_written(draft, person)
    if written is None:
        return prepared
    prepared.is_new_person = person is None
    if person is not None:
        written = await with_record(session, written, person)
    before = await newest_written(session, person.id) if person else None
    plan = _plan(draft, before, given, today)
    if plan is None or draft.blockers:
        return prepared
    whole = draft.is_document or before is None
    merged, prepared.comparison = laid_over(before, plan, whole=whole)
    prepared.document = PlanDocument(person=written, plan=merged)
    prepared.person_changes = _changes(written, person)
    return prepared


async def write(
    session: AsyncSession, clock: Clock, prepared: Iterable[Prepared], staff: StaffMember | None
) -> None:
    """Saves each plan as a draft, which a worker approves; an unchanged one is left alone.

    The caller commits. Raises PlanDocumentError.
    """
    for one in prepared:
        if one.document is None:
            raise PlanDocumentError(f"{one.draft.called}: {' '.join(one.draft.blockers)}")
        # The person's own record is kept up to date even where the plan stands as it was.
        stands = not one.comparison.anything and not one.is_new_person
        document = one.document.model_copy(update={"plan": None}) if stands else one.document
        await save_document(session, clock, document, None, saved_by=staff)


def _changes(written: PersonWritten, person: Person | None) -> list[str]:
    names = ("name", "born_on", "nhs_number", "nhs_number_in_doubt")
    if person is None:
        return []
    return [
        f"{name.replace('_', ' ')}: {getattr(written, name)}"
        for name in names
        if getattr(written, name) != getattr(person, name)
    ]


async def _person(session: AsyncSession, draft: Draft, given: Given) -> Person | None:
    if draft.person is None:
        return given.person
    try:
        found = await find_written(session, draft.person)
    except PlanDocumentError as problem:
        draft.blockers.append(str(problem))
        return None
    named = given.person
    if named is not None and not _may_be(named, draft.person, found):
        draft.blockers.append(
            f"The files are about {draft.person.name}, and --person is {named.name}. Correct one, "
            "or put the right name on record first."
        )
    return given.person or found


def _may_be(named: Person, written: PersonWritten, found: Person | None) -> bool:
    """Whom the worker names must be whom the files hold: by record, or else by the same name."""
    if found is not None:
        return found.id == named.id
    if named.nhs_number and written.nhs_number:
        return False
    return named.name.casefold() == written.name.casefold()


def _person_written(draft: Draft, person: Person | None) -> PersonWritten | None:
    if draft.person is not None or person is None:
        return draft.person
    # The worker named the person whom no file holds.
    draft.blockers = [one for one in draft.blockers if "no Patient is in these files" not in one]
    return PersonWritten(
        id=person.local_id or f"person-{person.id}", name=person.name, called=person.called
    )


def _plan(
    draft: Draft, before: PlanWritten | None, given: Given, today: date
) -> PlanWritten | None:
    stay = draft.stay
    header = {
        "hospital": given.hospital or stay.hospital or (before.hospital if before else None),
        "discharged_on": given.discharged_on
        or stay.discharged_on
        or (before.discharged_on if before else None),
        "reason": given.reason or stay.reason or (before.reason if before else None),
    }
    options = {"hospital": "--hospital NAME", "discharged_on": "--discharged-on DATE",
               "reason": "--reason WORDS"}  # fmt: skip
    draft.blockers += [
        f"{draft.said_files}: the source does not say {_ASKED[name]}. "
        f"Add the file that does, or give {options[name]}."
        for name, value in header.items()
        if not value
    ]
    _refuse_day(draft, header["discharged_on"], today)
    if draft.blockers:
        return None
    rest = {
        "ward": stay.ward or (before.ward if before else None),
        "pathway": stay.pathway if stay.pathway is not None else before and before.pathway,
    }
    try:
        return PlanWritten.model_validate({**header, **rest, **draft.items})
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in fault["loc"])
        draft.blockers.append(f"{draft.said_files}: {where}: {fault['msg']}.")
        return None


_ASKED = {
    "hospital": "which hospital it was",
    "discharged_on": "on which day the person went home",
    "reason": "why the person was in hospital",
}


def _refuse_day(draft: Draft, discharged_on: object, today: date) -> None:
    if not isinstance(discharged_on, date):
        return
    if doubt := discharge_doubt(discharged_on, today):
        draft.blockers.append(
            f"{draft.said_files}: {doubt}; if the day is wrong, give --discharged-on DATE."
        )
