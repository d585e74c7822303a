"""A red-flag file with a fault is refused with its name, the place and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.safety.conftest import RED_FLAGS
from wayhome.content.red_flags import RedFlagContentError, load_red_flags

_GOOD = """\
id: toe
title: Toe
level: urgent
threshold: A stubbed toe that hurts.
sources: [a leaflet]
reviewed: {by: nobody yet, date: 2026-01-01}
concepts:
  toe: toe, big toe
rules:
  - name: a stubbed toe
    together: [toe, pain]
examples: {urgent: [my toe hurts]}
hard_negatives: [toe nails cut today]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for shared in RED_FLAGS.glob("_*.yml"):
        shutil.copy(shared, tmp_path)
    (tmp_path / "toe.yml").write_text(_GOOD)
    return tmp_path


def test_a_good_file_is_read(folder: Path) -> None:
    (category,) = load_red_flags(folder)
    assert (category.id, category.concepts["toe"].words) == ("toe", ("toe", "big toe"))


def _without(field: str) -> Callable[[str], str]:
    return lambda text: "\n".join(line for line in text.splitlines() if not line.startswith(field))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text.replace("[toe, pain]", "[toe, pian]"), "speaks of"),
        (lambda text: text.replace("level: urgent", "level: dire"), "level"),
        (lambda text: text + "colour: blue\n", "colour"),
        (lambda text: text.replace("toe: toe, big toe", "toe: [toe, no]"), "in quotes"),
        (lambda text: text.replace("title: Toe", "title: [Toe"), "not readable YAML.*line"),
        (lambda text: text.replace("    together: [toe, pain]\n", ""), "exactly one of"),
        (_without("sources"), "sources"),
        (_without("threshold"), "threshold"),
        (lambda _: "- just\n- a list\n", "names with values"),
    ],
)
def test_a_fault_is_named_with_its_file(
    folder: Path, spoil: Callable[[str], str], said: str
) -> None:
    (folder / "toe.yml").write_text(spoil(_GOOD))
    with pytest.raises(RedFlagContentError, match=rf"(?s)toe\.yml.*{said}"):
        load_red_flags(folder)


def test_a_missing_shared_file_is_named(folder: Path) -> None:
    (folder / "_vocabulary.yml").unlink()
    with pytest.raises(RedFlagContentError, match=r"_vocabulary\.yml: this file is missing"):
        load_red_flags(folder)


def test_two_files_may_not_share_an_id(folder: Path) -> None:
    (folder / "toe2.yml").write_text(_GOOD)
    with pytest.raises(RedFlagContentError, match="share the id toe"):
        load_red_flags(folder)


def test_an_empty_folder_is_refused(folder: Path) -> None:
    (folder / "toe.yml").unlink()
    with pytest.raises(RedFlagContentError, match="no red-flag files"):
        load_red_flags(folder)


def test_a_row_of_the_table_needs_an_example_of_each_of_its_levels(folder: Path) -> None:
    (folder / "toe.yml").write_text(_GOOD + 'rows: {"99": [urgent, emergency]}\n')
    with pytest.raises(RedFlagContentError, match=r"(?s)toe\.yml.*add an example"):
        load_red_flags(folder)


def test_a_difference_is_about_a_row_that_the_file_holds(folder: Path) -> None:
    (folder / "toe.yml").write_text(_GOOD + 'differs: {"99": It hurts.}\n')
    with pytest.raises(RedFlagContentError, match=r"(?s)toe\.yml.*rows does not name"):
        load_red_flags(folder)
