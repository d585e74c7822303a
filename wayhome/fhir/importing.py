"""Files in, plans out: every file read, every person prepared, and only then anything written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.clock import Clock
from wayhome.fhir import prsb
from wayhome.fhir.comparing import Comparison, laid_over
from wayhome.fhir.drafts import Draft
from wayhome.fhir.files import SourceError, read_file
from wayhome.fhir.grouping import SUPPORTING, Group, about, grouped
from wayhome.fhir.plausible import discharge_doubt
from wayhome.fhir.reading import read_group
from wayhome.fhir.sources import Pool, Source, sources_of
from wayhome.models import SUPPORT_DAYS, Person, StaffMember
from wayhome.plans.documents import (
    PersonWritten,
    PlanDocument,
    PlanDocumentError,
    PlanWritten,
)
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


@dataclass
class Read:
    drafts: list[Draft] = field(default_factory=list)
    #: Files that cannot be used, each a sentence.
    problems: list[str] = field(default_factory=list)
    #: Resources that nobody in these files refers to.
    nobodys: list[str] = field(default_factory=list)


def read_drafts(files: Sequence[Path], today: date, *, one_person: bool = False) -> Read:
    """Every person in the files; with `one_person` all files speak of the same one."""
    read, sources, cleaned = Read(), list[Source](), dict[str, int]()
    for path in files:
        try:
            content = read_file(path)
            cleaned[content.name] = content.unprintable
            if prsb.is_summary(content.content):
                read.drafts.append(prsb.read_summary(content, today))
            else:
                sources += sources_of(content)
        except SourceError as problem:
            read.problems.append(str(problem))
    pool = Pool(sources)
    try:
        groups = grouped(pool)
        groups = _as_one(groups) if one_person else groups
    except SourceError as problem:
        read.problems.append(str(problem))
        return read
    for group in groups:
        if _is_nobodys(group):
            read.nobodys += [one.path for one in group.members]
        else:
            read.drafts.append(read_group(pool, group, today))
    for draft in read.drafts:
        draft.oddities += [_cleaned(file, cleaned[file]) for file in draft.files if cleaned[file]]
    if not read.drafts and not read.problems:
        read.problems.append(
            f"{', '.join(map(str, files))}: nothing in these files speaks of a patient. Add the "
            "files that do."
        )
    return read


def _cleaned(file: str, count: int) -> str:
    return f"{file}: {count} control characters that nobody can read are left out"


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


def _is_nobodys(group: Group) -> bool:
    return group.patient is None and all(
        one.kind in SUPPORTING | {"Schedule", "Slot"} for one in group.members
    )


def _as_one(groups: Sequence[Group]) -> list[Group]:
    """The worker says that all files are about one person; two Patients say otherwise."""
    named = [one for one in groups if one.patient is not None]
    if len(named) > 1:
        patients = " and ".join(one.patient.path for one in named if one.patient)
        raise SourceError(
            f"{patients} are two people. Import the files of one person with --person."
        )
    if not groups:
        return []
    _refuse_two_in_a_file(groups)
    one = named[0] if named else Group(None, groups[0].called)
    for other in groups:
        if other is not one:
            one.members += other.members
            one.strangers += other.strangers
    return [one]


def _refuse_two_in_a_file(groups: Sequence[Group]) -> None:
    """Files may name one person in several ways; a file that does speaks of several people."""
    speaks_of: dict[str, str] = {}
    for group in groups:
        if _is_nobodys(group):
            continue
        for file in {one.file for one in group.members if about(one) is not None}:
            other = speaks_of.setdefault(file, group.called)
            if other != group.called:
                raise SourceError(
                    f"{file}: speaks of {other} and of {group.called}. Take out what is about the "
                    "other, or have the hospital export one file a person."
                )


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
        draft.blockers.append(f"{draft.said_files}: {doubt}")
    ended = discharged_on + timedelta(days=SUPPORT_DAYS)
    if ended < today:
        draft.blockers.append(
            f"{draft.said_files}: the person went home on {discharged_on}, so the "
            f"{SUPPORT_DAYS} days of support ended on {ended}. Nothing is imported for a plan that "
            "has ended; if the day is wrong, give --discharged-on DATE."
        )
