"""Large files come back in time: read, or refused with what to do."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

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


def work_of(carry_out: Callable[[], object]) -> int:
    """How many steps of the interpreter it takes, which no other load on the machine changes."""
    steps = 0

    def count(frame: FrameType, event: str, _: object) -> Any:  # noqa: ANN401 - itself, as a tracer
        nonlocal steps
        frame.f_trace_opcodes = True
        steps += event == "opcode"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        carry_out()
    finally:
        sys.settrace(before)
    return steps


def test_the_work_for_a_table_grows_with_its_rows_and_not_with_their_square() -> None:
    def work(rows: int) -> int:
        html = f"<div><table>{'<tr><td>a</td><td>b</td></tr>' * rows}</table></div>"
        assert plain_words(html).count("\n") == rows - 1
        return work_of(lambda: plain_words(html))

    work(10)
    assert work(800) < 12 * work(100)


@pytest.mark.parametrize("known", [True, False], ids=["as before", "all others"])
def test_a_second_import_of_thousands_of_items_compares_each_with_few(*, known: bool) -> None:
    def plan(count: int, letter: str) -> PlanWritten:
        items = [
            MedicineWritten(name=name, change="new", source_text=f"words of {name}")
            for name in (f"{letter}{number}" for number in range(count))
        ]
        return PlanWritten.model_validate(
            {"hospital": "H", "discharged_on": "2026-11-20", "reason": "r", "medicines": items}
        )

    def work(count: int) -> int:
        before, after = plan(count, "m"), plan(count, "m" if known else "n")
        _, found = comparing.laid_over(before, after, whole=True)
        assert (found.same, len(found.new)) == ((count, 0) if known else (0, count))
        return work_of(lambda: comparing.laid_over(before, after, whole=True))

    work(10)
    assert work(800) < 12 * work(100)


def test_what_names_nobody_goes_to_whoever_refers_to_it_by_way_of_another(tmp_path: Path) -> None:
    role = {"resourceType": "PractitionerRole", "id": "r1",
            "practitioner": {"reference": "Practitioner/d1"}}  # fmt: skip
    doctor = {"resourceType": "Practitioner", "id": "d1", "name": [{"family": "Shah"}]}
    asked = medicine(requester={"reference": "PractitionerRole/r1"})
    other = patient(id="p2", identifier=[], name=[{"family": "Ash"}])
    found = read(tmp_path, bundle(patient(), encounter(), asked), other, json.dumps([doctor, role]))

    assert found.nobodys == []
    assert len(found.drafts[0].files) == 2
