"""What `wayhome content readability` measures: the texts about each item, as they would be sent."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.unit.fhir.made import about, bundle, encounter, medicine, patient
from wayhome.bootstrap.reading_scores import ItemRead, read_items

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def items(tmp_path: Path, *resources: dict[str, Any]) -> list[ItemRead]:
    file = tmp_path / "leaver.json"
    file.write_text(json.dumps(bundle(patient(), encounter(), *resources)), "utf-8")
    read = read_items([file], NOW)
    assert not read.problems
    return list(read.items)


def letter(words: str) -> dict[str, Any]:
    section = {"title": "Advice", "text": {"status": "additional", "div": f"<div>{words}</div>"}}
    return about("Composition", "c1", status="final", type={"text": "Discharge"}, title="Letter",
                 date="2026-11-22", author=[], section=[section])  # fmt: skip


def test_a_medicine_is_read_in_both_texts_that_tell_of_it(tmp_path: Path) -> None:
    (one,) = items(tmp_path, medicine(name="Furosemide 40mg tablets"))

    assert one.waits_because is None
    assert one.texts[0].startswith("Furosemide 40mg tablets: Take 1, in the morning.")
    assert one.texts[1].startswith("Furosemide 40mg tablets is for getting rid of extra fluid.")


def test_a_long_name_makes_the_text_harder_but_not_its_explanation(tmp_path: Path) -> None:
    short, long = items(
        tmp_path,
        medicine("a", name="Zed"),
        medicine("b", name="Imaginarium hydroxymethylate"),
    )

    assert long.grade_as_sent > short.grade_as_sent
    assert long.grade == short.grade


def test_what_waits_for_a_person_has_no_text(tmp_path: Path) -> None:
    hard = "Pharmacological anticoagulation necessitates considerable haematological monitoring."
    (one,) = items(tmp_path, letter(hard))

    assert "plainer words" in str(one.waits_because)
    assert one.texts == ()


def test_a_dose_of_many_steps_is_sent_whole_in_texts_of_two_segments(tmp_path: Path) -> None:
    steps = [{"sequence": n, "text": f"Take {20 - n} tablets for {n + 2} days"} for n in range(12)]
    (one,) = items(tmp_path, medicine(name="Zed 5mg tablets", dosageInstruction=steps))

    assert one.segments == 2
    assert one.texts[0].startswith("Zed 5mg tablets: Take 20 tablets for 2 days.")
    assert one.texts[1].startswith("Zed 5mg tablets, part 2: ")
    assert all(f"Take {20 - n} tablets" in " ".join(one.texts[:2]) for n in range(12))


def test_a_file_that_the_import_refuses_is_told_of(tmp_path: Path) -> None:
    file = tmp_path / "empty.json"
    file.write_text("", "utf-8")

    read = read_items([file], NOW)

    assert not read.items
    assert "empty.json" in read.problems[0]


def test_a_plan_of_our_own_is_read_as_well(tmp_path: Path) -> None:
    example = Path(__file__).parents[3] / "docs" / "plan.example.yaml"

    kinds = {one.kind for one in read_items([example], NOW).items}

    assert {"medicines", "appointments", "contacts", "care_visits", "equipment"} <= kinds
