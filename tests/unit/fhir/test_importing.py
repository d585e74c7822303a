from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from tests.cast import worker
from tests.unit.fhir.made import TODAY, about, bundle, encounter, medicine, patient, read
from wayhome.bootstrap.core import Core
from wayhome.fhir.importing import Given, Prepared, prepare, write
from wayhome.models import DischargePlan, Medicine, Person, PlanStatus
from wayhome.plans.rewriting import newest_written

WHOLE = (patient(), encounter(), medicine())


async def bring_in(
    core: Core, folder: Path, *contents: object, given: Given | None = None
) -> list[Prepared]:
    found = read(folder, *contents)
    async with core.sessions.begin() as session:
        staff = await worker(session, core.clock, f"W{uuid4().hex}")
        prepared = [await prepare(session, one, given or Given(), TODAY) for one in found.drafts]
        await write(session, core.clock, prepared, staff)
        return prepared


async def count(core: Core, table: type[Any]) -> int:
    async with core.sessions() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_a_bundle_becomes_a_draft_that_is_never_answered_from(
    core: Core, tmp_path: Path
) -> None:
    await bring_in(core, tmp_path, bundle(*WHOLE))

    async with core.sessions() as session:
        person = (await session.scalars(select(Person))).one()
        plan = (await session.scalars(select(DischargePlan))).one()
        kept = (await session.scalars(select(Medicine))).one()
    assert (person.name, person.nhs_number) == ("Edna FIRTH", "9449304130")
    assert (plan.status, plan.hospital, plan.ward) == (
        PlanStatus.DRAFT,
        "Lark Hill Hospital",
        "Ward 7",
    )
    assert kept.source_data is not None
    assert kept.source_data["id"] == "m1"
    assert kept.source_path is not None
    assert "entry 3, MedicationRequest/m1" in kept.source_path


async def test_the_same_file_again_changes_nothing(core: Core, tmp_path: Path) -> None:
    await bring_in(core, tmp_path, bundle(*WHOLE))
    again = await bring_in(core, tmp_path, bundle(*WHOLE))

    assert not again[0].comparison.anything
    assert await count(core, DischargePlan) == 1


async def test_a_changed_dose_is_a_new_version_and_the_report_says_which(
    core: Core, tmp_path: Path
) -> None:
    await bring_in(core, tmp_path, bundle(*WHOLE))
    other = medicine(dosageInstruction=[{"text": "Take two each morning"}])
    again = await bring_in(core, tmp_path, bundle(patient(), encounter(), other))

    assert again[0].comparison.changed == ["medicines: Ramipril 5mg capsules"]
    assert await count(core, DischargePlan) == 2


async def test_loose_resources_join_the_plan_that_stands(core: Core, tmp_path: Path) -> None:
    await bring_in(core, tmp_path, bundle(*WHOLE))
    await bring_in(core, tmp_path, bundle(patient(), medicine("m2", "Senna")))

    async with core.sessions() as session:
        plan = await newest_written(session, 1)
    assert plan is not None
    assert [one.name for one in plan.medicines] == ["Ramipril 5mg capsules", "Senna"]


async def test_a_document_replaces_the_plan_and_says_what_is_gone(
    core: Core, tmp_path: Path
) -> None:
    await bring_in(core, tmp_path, bundle(*WHOLE, medicine("m2", "Senna")))
    letter = about(
        "Composition",
        "c1",
        status="final",
        type={"text": "Discharge"},
        date="2026-11-22",
        author=[],
        title="Discharge",
    )
    again = await bring_in(core, tmp_path, bundle(letter, *WHOLE))

    assert again[0].comparison.gone == ["medicines: Senna"]


async def test_a_workers_wording_outlives_an_import_with_the_same_source(
    core: Core, tmp_path: Path
) -> None:
    await bring_in(core, tmp_path, bundle(*WHOLE))
    async with core.sessions.begin() as session:
        kept = (await session.scalars(select(Medicine))).one()
        kept.how_to_take, kept.needs_person = "Take 1 capsule each morning.", None
    await bring_in(core, tmp_path, bundle(*WHOLE, medicine("m2", "Senna")))

    async with core.sessions() as session:
        plan = await newest_written(session, 1)
    assert plan is not None
    assert plan.medicines[0].how_to_take == "Take 1 capsule each morning."


