from pathlib import Path
from typing import Any

import pytest

from wayhome.plans.documents import PlanDocumentError, check_document, read_document

EDNA: dict[str, Any] = {
    "person": {"id": "edna", "name": "Edna Firth", "called": "Edna", "mobiles": ["+447700900201"]},
    "plan": {
        "hospital": "Lark Hill Hospital",
        "discharged_on": "2027-03-05",
        "reason": "a broken ankle",
        "medicines": [{"name": "Lisinopril", "change": "same"}],
    },
}


def with_plan(**fields: object) -> dict[str, Any]:
    return {**EDNA, "plan": {**EDNA["plan"], **fields}}


def test_a_good_document_is_read_and_its_curly_marks_become_plain() -> None:
    document = check_document(with_plan(reason="Edna\u2019s ankle \u2013 broken"), "edna.yaml")

    assert document.plan is not None
    assert document.plan.reason == "Edna's ankle - broken"


@pytest.mark.parametrize(
    ("fault", "advice"),
    [
        (with_plan(medicines=[{"change": "same"}]), "plan.medicines.1.name: is missing; add it"),
        (with_plan(medicnes=[]), "plan.medicnes: is not a field that a plan has"),
        (with_plan(contacts=[{"role": "x", "phone": "1", "hours": ["whenever"]}]), "Write it like"),
        (with_plan(pathway=9), "plan.pathway"),
        ({"person": {**EDNA["person"], "mobiles": ["01632 960001"]}}, "person.mobiles.1"),
        ({"person": {**EDNA["person"], "timezone": "Mars"}}, "write Europe/London"),
        ({"person": {**EDNA["person"], "needs": [{"need": "language"}]}}, "say which language"),
        ({"person": {**EDNA["person"], "needs": [{"need": "shouting"}]}}, "person.needs.1.need"),
        ([], "the file"),
        (None, "the file"),
    ],
)
def test_a_fault_is_named_with_its_file_field_and_cure(fault: object, advice: str) -> None:
    with pytest.raises(PlanDocumentError, match=r"edna\.yaml") as refused:
        check_document(fault, "edna.yaml")

    assert advice in str(refused.value)


def test_a_file_that_is_no_yaml_or_not_there_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "plan.yaml"
    broken.write_text("person: [")

    with pytest.raises(PlanDocumentError, match="not readable YAML"):
        read_document(broken)
    with pytest.raises(PlanDocumentError, match="cannot be read"):
        read_document(tmp_path / "absent.yaml")
