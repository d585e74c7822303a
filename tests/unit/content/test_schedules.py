"""A schedule is held to what texts are held to, and its choices to being understood."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.unit.content.test_check_in_files import GOOD
from wayhome.bootstrap.content import schedules
from wayhome.bootstrap.content_checks import findings, schedule_checks
from wayhome.content.check_in_files import load_schedule, schedule_schema
from wayhome.content.checking.schedules import ScheduleChecks
from wayhome.settings import ROOT

TODAY = date(2026, 11, 25)
Faults = Callable[[str, str], list[str]]


def test_our_schedules_have_nothing_to_put_right() -> None:
    assert [str(one) for one in findings(TODAY)] == []


@pytest.fixture(scope="module")
def house() -> ScheduleChecks:
    return schedule_checks(TODAY, {})


@pytest.fixture
def faults(house: ScheduleChecks, tmp_path: Path) -> Faults:
    """What is found in the example once these words stand for those."""

    def look(before: str, after: str) -> list[str]:
        path = tmp_path / "mine.yml"
        path.write_text(GOOD.replace(before, after))
        assert before in GOOD
        held = replace(house, schedules={path: load_schedule(path)})
        return [str(one).removeprefix(f"{tmp_path}/") for one in held.findings()]

    return look


def test_a_good_schedule_has_no_faults(faults: Faults) -> None:
    assert faults("name: mine", "name: mine") == []


@pytest.mark.parametrize(
    ("before", "after", "advice"),
    [
        (
            "Have you got all of them?",
            "Are your prescribed medications sufficient?",
            "hard to read",
        ),
        (
            "Have you got all of them?",
            "Is everything that the pharmaceutical professionals recommended satisfactory?",
            "grade",
        ),
        ("Hello {{ called }}.", "Hello {{ called }}. " + "It is a nice day. " * 20, "segments"),
        ("Hello {{ called }}.", "Hello {{ called }} \u263a", "GSM-7"),
        (
            "thanks: Thank you.\n            raises",
            "thanks: You are fine.\n            raises",
            "say",
        ),
        ("Which ones?", "Which ones? Reply YES if none.", "Twilio keeps for itself"),
        ("category: out_of_medicine", "category: tablets", '"tablets" is no red flag'),
        ("not all, some missing", "stop", '"stop" ends our texts'),
        ("not all, some missing", "cant breathe", "to the safety net"),
        ("not all, some missing", "skip", "is read as nothing, not as some"),
        ("reviewed_on: 2026-11-01", "reviewed_on: not yet", "a reviewer but no date"),
        ("reviewed_on: 2026-11-01", "reviewed_on: 2025-11-01", "over a year old"),
    ],
)
def test_what_is_amiss_is_found_with_its_line(
    faults: Faults, before: str, after: str, advice: str
) -> None:
    found = faults(before, after)

    assert found
    assert all(one.startswith("mine.yml:") for one in found)
    assert any(advice in one for one in found), found


def test_the_published_schema_is_that_of_the_files() -> None:
    published = json.loads((ROOT / "docs" / "check_ins.schema.json").read_text())

    assert published == schedule_schema(), (
        "run: wayhome content schema > docs/check_ins.schema.json"
    )


@pytest.mark.parametrize("name", ["six_weeks", "carers"])
def test_our_files_are_valid_by_the_published_schema(name: str) -> None:
    published = json.loads((ROOT / "docs" / "check_ins.schema.json").read_text())
    written = yaml.safe_load((ROOT / "content" / "check_ins" / f"{name}.yml").read_text())

    jsonschema.validate(json.loads(json.dumps(written, default=str)), published)


def test_an_unknown_field_is_refused_by_the_published_schema_too() -> None:
    published = json.loads((ROOT / "docs" / "check_ins.schema.json").read_text())
    written = yaml.safe_load(GOOD.replace("theme:", "them:"))

    with pytest.raises(jsonschema.ValidationError, match="them"):
        jsonschema.validate(json.loads(json.dumps(written, default=str)), published)


def test_the_example_of_the_readme_can_be_used_as_it_stands(
    house: ScheduleChecks, tmp_path: Path
) -> None:
    readme = (ROOT / "content" / "README.md").read_text()
    blocks = [one.split("```")[0] for one in readme.split("```yaml\n")[1:]]
    (example,) = [one for one in blocks if "check_ins:" in one]
    path = tmp_path / "after_a_fall.yml"
    path.write_text(example)

    held = replace(house, schedules={path: load_schedule(path)})

    assert [str(one) for one in held.findings()] == []


def test_every_reablement_review_asks_the_same(tmp_path: Path) -> None:
    day_3, day_7 = (schedules()["six_weeks"].check_in(key) for key in ("day_3", "day_7"))
    assert day_3 is not None
    assert day_7 is not None

    for key in ("washing", "kitchen"):
        assert day_3.question(key) == day_7.question(key)
