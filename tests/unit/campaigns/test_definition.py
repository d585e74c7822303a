"""A campaign file that is amiss is told of by its line, in a sentence, and is not used."""

from pathlib import Path

import pytest

from wayhome.campaigns.definition import load_definition
from wayhome.content.yaml_models import UnusableFileError

GOOD = """\
name: keep_warm
title: Keep warm this week
approved_by: Ola Brand
approved_on: 2026-11-20
audience:
  weeks: [1, 2]
message: Hello {{ called }}, it will be cold. Keep one room warm.
starts_on: 2026-11-25
ends_on: 2026-11-27
window: {opens: "10:00", closes: "16:00"}
pace: {sms: 10}
"""


def told(tmp_path: Path, text: str) -> str:
    path = tmp_path / "one.yaml"
    path.write_text(text)
    with pytest.raises(UnusableFileError) as raised:
        load_definition(path)
    return str(raised.value)


def test_a_file_is_read_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(GOOD)

    definition = load_definition(path)

    assert (definition.name, definition.audience.weeks, definition.pace.sms) == (
        "keep_warm",
        (1, 2),
        10,
    )


@pytest.mark.parametrize(
    ("wrong", "instead", "words"),
    [
        ("2026-11-27", "27/11/2026", ':9: ends_on: "27/11/2026" is no day; write it as 2026-11-30'),
        ("2026-11-27", "2026-02-30", "day is out of range for month"),
        ("2026-11-27", "2026-11-01", "ends_on is before starts_on"),
        (
            "weeks: [1, 2]",
            "week: [1, 2]",
            ':6: audience.week: "week" is not known here; write "weeks".',
        ),
        ("weeks: [1, 2]", "weeks: [9]", "less than or equal to 6"),
        ("weeks: [1, 2]", "needs: [large_print]", "'easy_read'"),
        ("{{ called }}", "{{ name }}", 'nothing is known to fill "name"; the places are called'),
        ("{{ called }}", "{called}", "two brackets on each side"),
        ("{{ called }}", "{{ called", "curly brackets"),
        ("message:", "schedule: six_weeks\nmessage:", "either a message or a schedule"),
        ('closes: "16:00"', 'closes: "09:00"', "closes before it opens"),
        ("sms: 10", "sms: 0", "greater than 0"),
        ("approved_by: Ola Brand\n", "", "approved_by: this is missing; add it"),
    ],
)
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, wrong: str, instead: str, words: str
) -> None:
    assert words in told(tmp_path, GOOD.replace(wrong, instead))


def test_a_wording_cannot_reach_behind_its_places(tmp_path: Path) -> None:
    sly = GOOD.replace("{{ called }}", "{{ called.__class__ }}")

    assert "two brackets on each side" in told(tmp_path, sly)
