"""What each kind of resource becomes."""

from pathlib import Path
from typing import Any

import pytest

from tests.unit.fhir.made import about, bundle, draft, encounter, medicine, patient, read
from wayhome.fhir.drafts import PERSON, USED, Draft
from wayhome.models.needs import NeedKind
from wayhome.models.plans import MedicineChange

WALK = {"status": "in-progress", "description": "Walk twice a day"}


def only(found: Draft, collection: str) -> Any:  # noqa: ANN401 - each collection has its own kind
    (item,) = found.items[collection]
    return item


def letter(*sections: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - FHIR's own shapes
    return about("Composition", "c1", status="final", type={"text": "Discharge"}, title="Letter",
                 date="2026-11-22", author=[], section=list(sections), **more)  # fmt: skip


def section(title: str, words: str, *entries: str, status: str = "additional") -> dict[str, Any]:
    return {
        "title": title,
        "text": {"status": status, "div": f"<div>{words}</div>"},
        "entry": [{"reference": one} for one in entries],
    }


def test_a_contained_medicine_is_found_and_a_lost_one_waits(tmp_path: Path) -> None:
    inside = medicine("a", medicationReference={"reference": "#x"}, contained=[
        {"resourceType": "Medication", "id": "x", "code": {"text": "Apixaban 2.5mg tablets"}}
    ])  # fmt: skip
    lost = medicine("b", medicationReference={"reference": "Medication/nowhere"})
    for one in (inside, lost):
        del one["medicationCodeableConcept"]
    found = draft(tmp_path, patient(), encounter(), inside, lost)

    first, second = found.items["medicines"]
    assert first.name == "Apixaban 2.5mg tablets"  # type: ignore[attr-defined]
    assert "It refers to Medication/nowhere" in str(second.needs_person)
    assert "Add the file that holds it" in str(second.needs_person)


def test_a_medicine_in_another_file_is_found(tmp_path: Path) -> None:
    request = medicine(medicationReference={"reference": "Medication/far"})
    del request["medicationCodeableConcept"]
    far = {"resourceType": "Medication", "id": "far", "code": {"text": "Senna 7.5mg tablets"}}
    found = read(tmp_path, bundle(patient(), encounter()), request, far)

    assert len(found.drafts) == 1
    assert only(found.drafts[0], "medicines").name == "Senna 7.5mg tablets"
    assert found.drafts[0].counts["Medication"][USED] == 1


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"doNotPerform": True}, "NOT to give it"),
        ({"status": "on-hold"}, "on hold"),
        ({"status": "completed"}, "still taken"),
        ({"intent": "proposal"}, "a proposal only"),
        ({"dosageInstruction": []}, "no dose"),
        ({"dosageInstruction": [{"doseAndRate": [{"doseQuantity": {"value": 1}}]}]}, "has no unit"),
        (
            {"modifierExtension": [{"url": "https://x.example/not", "valueBoolean": True}]},
            "modifier",
        ),
        ({"authoredOn": "yesterday"}, "authoredOn"),
        ({"note": [{"text": "Stop if dizzy"}]}, "Stop if dizzy"),
    ],
)
def test_a_medicine_in_doubt_waits_for_a_person(
    tmp_path: Path, more: dict[str, Any], why: str
) -> None:
    found = draft(tmp_path, patient(), encounter(), medicine(**more))

    assert why in only(found, "medicines").needs_person


def test_a_stopped_medicine_is_on_the_plan_as_stopped(tmp_path: Path) -> None:
    found = draft(tmp_path, patient(), encounter(), medicine(status="stopped"))

    assert only(found, "medicines").change is MedicineChange.STOPPED
    assert only(found, "medicines").how_to_take is None


def test_a_medicine_entered_in_error_is_never_on_the_list(tmp_path: Path) -> None:
    found = draft(tmp_path, patient(), encounter(), medicine(status="entered-in-error"))

    assert "medicines" not in found.items
    assert any("entered in error" in str(one.needs_person) for one in found.waiting)


def test_what_was_given_in_hospital_is_set_aside_where_there_is_a_list_to_take_home(
    tmp_path: Path,
) -> None:
    home = medicine("a", "Senna", category=[{"coding": [{"code": "discharge"}]}])
    ward = medicine("b", "Enoxaparin", category=[{"coding": [{"code": "inpatient"}]}])
    found = draft(tmp_path, patient(), encounter(), ward, home)

    assert only(found, "medicines").name == "Senna"
    assert any("Enoxaparin" in str(one.source_text) for one in found.items["unsorted"])


