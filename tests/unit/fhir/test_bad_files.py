import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.fhir.made import about, bundle, draft, encounter, medicine, patient, read
from wayhome.fhir.files import SourceError, read_file, read_text
from wayhome.fhir.narrative import plain_words

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["resourceType", "id", "status", "subject", "code", "text", "name", "coding", "section",
             "dosageInstruction", "doseAndRate", "doseQuantity", "participant", "actor", "activity",
             "detail", "period", "end", "entry", "reference", "identifier", "telecom", "extension",
             "category", "reaction", "note", "location", "contained", "title", "div",
             "medicationReference"]
        ), inner, max_size=5),
    max_leaves=25,
)  # fmt: skip


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ("\ufeff", "is empty"),
        ("<Bundle xmlns='http://hl7.org/fhir'/>", "XML"),
        ('{"resourceType": "Pat', "line 1, column"),
        ('{"resourceType": "Patient", "id": NaN}', "no number"),
        ('{"resourceType": "Patient", "id": 1e999}', "no number"),
        ('{"a": 1, "a": 2}', "twice"),
        ("[" * 3000 + "]" * 3000, "deep"),
        ("[" * 300 + "]" * 300, "deep"),
        ('{"hello": "world"}', "no resourceType"),
        ("7", "no resourceType"),
        ({"resourceType": "Bundle", "type": "collection"}, "holds no resource"),
        (bundle(patient(), about("MedicationOrder", "x")), "FHIR DSTU2"),
        (bundle(patient(), about("ProcedureRequest", "x")), "FHIR STU3"),
        (bundle(patient(), medicine(dosageInstruction=[{"doseQuantity": {"value": 1}}])), "STU3"),
        (bundle(patient(), about("MedicationRequest", "x", medication={"concept": {}})), "FHIR R5"),
        (bundle(patient(), encounter(**{"class": [{"coding": []}]})), "FHIR R5"),
        (bundle(patient(), patient(id="p2", identifier=[])), "second patient"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence_that_names_it(
    tmp_path: Path, content: object, advice: str
) -> None:
    found = read(tmp_path, content)

    assert len(found.problems) == 1
    assert "file1.json" in found.problems[0]
    assert advice in found.problems[0]


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(SourceError, match="cannot be read"):
        read_file(tmp_path / "absent.json")


def test_a_file_in_another_encoding_is_read_or_refused(tmp_path: Path) -> None:
    (tmp_path / "wide.json").write_text(json.dumps(patient()), encoding="utf-16")
    (tmp_path / "bom.json").write_text(json.dumps(patient()), encoding="utf-8-sig")
    (tmp_path / "latin.json").write_bytes(b'{"name": "Ren\xe9"}')

    assert read_file(tmp_path / "wide.json").content == read_file(tmp_path / "bom.json").content
    with pytest.raises(SourceError, match="byte 14"):
        read_file(tmp_path / "latin.json")


def test_control_characters_are_taken_out_and_counted() -> None:
    found = read_text('{"resourceType": "Patient", "id": "a\\u0000b\\u001b\\ud800"}', "f.json")

    assert found.content["id"] == "ab"
    assert found.unprintable == 3


def test_ten_megabytes_are_read(tmp_path: Path) -> None:
    many = [medicine(f"m{number}", "x" * 9000) for number in range(1100)]
    found = draft(tmp_path, patient(), encounter(), *many)

    assert found.counts["MedicationRequest"].total() == 1100


def test_a_narrative_with_scripts_and_entities_gives_its_words_alone() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    words = plain_words(
        f"{bomb}<div onclick='x()'>Rest well.<script>alert(1)</script><style>p{{}}</style>"
        "<table><tr><th>Dose</th><td>5 mg &lt; 10 mg</td></tr></table>&b;</div>"
    )

    assert "Rest well." in words
    assert "Dose: 5 mg < 10 mg" in words
    assert "alert" not in words
    assert "aaaa" not in words


def test_a_narrative_nested_very_deep_is_read() -> None:
    assert plain_words("<div>" * 5000 + "Rest." + "</div>" * 5000) == "Rest."


def test_a_death_stops_the_import(tmp_path: Path) -> None:
    found = draft(tmp_path, patient(deceasedBoolean=True), encounter(), medicine())

    assert "has died" in found.blockers[0]


def test_a_patient_without_a_name_is_refused_with_the_path(tmp_path: Path) -> None:
    found = draft(tmp_path, patient(name=[]), encounter(), medicine())

    assert "Patient/p1.name is missing" in found.blockers[0]


@settings(max_examples=150, deadline=None)
@given(st.lists(ANYTHING, min_size=1, max_size=4), st.sampled_from(
    ["MedicationRequest", "Appointment", "CarePlan", "Composition", "Encounter", "Goal", "CareTeam",
     "Patient", "ServiceRequest", "DeviceRequest", "AllergyIntolerance", "Observation"]
))  # fmt: skip
def test_no_shape_of_a_resource_breaks_the_reading(
    tmp_path_factory: pytest.TempPathFactory, values: list[Any], kind: str
) -> None:
    folder = tmp_path_factory.mktemp("odd")
    resources = [
        {
            **(one if isinstance(one, dict) else {"text": one}),
            "resourceType": kind,
            "id": f"x{number}",
        }
        for number, one in enumerate(values)
    ]
    found = read(folder, bundle(patient(), encounter(), *resources))

    if not found.problems:
        read_back = sum(
            outcomes.total()
            for name, outcomes in found.drafts[0].counts.items()
            if name in {"Patient", "Encounter", kind}
        )
        assert read_back >= len(resources) + (2 if kind not in {"Patient", "Encounter"} else 1)


def test_control_characters_are_left_out_and_said_to_be(tmp_path: Path) -> None:
    dose = medicine(dosageInstruction=[{"text": "Take one\u0007 tablet\u0000"}])

    told = draft(tmp_path, patient(), encounter(), dose).oddities

    assert any("2 control characters" in one for one in told)


def test_the_entities_of_a_doctype_are_nobodys_words() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><div><p>Rest the leg.</p></div>'

    assert plain_words(bomb) == "Rest the leg."


def test_a_number_without_end_is_refused_in_plain_words() -> None:
    with pytest.raises(SourceError, match="has 6000 digits, which no plan has"):
        read_text('{"a": ' + "9" * 6000 + "}", "x.json")
