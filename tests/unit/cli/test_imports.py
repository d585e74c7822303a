import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.unit.fhir.made import bundle, encounter, medicine, patient
from wayhome.cli import patients, plans
from wayhome.cli.say import Problem
from wayhome.clock import SystemClock

TODAY = SystemClock().now().date().isoformat()
LIST = "local_id,name,mobile\nw1,Edna Firth,07700900201\nw2,,\n"


@pytest.fixture(autouse=True)
def address(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("WAYHOME_VAR", str(tmp_path / "var"))
    monkeypatch.chdir(tmp_path)


def wayhome(*arguments: str) -> Result:
    app = {"plan": plans.app, "patient": patients.app}[arguments[0]]
    return CliRunner().invoke(app, arguments[1:])


def leaver(folder: Path, **more: Any) -> str:  # noqa: ANN401 - FHIR's own shapes
    # The command asks the real clock, and this plan must not have ended by it.
    stay = encounter(period={"end": TODAY}, **more)
    file = folder / "leaver.json"
    file.write_text(json.dumps(bundle(patient(), stay, medicine())))
    return str(file)


def test_a_dry_run_reports_and_writes_nothing(tmp_path: Path) -> None:
    first = wayhome("plan", "import", leaver(tmp_path))
    again = wayhome("plan", "import", leaver(tmp_path), "--json")

    assert first.exit_code == 0
    assert "new: medicines: Ramipril 5mg capsules" in first.stdout
    report = json.loads(again.stdout)
    assert report["applied"] is False
    assert report["people"][0]["is_new_person"] is True
    assert report["people"][0]["counts"]["MedicationRequest"]["source"] == 1


def test_a_blocked_import_is_reported_all_the_same_and_ends_as_failed(tmp_path: Path) -> None:
    found = wayhome("plan", "import", leaver(tmp_path, serviceProvider=None), "--json")

    assert isinstance(found.exception, Problem)
    assert "--hospital" in str(found.exception)
    assert "Nothing was changed." in str(found.exception)
    assert json.loads(found.stdout)["people"][0]["blocked_by"]


def test_the_report_of_several_people_is_one_json_document_in_their_order(tmp_path: Path) -> None:
    twin = patient(id="p9", identifier=[], telecom=[], name=[{"family": "Ash", "given": ["Jo"]}])
    stay = encounter(period={"end": TODAY}, subject={"reference": "Patient/p9"})
    (tmp_path / "twin.json").write_text(json.dumps(bundle(twin, stay)))
    found = wayhome("plan", "import", leaver(tmp_path), "twin.json", "--json")

    report = json.loads(found.stdout)
    assert [one["person"] for one in report["people"]] == ["Edna FIRTH", "Jo Ash"]
    assert (report["applied"], report["problems"]) == (False, [])


def test_two_people_of_one_number_are_never_put_on_one_record(tmp_path: Path) -> None:
    for name in ("Ash", "Oak"):
        one = patient(identifier=[], telecom=[], name=[{"family": name, "given": ["Jo"]}])
        stay = encounter(period={"end": TODAY})
        (tmp_path / f"{name}.json").write_text(json.dumps(bundle(one, stay)))
    found = wayhome("plan", "import", "Ash.json", "Oak.json")

    assert "Jo Oak and Jo Ash would share one record (fhir-p1)" in str(found.exception)
    assert "Nothing was changed." in str(found.exception)


def test_a_report_of_nobody_is_json_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{")
    found = wayhome("plan", "import", "bad.json", "--json")

    assert json.loads(found.stdout)["people"] == []


def test_one_bad_file_holds_back_all_files_of_the_import(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{")
    found = wayhome("plan", "import", leaver(tmp_path), "bad.json")

    assert isinstance(found.exception, Problem)
    assert "bad.json: line 1" in str(found.exception)


def test_writing_needs_somebody_on_the_staff(tmp_path: Path) -> None:
    alone = wayhome("plan", "import", leaver(tmp_path), "--apply")
    stranger = wayhome("plan", "import", leaver(tmp_path), "--apply", "--as", "x@example.org")

    assert "--as" in str(alone.exception)
    assert "Nobody on the staff" in str(stranger.exception)


def test_a_list_given_to_the_wrong_command_is_sent_to_the_right_one(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST)

    assert "wayhome patient import" in str(wayhome("plan", "import", "list.csv").exception)


def test_a_list_with_a_faulty_row_names_the_line_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST)
    found = wayhome("patient", "import", "list.csv")

    assert "Edna Firth: new" in found.stdout
    assert "line 3: the name is missing" in str(found.exception)
    assert "Nothing was changed." in str(found.exception)


def test_a_dry_run_finds_a_conflict_with_another_persons_record(tmp_path: Path) -> None:
    twin = patient(id="p9", identifier=[], name=[{"family": "Ash", "given": ["Jo"]}])
    stay = encounter(period={"end": TODAY}, subject={"reference": "Patient/p9"})
    (tmp_path / "twin.json").write_text(json.dumps(bundle(twin, stay)))
    found = wayhome("plan", "import", leaver(tmp_path), "twin.json", "--json")

    assert "another person's record" in str(found.exception)
    assert json.loads(found.stdout)["problems"]