def test_an_appointment_gone_by_is_kept_and_marked(tmp_path: Path) -> None:
    visit = {"resourceType": "Appointment", "id": "v", "status": "booked",
             "start": "2026-11-01T10:00:00Z", "serviceType": [{"text": "Eye clinic"}],
             "participant": [{"actor": {"reference": "Patient/p1"}}]}  # fmt: skip
    found = draft(tmp_path, patient(), encounter(), visit)

    assert "gone by" in only(found, "appointments").needs_person


def test_a_faulty_resource_keeps_every_word_of_it(tmp_path: Path) -> None:
    found = draft(tmp_path, patient(), encounter(), medicine(dosageInstruction="two at night"))

    assert "two at night" in only(found, "medicines").source_text
    assert "faulty" in only(found, "medicines").needs_person


def test_a_resource_of_no_known_type_is_kept_word_for_word(tmp_path: Path) -> None:
    found = draft(tmp_path, patient(), encounter(), about("Vendor", "v", words="keep me"))

    assert any("keep me" in str(one.source_text) for one in found.items["unsorted"])


def test_another_persons_medicine_never_enters_the_plan(tmp_path: Path) -> None:
    other = medicine("b", "Warfarin", subject={"reference": "Patient/other"})
    found = draft(tmp_path, patient(), encounter(), medicine(), other)

    assert only(found, "medicines").name == "Ramipril 5mg capsules"
    assert any("Warfarin" in str(one.source_text) for one in found.items["unsorted"])


def test_naming_the_person_does_not_join_two_people_of_one_file(tmp_path: Path) -> None:
    other = medicine("b", "Warfarin", subject={"reference": "Patient/other"})
    found = read(tmp_path, bundle(medicine(), other), one_person=True)

    assert found.drafts == []
    assert "speaks of Patient/p1 and of Patient/other" in found.problems[0]


def test_care_plan_goal_equipment_and_team_become_items(tmp_path: Path) -> None:
    found = draft(
        tmp_path, patient(), encounter(),
        about("CarePlan", "c", status="active", intent="plan",
              activity=[{"detail": WALK},
                        {"detail": {**WALK, "description": "bend", "doNotPerform": True}}]),
        about("Goal", "g", lifecycleStatus="active", description={"text": "To dance"},
              expressedBy={"reference": "Patient/p1"}),
        about("DeviceRequest", "d", status="active", intent="order",
              codeCodeableConcept={"text": "Commode"}),
        about("CareTeam", "t", status="active", participant=[
            {"role": [{"text": "Key worker"}], "member": {"reference": "Practitioner/k"}},
            {"role": [{"text": "Surgeon"}], "member": {"display": "Mr Lowe"}}]),
        {"resourceType": "Practitioner", "id": "k", "name": [{"text": "Denise Ogden"}],
         "telecom": [{"system": "phone", "value": "01632 960300"}]},
    )  # fmt: skip

    walk, bend = found.items["instructions"]
    assert "Walk twice a day" in str(walk.source_text)
    assert "NOT" in str(bend.source_text)
    assert only(found, "goals").needs_person is None
    assert "Commode" in only(found, "equipment").source_text
    worker = only(found, "contacts")
    assert (worker.name, worker.phone, worker.is_key_worker) == (
        "Denise Ogden",
        "01632 960300",
        True,
    )
    assert any("Mr Lowe" in str(one.source_text) for one in found.items["unsorted"])


def test_an_allergy_always_waits_for_a_person(tmp_path: Path) -> None:
    allergy = {
        "resourceType": "AllergyIntolerance", "id": "a", "patient": {"reference": "Patient/p1"},
        "code": {"text": "Penicillin"}, "reaction": [{"manifestation": [{"text": "Rash"}]}],
    }  # fmt: skip
    found = draft(tmp_path, patient(), encounter(), allergy)

    assert only(found, "instructions").source_text == "Allergy: Penicillin (Rash)"
    assert only(found, "instructions").needs_person


def test_a_medicine_that_the_person_is_allergic_to_waits_for_a_person(tmp_path: Path) -> None:
    allergy = {"resourceType": "AllergyIntolerance", "id": "a", "code": {"text": "Amoxicillin"},
               "patient": {"reference": "Patient/p1"}}  # fmt: skip
    amoxicillin = medicine("m1", "Amoxicillin 500mg capsules")
    found = draft(tmp_path, patient(), encounter(), allergy, amoxicillin)

    assert "allergy to Amoxicillin" in only(found, "medicines").needs_person


