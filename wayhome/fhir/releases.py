"""Which FHIR release a resource has the shape of, so that another than R4 is refused in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

_Shape = Callable[[Mapping[str, Any]], bool]

#: Resource types that R4 does not have. Source: the releases' own lists of resources.
_TYPES: Final[dict[str, str]] = {
    **dict.fromkeys(
        ("MedicationOrder", "DiagnosticOrder", "DeviceUseRequest", "Order", "Conformance"), "DSTU2"
    ),
    **dict.fromkeys(("ProcedureRequest", "ReferralRequest", "DeviceComponent"), "STU3"),
    **dict.fromkeys(
        ("MedicationUsage", "DeviceUsage", "DeviceAssociation", "EncounterHistory", "Transport"),
        "R5",
    ),
}


def _is(name: str, kind: type) -> _Shape:
    return lambda body: isinstance(body.get(name), kind)


def _has(*names: str) -> _Shape:
    return lambda body: any(name in body for name in names)


#: Elements by which a resource of one name differs between releases.
_SHAPES: Final[tuple[tuple[str, _Shape, str], ...]] = (
    ("Patient", _has("careProvider"), "DSTU2"),
    ("Encounter", _is("class", str), "DSTU2"),
    ("Encounter", _is("class", list), "R5"),
    ("Encounter", _has("actualPeriod", "admission"), "R5"),
    ("Composition", _is("class", dict), "STU3"),
    ("Composition", _is("subject", list), "R5"),
    ("Condition", _is("clinicalStatus", str), "STU3"),
    ("AllergyIntolerance", _is("clinicalStatus", str), "STU3"),
    ("AllergyIntolerance", _has("substance"), "DSTU2"),
    ("MedicationRequest", _has("context"), "STU3"),
    ("MedicationRequest", _has("medication"), "R5"),
    ("MedicationStatement", _has("taken", "notTaken"), "STU3"),
    ("MedicationStatement", _has("medication"), "R5"),
    ("MedicationStatement", _has("wasNotTaken"), "DSTU2"),
    ("MedicationDispense", _has("medication"), "R5"),
    ("Appointment", _has("incomingReferral"), "STU3"),
    ("Appointment", _is("reason", dict), "DSTU2"),
    ("Appointment", _is("reason", list), "R5"),
    ("CarePlan", _has("relatedPlan"), "DSTU2"),
    ("Goal", _is("description", str), "STU3"),
    ("ServiceRequest", _has("reason"), "R5"),
    ("DeviceRequest", _has("reason"), "R5"),
)
_PROFILES: Final[dict[str, str]] = {
    "/dstu2/": "DSTU2", "/1.0/": "DSTU2", "/stu3/": "STU3", "/3.0/": "STU3", "/5.0/": "R5",
}  # fmt: skip


def other_release(body: Mapping[str, Any]) -> str | None:
    """DSTU2, STU3 or R5 where the resource has a shape that R4 has not; else None."""
    kind = str(body.get("resourceType"))
    if kind in _TYPES:
        return _TYPES[kind]
    shapes = (release for name, has, release in _SHAPES if name == kind and has(body))
    return next(shapes, None) or _dosage_release(body) or _profile_release(body)


def _dosage_release(body: Mapping[str, Any]) -> str | None:
    """Before R4 a dose stood on the Dosage itself, not in doseAndRate."""
    for name in ("dosageInstruction", "dosage"):
        found = body.get(name)
        for one in found if isinstance(found, list) else ():
            if isinstance(one, dict) and ("doseQuantity" in one or "doseRange" in one):
                return "STU3"
    return None


def _profile_release(body: Mapping[str, Any]) -> str | None:
    meta = body.get("meta")
    profiles = meta.get("profile") if isinstance(meta, dict) else None
    for profile in profiles if isinstance(profiles, list) else ():
        for mark, release in _PROFILES.items():
            if mark in str(profile).lower():
                return release
    return None
