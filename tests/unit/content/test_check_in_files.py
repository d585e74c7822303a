import re
from datetime import time
from pathlib import Path

import pytest

from wayhome.bootstrap.content import schedules
from wayhome.content.check_in_files import ScheduleError, load_schedule, load_schedules
from wayhome.levels import Level

GOOD = """\
name: mine
audience: patients
reviewed_by: Ola Brand, ward pharmacist
reviewed_on: 2026-11-01
check_ins:
  - key: day_2
    day: 2
    hour: 10:30
    theme: medicines
    opening: Hello {{ called }}.
    questions:
      - key: medicines
        ask: Have you got all of them?
        choices:
          - number: 1
            says: All
            words: "yes"
            value: all
            thanks: Thank you.
          - number: 2
            says: Some
            words: not all, some missing
            value: some
            thanks: Thank you.
            raises: {level: concern, category: out_of_medicine}
      - key: which
        ask: Which ones?
        free: true
        thanks: Thank you.
        only_if: {answered: {medicines: [some]}}
    reminder: Hello again.
    closing: Goodbye.
"""


def schedule_file(folder: Path, text: str) -> Path:
    path = folder / "mine.yml"
    path.write_text(text)
    return path


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(ScheduleError) as refused:
        load_schedule(schedule_file(folder, text))
    return [str(one).removeprefix(f"{folder}/") for one in refused.value.findings]


def line_of(text: str, words: str) -> int:
    return 1 + next(at for at, line in enumerate(text.splitlines()) if words in line)


def test_a_schedule_is_read_into_values(tmp_path: Path) -> None:
    (check_in,) = load_schedule(schedule_file(tmp_path, GOOD)).check_ins
    medicines, which = check_in.questions

    assert (check_in.day, check_in.hour, check_in.kind) == (2, time(10, 30), "questions")
    assert medicines.choices[1].words == ("not all", "some missing")
    assert medicines.choices[1].raises is not None
    assert medicines.choices[1].raises.level is Level.CONCERN
    assert which.only_if is not None
    assert which.only_if.answered == {"medicines": ("some",)}


def test_the_six_weeks_have_their_days() -> None:
    days = [one.day for one in schedules()["six_weeks"].check_ins]

    assert days == [1, 2, 3, 5, 7, 10, 14, 21, 28, 35, 42]


@pytest.mark.parametrize(
    ("before", "after", "advice"),
    [
        ("    theme: medicines", "    them: medicines", r'"them" is not known here; write "theme"'),
        ("    theme: medicines\n", "", r'"theme" is missing; add it'),
        ("name: mine", "name: yours", r"the file is called mine"),
        ("day: 2", "day: 43", r"less than or equal to 42"),
        ("day: 2", "day: 0", r"greater than or equal to 1"),
        ("hour: 10:30", "hour: 20:30", r"between 9:00 and 18:00"),
        ("hour: 10:30", "hour: soon", r"hour"),
        ("number: 2", "number: 3", r"number the choices 1 to 2"),
        ('words: "yes"', "words: yes", r"in quotes"),
        ("not all, some missing", '"Yes"', r'"yes" means choice 1 already'),
        ("not all, some missing", '"all"', r'"all" means choice 1 already'),
        ("not all, some missing", '"2"', r"numbers are understood anyway"),
        ("value: some", "value: all", r'"all" stands twice'),
        ("value: some", "value: Some of it", r"match pattern"),
        ("value: some", "value: own_words", r"kept for the service"),
        ("level: concern", "level: grave", r"'none', 'concern', 'urgent'"),
        ("level: concern", "level: none", r"raises nothing has no `raises`"),
        ("[some]", "[few]", r'"medicines" has no value "few"'),
        ("{medicines: [some]}", "{tablets: [some]}", r'no question before this one is called "ta'),
        ("key: which", "key: medicines", r'"medicines" stands twice'),
        ("        free: true\n", "", r"nothing to choose from"),
        ("{{ called }}", "{{ caled }}", r'"caled" cannot be filled in'),
        ("{{ called }}", "{{ called }", r"curly brackets"),
        ("{{ called }}", "{{ patient }}", r'"patient" cannot be filled in'),
        ("Which ones?", "What of {{ goal }}?", r"plan_has: goals"),
        ("    theme: medicines", "    theme: a\n    theme: b", r"theme: stands twice"),
        ("thanks: Thank you.\n            raises", "thanks: I told the team.\n            raises",
         r"the service itself says"),
        ("    reminder: Hello again.\n", "", r"a reminder and a closing"),
        ("    questions:", "    kind: message\n    questions:", r"only kinds `questions` and"),
    ],
)  # fmt: skip
def test_what_is_amiss_is_told_by_line_and_with_what_to_do(
    tmp_path: Path, before: str, after: str, advice: str
) -> None:
    written = GOOD.replace(before, after)
    assert written != GOOD

    found = faults(tmp_path, written)

    assert any(re.search(advice, one) for one in found)
    assert all(re.match(r"mine\.yml:\d+: ", one) for one in found)


def test_the_line_is_the_one_where_the_fault_stands(tmp_path: Path) -> None:
    written = GOOD.replace("day: 2", "day: 50").replace("value: some", "value: So me")

    found = faults(tmp_path, written)

    lines = [int(one.split(":")[1]) for one in found]
    assert lines == [line_of(written, "day: 50"), line_of(written, "So me")]


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    schedule_file(tmp_path, GOOD.replace("day: 2", "day: 99"))
    (tmp_path / "other.yml").write_text("name: [")

    with pytest.raises(ScheduleError) as refused:
        load_schedules(tmp_path)

    assert {Path(one.file).name for one in refused.value.findings} == {"mine.yml", "other.yml"}


@pytest.mark.parametrize("text", ["", "[]", "name: mine", "check_ins: 3", "\x00", "a: *b"])
def test_a_file_that_is_no_schedule_is_refused_and_not_fallen_over(
    tmp_path: Path, text: str
) -> None:
    assert faults(tmp_path, text)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScheduleError, match="no schedules"):
        load_schedules(tmp_path)


def test_an_hour_means_the_same_with_quotes_and_without(tmp_path: Path) -> None:
    quoted = load_schedule(schedule_file(tmp_path, GOOD.replace("10:30", '"10:30"')))

    assert quoted == load_schedule(schedule_file(tmp_path, GOOD))
