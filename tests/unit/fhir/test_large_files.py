"""Large files come back in time: read, or refused with what to do."""

import json
from pathlib import Path
from time import process_time

import pytest

from tests.unit.fhir.made import about as stated
from tests.unit.fhir.made import bundle, draft, encounter, medicine, patient, read
from wayhome.fhir import comparing, sources
from wayhome.fhir.narrative import plain_words
from wayhome.plans.documents import MedicineWritten, PlanWritten


def advice(words: str) -> dict[str, object]:
    section = {"title": "Advice given", "text": {"status": "additional", "div": words}}
    return stated("Composition", "c1", status="final", date="2026-11-22", section=[section])


def test_more_resources_than_one_persons_plan_has_are_refused_by_name_and_count(
    tmp_path: Path,
) -> None:
    many = [medicine(f"m{number}") for number in range(sources.MAX_RESOURCES)]
    found = read(tmp_path, bundle(patient(), *many))

    assert found.drafts == []
    assert "file1.json: holds 5,001 resources, and over 5,000" in found.problems[0]
    assert "export the one discharge" in found.problems[0]


def test_a_resource_of_endless_parts_is_refused_by_its_path(tmp_path: Path) -> None:
    endless = medicine(note=[{"text": "x"}] * (sources.MAX_PARTS + 1))
    found = read(tmp_path, bundle(patient(), endless))

    assert "entry 2, MedicationRequest/m1 has" in found.problems[0]


def test_advice_too_long_to_be_told_sentence_by_sentence_is_kept_whole(tmp_path: Path) -> None:
    words = "Keep the wound dry. " * 400
    found = draft(tmp_path, patient(), encounter(), advice(f"<div>{words}</div>"))

    (kept,) = [one for one in found.waiting if one.source_text == words.strip()]
    assert "instructions" not in found.items
    assert "400 sentences" in str(kept.needs_person)


@pytest.mark.parametrize("words", ["take 1 tablet " * 20_000, "x" * 300_000])
def test_a_dose_of_many_pages_waits_for_a_person(tmp_path: Path, words: str) -> None:
    found = draft(tmp_path, patient(), encounter(), medicine(dosageInstruction=[{"text": words}]))

    (kept,) = found.waiting
    assert "too long" in str(kept.needs_person)
    assert words.strip() in str(kept.source_text)


def test_the_time_for_a_table_grows_with_its_rows_and_not_with_their_square() -> None:
    def spent(rows: int) -> float:
        html = f"<div><table>{'<tr><td>a</td><td>b</td></tr>' * rows}</table></div>"
        started = process_time()
        assert plain_words(html).count("\n") == rows - 1
        return process_time() - started

    spent(10)
    assert spent(8_000) < 20 * spent(1_000)


def test_a_second_import_of_thousands_of_items_compares_each_with_few() -> None:
    items = [
        MedicineWritten(name=f"M{number}", change="new", source_text=f"words {number}")
        for number in range(4_000)
    ]
    plan = PlanWritten.model_validate(
        {"hospital": "H", "discharged_on": "2026-11-20", "reason": "r", "medicines": items}
    )
    started = process_time()
    _, found = comparing.laid_over(plan, plan.model_copy(deep=True), whole=True)

    assert (found.same, found.anything) == (4_000, False)
    assert process_time() - started < 2.0


def test_what_names_nobody_goes_to_whoever_refers_to_it_by_way_of_another(tmp_path: Path) -> None:
    role = {"resourceType": "PractitionerRole", "id": "r1",
            "practitioner": {"reference": "Practitioner/d1"}}  # fmt: skip
    doctor = {"resourceType": "Practitioner", "id": "d1", "name": [{"family": "Shah"}]}
    asked = medicine(requester={"reference": "PractitionerRole/r1"})
    other = patient(id="p2", identifier=[], name=[{"family": "Ash"}])
    found = read(tmp_path, bundle(patient(), encounter(), asked), other, json.dumps([doctor, role]))

    assert found.nobodys == []
    assert len(found.drafts[0].files) == 2
