"""wayhome plan import: hospitals' files and plan.yaml files, all or none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import typer
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.bootstrap.core import Core
from wayhome.cli.context import acting_staff, opened
from wayhome.cli.import_report import Report
from wayhome.cli.people import find_person
from wayhome.cli.say import Problem, run, say, show
from wayhome.fhir.drafting import Read, read_parts
from wayhome.fhir.importing import Given, Prepared, prepare, write
from wayhome.models import StaffMember
from wayhome.plans.documents import PlanDocument, PlanDocumentError, read_document
from wayhome.plans.plausible import refuse_days
from wayhome.plans.store import save_document

_OWN = frozenset({".yaml", ".yml"})
_UNITED_KINGDOM = ZoneInfo("Europe/London")
_DAY = typer.Option(None, "--discharged-on", formats=["%Y-%m-%d"], help="The day they went home.")


def import_(  # noqa: PLR0913 - each is an option of the command
    files: list[Path],
    apply: bool = typer.Option(False, "--apply", help="Write; without it this is a dry run."),
    email: str = typer.Option("", "--as", help="Your staff address."),
    as_json_: bool = typer.Option(False, "--json", help="The report as one JSON document."),
    person: str = typer.Option("", help="Whom the files are about, where they hold no Patient."),
    hospital: str = typer.Option("", help="The hospital, where the files do not name it."),
    discharged_on: datetime | None = _DAY,
    reason: str = typer.Option("", help="Why they were in hospital, in plain words."),
) -> None:
    """Read FHIR R4 (JSON), PRSB eDischarge (JSON) or plan.yaml files, all or none.

    A plan.yaml is approved by whoever imports it. All else becomes a draft, whose items a worker
    reads and approves. What the import does not understand is kept word for word for a person.
    """
    if apply and not email:
        raise Problem("Say who imports: --as your staff address.")
    given = Given(
        hospital=hospital or None,
        discharged_on=discharged_on.date() if discharged_on else None,
        reason=reason or None,
    )
    request = _Request(files, apply, email, as_json_, person, given)
    try:
        problems = run(request.carry_out())
    except PlanDocumentError as problem:
        raise Problem(f"{problem} Nothing was changed.") from None
    if problems:
        raise Problem("\n".join([*dict.fromkeys(problems), "Nothing was changed."]))
    if not apply:
        say("This was a dry run. Write it with --apply --as your staff address.")


@dataclass(frozen=True)
class _Request:
    files: Sequence[Path]
    apply: bool
    email: str
    as_json: bool
    person: str
    #: What the worker says where the files do not; the person is looked up later.
    given: Given

    async def carry_out(self) -> list[str]:
        """Reports, and writes if all is well; gives back what is not."""
        own = [one for one in self.files if one.suffix.lower() in _OWN]
        foreign = [one for one in self.files if one not in own]
        documents = {file: read_document(file) for file in own}
        async with opened() as core, core.sessions() as session:
            today = core.clock.now().astimezone(_UNITED_KINGDOM).date()
            for file, document in documents.items():
                refuse_days(document, str(file), today)
            staff = await acting_staff(session, self.email) if self.email else None
            given = await self._given(session)
            with Report(await _saved(core, session, list(documents.values()), staff)) as report:
                parts = read_parts(foreign, today, one_person=bool(self.person)) if foreign else ()
                for read in parts:
                    await _take_in(core, session, read, report, given, today, staff)
                if self.apply and not report.problems:
                    await session.commit()
                for line in report.as_json(self.apply) if self.as_json else report.as_lines():
                    show(line)
        return report.problems

    async def _given(self, session: AsyncSession) -> Given:
        person = await find_person(session, self.person) if self.person else None
        return replace(self.given, person=person)


async def _take_in(  # noqa: PLR0913 - what the worker gave, beside what was read
    core: Core,
    session: AsyncSession,
    read: Read,
    report: Report,
    given: Given,
    today: date,
    staff: StaffMember | None,
) -> None:
    """Reports some people, and writes them while all is well; nothing of them stays in memory.

    A dry run writes as well, and takes it back: a conflict shows before anything counts.
    """
    report.problems += read.problems
    report.nobodys += read.nobodys
    for draft in read.drafts:
        prepared = await prepare(session, draft, given, today)
        report.problems += [*draft.blockers, *report.one_record_for_two(prepared)]
        if not report.problems:
            report.problems += await _written(core, session, prepared, staff)
        report.add(prepared)
        await session.flush()
        if given.person is None:
            session.expunge_all()


async def _written(
    core: Core, session: AsyncSession, prepared: Prepared, staff: StaffMember | None
) -> list[str]:
    try:
        await write(session, core.clock, [prepared], staff)
    except PlanDocumentError as problem:
        return [str(problem)]
    return []


async def _saved(
    core: Core, session: AsyncSession, documents: Sequence[PlanDocument], staff: StaffMember | None
) -> list[str]:
    outcomes = []
    for document in documents:
        person, is_new = await save_document(session, core.clock, document, staff)
        what = "a new version of the plan" if is_new else "nothing new in the plan"
        outcomes.append(f"{person.name}: {what}")
    return outcomes