async def test_what_the_files_do_not_say_blocks_the_import_with_advice(
    core: Core, tmp_path: Path
) -> None:
    found = read(tmp_path, bundle(patient(), medicine()))
    async with core.sessions() as session:
        prepared = await prepare(session, found.drafts[0], Given(), TODAY)

    assert prepared.document is None
    assert "--hospital" in " ".join(prepared.draft.blockers)
    assert "--discharged-on" in " ".join(prepared.draft.blockers)


async def test_a_plan_whose_six_weeks_are_over_is_refused(core: Core, tmp_path: Path) -> None:
    old = encounter(period={"start": "2026-09-01", "end": "2026-09-20"})
    found = read(tmp_path, bundle(patient(), old, medicine()))
    async with core.sessions() as session:
        prepared = await prepare(session, found.drafts[0], Given(), TODAY)

    assert prepared.document is None
    assert "support ended on 2026-11-01" in prepared.draft.blockers[0]


async def test_files_without_a_patient_go_to_the_person_the_worker_names(
    core: Core, tmp_path: Path
) -> None:
    await bring_in(core, tmp_path, bundle(*WHOLE))
    async with core.sessions() as session:
        person = await session.get(Person, 1)
    found = read(tmp_path, medicine("m9", "Senna"), one_person=True)
    async with core.sessions() as session:
        prepared = await prepare(session, found.drafts[0], Given(person=person), TODAY)

    assert prepared.document is not None
    assert prepared.document.person.name == "Edna FIRTH"
    assert prepared.comparison.new == ["medicines: Senna"]


async def test_a_patient_in_the_files_never_becomes_another_person_whom_the_worker_names(
    core: Core, tmp_path: Path
) -> None:
    await bring_in(core, tmp_path, bundle(*WHOLE))
    async with core.sessions() as session:
        edna = await session.get(Person, 1)
    stranger = patient(id="p1", identifier=[], name=[{"family": "Ash", "given": ["Jo"]}])
    found = read(tmp_path, bundle(stranger, encounter(), medicine()), one_person=True)
    async with core.sessions() as session:
        prepared = await prepare(session, found.drafts[0], Given(person=edna), TODAY)

    assert prepared.document is None
    assert "about Jo Ash, and --person is Edna FIRTH" in prepared.draft.blockers[0]


@pytest.mark.parametrize("number", ["123 456 7890", "4857773456"])
async def test_an_nhs_number_that_fails_its_check_is_kept_for_a_person(
    core: Core, tmp_path: Path, number: str
) -> None:
    wrong = patient(identifier=[{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": number}])
    prepared = await bring_in(core, tmp_path, bundle(wrong, encounter(), medicine()))

    async with core.sessions() as session:
        person = (await session.scalars(select(Person))).one()
    assert (person.nhs_number, person.nhs_number_in_doubt) == (None, number)
    assert any(number in str(one.source_text) for one in prepared[0].draft.waiting)


async def test_a_stop_from_another_source_takes_the_place_of_the_medicine(
    core: Core, tmp_path: Path
) -> None:
    await bring_in(core, tmp_path, bundle(*WHOLE, medicine("m9", "Codeine 30mg tablets")))
    stop = medicine("other-system-1", "Codeine", status="stopped")
    again = await bring_in(core, tmp_path, bundle(patient(), stop))

    assert again[0].comparison.changed == ["medicines: Codeine"]
    document = again[0].document
    assert document is not None
    assert document.plan is not None
    assert [(one.name, one.change.value) for one in document.plan.medicines] == [
        ("Ramipril 5mg capsules", "not_said"),
        ("Codeine", "stopped"),
    ]


async def test_another_form_of_a_medicine_joins_it(core: Core, tmp_path: Path) -> None:
    await bring_in(core, tmp_path, bundle(*WHOLE, medicine("m9", "Morphine 10mg tablets")))
    syrup = medicine("m10", "Morphine 10mg/5ml oral solution")
    again = await bring_in(core, tmp_path, bundle(patient(), syrup))

    assert again[0].comparison.new == ["medicines: Morphine 10mg/5ml oral solution"]
    assert not again[0].comparison.changed


async def test_an_export_that_was_numbered_anew_changes_nothing_in_name(
    core: Core, tmp_path: Path
) -> None:
    await bring_in(core, tmp_path, bundle(*WHOLE))
    more = medicine("new-number", dosageInstruction=[{"text": "Take two each morning"}])
    again = await bring_in(core, tmp_path, bundle(patient(), encounter(), more))

    assert again[0].comparison.changed == ["medicines: Ramipril 5mg capsules"]
    assert not again[0].comparison.new
