"""Many files: each person's are read together, and no others."""

import json
import os
import threading
from pathlib import Path
from typing import Any

from tests.unit.fhir.made import TODAY, bundle, encounter, medicine, patient, read
from wayhome.fhir import drafting
from wayhome.fhir.drafting import read_parts

ORGANISATION = {"resourceType": "Organization", "id": "o1", "name": "Lark Hill Hospital"}
STAY = encounter(serviceProvider={"reference": "Organization/o1"})


def another(number: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - FHIR's own shapes
    return patient(identifier=[], name=[{"family": f"Ash {number}"}], **more)


def files(folder: Path, *contents: object) -> list[Path]:
    found = []
    for number, content in enumerate(contents):
        found.append(folder / f"{number}.json")
        found[-1].write_text(json.dumps(content))
    return found


def test_each_person_is_a_part_of_their_own(tmp_path: Path) -> None:
    paths = files(tmp_path, *(bundle(another(number), STAY) for number in range(5)))
    parts = [one for one in read_parts(paths, TODAY) if one.drafts]

    assert [[one.called for one in part.drafts] for part in parts] == [
        [f"Ash {number}"] for number in range(5)
    ]


def test_a_file_of_nobody_is_lent_to_all_who_refer_to_it(tmp_path: Path) -> None:
    bundles = (bundle(another(number), STAY) for number in range(3))
    found = read(tmp_path, *bundles, ORGANISATION)

    assert [one.stay.hospital for one in found.drafts] == ["Lark Hill Hospital"] * 3
    assert found.nobodys == []


def test_what_nobody_refers_to_is_named_once(tmp_path: Path) -> None:
    other = {"resourceType": "Organization", "id": "o2", "name": "Elsewhere"}
    bundles = (bundle(another(number), STAY) for number in range(3))
    found = read(tmp_path, *bundles, [ORGANISATION, other])

    assert [one.rpartition(", ")[2] for one in found.nobodys] == ["Organization/o2"]


def test_one_persons_files_are_one_part_wherever_they_stand_among_others(tmp_path: Path) -> None:
    found = read(tmp_path, medicine(), bundle(another(2, id="p2")), patient(), encounter())

    assert sorted(len(one.files) for one in found.drafts) == [1, 3]


def test_a_bad_file_leaves_the_others_in_the_report(tmp_path: Path) -> None:
    two = bundle(patient(), another(3, id="p3"))
    found = read(tmp_path, bundle(another(1, id="p2")), two, bundle(another(2, id="p4")))

    assert len(found.problems) == 1
    assert len(found.drafts) == 2


def test_a_file_that_changes_while_it_is_read_is_a_problem(tmp_path: Path) -> None:
    big = medicine(note=[{"text": "x " * drafting.HELD_BYTES}])
    paths = files(tmp_path, bundle(another(1), STAY), bundle(another(2), STAY, big))
    parts = read_parts(paths, TODAY)
    next(parts)
    paths[1].write_text(json.dumps(bundle(another(9), STAY)))

    assert any("changed while it was being read" in why for one in parts for why in one.problems)


def test_a_pipe_is_read_once_and_serves_for_both_readings(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(
        target=pipe.write_text, args=(json.dumps(bundle(patient(), encounter())),)
    )
    writer.start()
    found = drafting.read_drafts([pipe], TODAY)
    writer.join()

    assert [one.called for one in found.drafts] == ["Edna FIRTH"]