def test_no_known_allergy_is_not_told_as_an_allergy(tmp_path: Path) -> None:
    none = {"resourceType": "AllergyIntolerance", "id": "a", "code": {"text": "No known allergies"},
            "patient": {"reference": "Patient/p1"}}  # fmt: skip
    found = draft(tmp_path, patient(), encounter(), none)

    assert "instructions" not in found.items
    assert any(one.needs_person for one in found.items["unsorted"])


def test_what_is_asked_of_professionals_waits_for_a_person(tmp_path: Path) -> None:
    found = draft(
        tmp_path, patient(), encounter(), letter(section("Requested actions", "Check the blood."))
    )

    assert "professionals" in only(found, "instructions").needs_person


def test_the_same_resource_twice_is_one_item_and_another_version_of_it_waits(
    tmp_path: Path,
) -> None:
    old = medicine(dosageInstruction=[{"text": "Take two"}], meta={"lastUpdated": "2026-11-01"})
    new = medicine(meta={"lastUpdated": "2026-11-20"})
    found = draft(tmp_path, patient(), encounter(), old, new, new)

    assert "each morning" in only(found, "medicines").source_text
    assert any("twice" in str(one.needs_person) for one in found.items["unsorted"])
    assert found.counts["MedicationRequest"].total() == 3


def test_a_medicine_named_by_two_resources_waits_for_a_person(tmp_path: Path) -> None:
    found = draft(tmp_path, patient(), encounter(), medicine("m1"), medicine("m2"))

    assert "more than once" in str(found.items["medicines"][1].needs_person)


def test_a_letters_sections_become_instructions_appointments_and_words_for_a_person(
    tmp_path: Path,
) -> None:
    found = draft(
        tmp_path, patient(), encounter(), medicine(),
        letter(
            section("Advice given", "Keep it dry. See Dr. Lowe if it hurts."),
            section("Follow-up", "Fracture clinic in 2 weeks."),
            section("Social history", "Lives alone."),
            section("Medicines", "Ramipril", "MedicationRequest/m1", status="generated"),
            section("Results", "", "Observation/gone"),
        ),
    )  # fmt: skip

    assert [one.source_text for one in found.items["instructions"]] == [
        "Keep it dry.", "See Dr. Lowe if it hurts.",
    ]  # fmt: skip
    assert only(found, "appointments").source_text == "Fracture clinic in 2 weeks."
    assert any("Lives alone." in str(one.source_text) for one in found.items["unsorted"])
    assert any("lead nowhere" in one for one in found.oddities)
    assert found.is_document


def test_a_letter_without_sections_keeps_its_narrative(tmp_path: Path) -> None:
    told = letter(text={"status": "additional", "div": "<div>Rest for a week.</div>"})
    found = draft(tmp_path, patient(), encounter(), told)

    assert any(one.source_text == "Rest for a week." for one in found.items["unsorted"])


def test_language_interpreter_and_formats_become_communication_needs(tmp_path: Path) -> None:
    polish = patient(
        communication=[{"language": {"coding": [
            {"system": "urn:ietf:bcp:47", "code": "pl", "display": "Polish"}]}, "preferred": True}],
        extension=[
            {"url": "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired",
             "valueBoolean": True},
            {"url": "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactPreference",
             "extension": [
                 {"url": "PreferredWrittenCommunicationFormat",
                  "valueCodeableConcept": {"text": "Easy read"}},
                 {"url": "PreferredContactMethod",
                  "valueCodeableConcept": {"text": "Telephone"}}]},
        ],
    )  # fmt: skip
    found = draft(tmp_path, polish, encounter(), medicine())

    assert found.person is not None
    assert [one.need for one in found.person.needs] == [
        NeedKind.LANGUAGE, NeedKind.EASY_READ, NeedKind.CALL_NOT_TEXT,
    ]  # fmt: skip
    assert found.person.needs[0].language == "pl"


