"""Small FHIR files of our own, as a hospital might send them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from wayhome.fhir.drafting import Read, read_drafts
from wayhome.fhir.drafts import Draft

TODAY = date(2026, 11, 24)
VALID = "9449304130"


def patient(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - FHIR's own shapes
    return {
        "resourceType": "Patient", "id": "p1",
        "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": VALID}],
        "name": [{"use": "official", "family": "FIRTH", "given": ["Edna"]}],
        "birthDate": "1941-03-02",
        "telecom": [{"system": "phone", "value": "07700 900201", "use": "mobile"}],
        **more,
    }  # fmt: skip


def encounter(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - FHIR's own shapes
    return {
        "resourceType": "Encounter", "id": "e1", "status": "finished",
        "class": {"code": "IMP"}, "subject": {"reference": "Patient/p1"},
        "period": {"start": "2026-11-18T09:00:00Z", "end": "2026-11-22T15:00:00Z"},
        "reasonCode": [{"text": "Fractured neck of femur"}],
        "serviceProvider": {"display": "Lark Hill Hospital"},
        "location": [{"location": {"display": "Ward 7"}}],
        **more,
    }  # fmt: skip


def medicine(own: str = "m1", name: str = "Ramipril 5mg capsules", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - FHIR's own shapes
    return {
        "resourceType": "MedicationRequest", "id": own, "status": "active", "intent": "order",
        "medicationCodeableConcept": {"text": name}, "subject": {"reference": "Patient/p1"},
        "dosageInstruction": [{"text": "Take one each morning"}],
        **more,
    }  # fmt: skip


def about(kind: str, own: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - FHIR's own shapes
    return {"resourceType": kind, "id": own, "subject": {"reference": "Patient/p1"}, **more}


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    entries = [
        {"fullUrl": f"https://lark.example/{one['resourceType']}/{one['id']}", "resource": one}
        for one in resources
    ]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def read(folder: Path, *contents: object, one_person: bool = False) -> Read:
    files = []
    for number, content in enumerate(contents, start=1):
        file = folder / f"file{number}.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content))
        files.append(file)
    return read_drafts(files, TODAY, one_person=one_person)


def draft(folder: Path, *resources: dict[str, Any]) -> Draft:
    found = read(folder, bundle(*resources))
    assert found.problems == []
    assert len(found.drafts) == 1
    return found.drafts[0]
