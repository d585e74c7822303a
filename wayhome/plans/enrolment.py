"""A list of people to enrol, as a spreadsheet saves it: every row is read, none is lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.clock import Clock
from wayhome.models import Person, StaffMember
from wayhome.people.mobiles import uk_mobile
from wayhome.people.nhs_numbers import nhs_number
from wayhome.plans.documents import PersonWritten, PlanDocument, PlanDocumentError, PlanWritten
from wayhome.plans.plausible import birth_doubt, discharge_doubt
from wayhome.plans.records import with_record
from wayhome.plans.rewriting import newest_written
from wayhome.plans.store import find_written, save_document, start_support

COLUMNS: Final = (
    "local_id", "name", "called", "mobile", "nhs_number", "born_on", "hospital", "ward",
    "discharged_on", "reason", "pathway", "nation", "team",
)  # fmt: skip
_HEADER = (
    f"The header is {','.join(COLUMNS)}; name and one of local_id and nhs_number must be there."
)
_LONGEST_TEAM: Final = 60
_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y")


@dataclass(frozen=True)
class Row:
    line: int
    person: PersonWritten
    discharged_on: date | None = None
    #: None unless the row says hospital, day and reason.
    plan: PlanWritten | None = None
    #: Who looks after them; None: the row does not say, and what is on record stays.
    team: str | None = None


@dataclass
class PeopleList:
    rows: list[Row] = field(default_factory=list)
    #: Rows that cannot be used, each a sentence with its line.
    faults: list[str] = field(default_factory=list)
    #: What a person must see to in rows that are used.
    for_a_person: list[str] = field(default_factory=list)


def read_people(path: Path, today: date) -> PeopleList:
    """Raises PlanDocumentError where the file is no such list at all."""
    reader = _opened(path)
    found, seen = PeopleList(), dict[str, int]()
    for cells in reader:
        values = {
            _column(name): (value or "").strip()
            for name, value in cells.items()
            if name is not None
        }
        if not any(values.values()):
            continue
        line = reader.line_num
        try:
            if None in cells:
                raise ValueError("has more cells than the header")  # noqa: TRY301 - told with its line
            row, notes = _row(values, line, today)
            _refuse_twice(row, seen)
        except ValueError as fault:
            found.faults.append(f"{path}, line {line}: {fault}.")
            continue
        found.rows.append(row)
        found.for_a_person += [f"{path}, line {line}: {note}" for note in notes]
    return found


async def enrol(session: AsyncSession, clock: Clock, row: Row, staff: StaffMember | None) -> str:
    """One row: `new`, `changed` or `unchanged`. A plan that stands is left alone.

    The caller commits. Raises PlanDocumentError.
    """
    known = await find_written(session, row.person)
    written = await with_record(session, row.person, known) if known else row.person
    before = _recorded(known)
    standing = await newest_written(session, known.id) if known else None
    plan = row.plan if standing is None else None
    document = PlanDocument(person=written, plan=plan)
    person, made = await save_document(session, clock, document, None, saved_by=staff)
    person.team = row.team or person.team
    if known is None and row.discharged_on and not made:
        await start_support(session, clock, person, row.discharged_on)
    if known is None or before != _recorded(person) or made:
        staff_id = staff.id if staff else None
        audit.record(
            session, clock, "person_enrolled", person, staff_id=staff_id, system="patient_import"
        )
        return "new" if known is None else "changed"
    return "unchanged"


def _recorded(person: Person | None) -> tuple[object, ...]:
    if person is None:
        return ()
    return (
        person.local_id, person.name, person.called, person.born_on, person.nhs_number,
        person.nhs_number_in_doubt, person.nation, person.team,
    )  # fmt: skip


def _opened(path: Path) -> csv.DictReader[str]:
    if path.is_dir():
        raise PlanDocumentError(f"{path}: this is a folder; name the files in it.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise PlanDocumentError(f"{path}: cannot be read: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise PlanDocumentError(f"{path}: is no UTF-8 text; save it as CSV UTF-8.") from fault
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text.replace("\0", "")), delimiter=delimiter)
    names = [_column(name) for name in reader.fieldnames or []]
    unknown = [name for name in names if name not in COLUMNS]
    twice = [name for name in names if names.count(name) > 1]
    if unknown or twice or "name" not in names or not {"local_id", "nhs_number"} & set(names):
        odd = f" Not known or twice: {', '.join(dict.fromkeys(unknown + twice))}." if names else ""
        raise PlanDocumentError(f"{path}, line 1: this is no list of people.{odd} {_HEADER}")
    return reader


def _column(name: str) -> str:
    return "_".join(name.strip().lower().replace("-", " ").split())


def _row(values: Mapping[str, str], line: int, today: date) -> tuple[Row, list[str]]:
    discharged_on = _day(values, "discharged_on")
    if discharged_on and (doubt := discharge_doubt(discharged_on, today)):
        raise ValueError(f"discharged_on: {doubt}; correct the day")
    try:
        person = _person(values)
        if person.born_on and (doubt := birth_doubt(person.born_on, today)):
            raise ValueError(f"born_on: {doubt.rstrip('.')}")
        plan, lacking = _plan(values, discharged_on)
        team = _team(values)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        raise ValueError(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}") from error
    doubtful = person.nhs_number_in_doubt
    notes = [f"{doubtful} fails the check digit of an NHS number: ask for the right one."]
    return Row(line, person, discharged_on, plan, team), [*(notes if doubtful else []), *lacking]


def _person(values: Mapping[str, str]) -> PersonWritten:
    number = nhs_number(values.get("nhs_number", ""))
    mobile = uk_mobile(values.get("mobile", ""))
    local_id = values.get("local_id") or (f"nhs-{number}" if number else None)
    if values.get("mobile") and mobile is None:
        raise ValueError(f"{values['mobile']} is no UK mobile number; write it as 07700 900123")
    if not values.get("name"):
        raise ValueError("the name is missing")
    if local_id is None:
        raise ValueError("it has no local_id and no valid NHS number to find the person by")
    return PersonWritten(
        id=local_id,
        name=values["name"],
        called=values.get("called") or values["name"].split()[0],
        born_on=_day(values, "born_on"),
        nhs_number=number,
        nhs_number_in_doubt=None if number else values.get("nhs_number") or None,
        mobiles=[mobile] if mobile else [],
        nation=values.get("nation") or "ENG",
    )


def _team(values: Mapping[str, str]) -> str | None:
    """With single spaces, so that one team is not two."""
    team = " ".join(values.get("team", "").split())
    if len(team) > _LONGEST_TEAM:
        raise ValueError(f'the team "{team[:20]}..." is longer than {_LONGEST_TEAM} letters')
    if team and not any(map(str.isalnum, team)):
        raise ValueError(f'the team "{team}" is no name; leave it empty where there is none')
    return team or None


def _plan(
    values: Mapping[str, str], discharged_on: date | None
) -> tuple[PlanWritten | None, list[str]]:
    """An empty draft of a plan, for items to join later."""
    wanted = {
        "hospital": values.get("hospital"),
        "discharged_on": discharged_on,
        "reason": values.get("reason"),
    }
    lacking = [name for name, value in wanted.items() if not value]
    if lacking:
        return None, [f"no plan is begun, because {' and '.join(lacking)} is missing."]
    optional = {name: values.get(name) or None for name in ("ward", "pathway")}
    return PlanWritten.model_validate({**wanted, **optional}), []


def _day(values: Mapping[str, str], name: str) -> date | None:
    written = values.get(name)
    if not written:
        return None
    for form in _FORMS:
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    raise ValueError(f'{name} "{written}" is no day; write it as 2026-11-20 or 20/11/2026')


def _refuse_twice(row: Row, seen: dict[str, int]) -> None:
    for key in _keys(row):
        if key in seen:
            raise ValueError(f"{key} stands in line {seen[key]} already; keep one of the two")
    seen |= dict.fromkeys(_keys(row), row.line)


def _keys(row: Row) -> Iterator[str]:
    yield f"local_id {row.person.id}"
    if row.person.nhs_number:
        yield f"NHS number {row.person.nhs_number}"
    yield from (f"mobile {one}" for one in row.person.mobiles)