def test_english_speakers_have_no_language_need(tmp_path: Path) -> None:
    english = {"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "en-GB"}]}}
    french = {"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "fr"}]}}
    found = draft(tmp_path, patient(communication=[english, french]), encounter())

    assert found.person is not None
    assert found.person.needs == []


def test_family_and_numbers_that_cannot_be_texted_are_kept_for_a_person(tmp_path: Path) -> None:
    found = draft(tmp_path, patient(
        telecom=[{"system": "phone", "value": "01632 960001"}],
        contact=[{"name": {"text": "Joan Firth"}}], birthDate="1941",
    ), encounter())  # fmt: skip

    kept = " ".join(str(one.source_text) for one in found.waiting)
    assert "01632 960001" in kept
    assert "Joan Firth" in kept
    assert "1941" in kept
    assert found.counts["Patient"][PERSON] == 0


def test_resources_that_name_their_only_patient_otherwise_are_kept_together_and_said(
    tmp_path: Path,
) -> None:
    urn = {"reference": "urn:uuid:not-the-id"}
    found = draft(tmp_path, patient(), encounter(subject=urn), medicine(subject=urn))

    assert only(found, "medicines").name == "Ramipril 5mg capsules"
    assert any("one person" in str(one.needs_person) for one in found.waiting)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Atenolol 100mg tablets (Actavis UK Ltd)", "Atenolol 100mg tablets"),
        ("Micralax Micro-enema 5ml (RPH Pharmaceuticals AB)", "Micralax Micro-enema 5ml"),
        ("Insulin aspart (rapid acting)", "Insulin aspart (rapid acting)"),
    ],
)
def test_a_medicine_is_named_without_its_maker(tmp_path: Path, source: str, said: str) -> None:
    found = draft(tmp_path, patient(), encounter(), medicine(name=source))

    assert only(found, "medicines").name == said
    assert source in only(found, "medicines").source_text


@pytest.mark.parametrize("title", ["Hernia clinic", "Orthopaedic surgery", "Falls clinic"])
def test_two_words_are_not_too_hard_to_read(tmp_path: Path, title: str) -> None:
    visit = {
        "resourceType": "Appointment", "id": "a1", "status": "booked", "description": title,
        "start": "2026-12-08T10:30:00Z",
        "participant": [{"status": "accepted", "actor": {"reference": "Patient/p1"}}],
    }  # fmt: skip

    assert only(draft(tmp_path, patient(), encounter(), visit), "appointments").needs_person is None


def test_a_bare_number_in_the_text_counts_what_the_codes_name(tmp_path: Path) -> None:
    coded = {
        "text": "1 OD mane",
        "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d", "when": ["MORN"]}},
        "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "capsule"}}],
    }
    two = {**coded, "text": "2 OD mane"}

    found = draft(
        tmp_path, patient(), encounter(),
        medicine("a", "Zed", dosageInstruction=[coded]),
        medicine("b", "Wye", dosageInstruction=[two]),
    )  # fmt: skip

    one, other = found.items["medicines"]
    assert one.needs_person is None
    assert "2 OD mane" in str(other.needs_person)


def test_what_is_only_named_and_is_a_place_is_where_and_not_who(tmp_path: Path) -> None:
    visit = {
        "resourceType": "Appointment", "id": "a1", "status": "booked", "description": "Hip check",
        "start": "2026-12-08T10:30:00Z",
        "participant": [
            {"status": "accepted", "actor": {"display": "Mr A Lowe"}},
            {"status": "accepted", "actor": {"display": "The ward sister"}},
            {"status": "accepted", "actor": {"display": "Clinic 4, Lark Hill Hospital"}},
        ],
    }  # fmt: skip
    found = only(draft(tmp_path, patient(), encounter(), visit), "appointments")

    assert (found.who_with, found.place) == (
        "Mr A Lowe, The ward sister",
        "Clinic 4, Lark Hill Hospital",
    )


def test_actions_for_the_patient_are_told_and_those_for_the_gp_wait(tmp_path: Path) -> None:
    found = draft(
        tmp_path, patient(), encounter(),
        letter(section("Actions for the patient", "Wear your stockings for 6 weeks."),
               section("Actions for GP", "Please check the blood.")),
    )  # fmt: skip

    assert only(found, "instructions").needs_person is None
    assert [one.source_text for one in found.waiting] == ["Please check the blood."]


def test_a_clinic_visit_in_shorthand_is_an_appointment_to_be_booked(tmp_path: Path) -> None:
    found = draft(
        tmp_path, patient(), encounter(), letter(section("Follow up", "Orthopaedic OPA in 6/52."))
    )

    assert only(found, "appointments").title == "bone and joint hospital clinic visit in 6 weeks"
