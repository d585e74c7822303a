"""The movements are what they are held to, and a fault in one is told by its file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from channels.text import segments
from wayhome.bootstrap.content_checks import movement_checks
from wayhome.content.checking.movements import MovementChecks
from wayhome.content.clearance import load_matrix
from wayhome.content.movements import MovementSet, load_movements
from wayhome.content.yaml_models import UnusableFileError
from wayhome.models import ExerciseLevel
from wayhome.settings import ROOT

TODAY = date(2026, 11, 24)
FOLDER = ROOT / "content" / "move_to_improve"
CHECKS = movement_checks(TODAY)
ALL = list(CHECKS.movements.values())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(FOLDER, tmp_path / "move_to_improve")


def checks(folder: Path) -> MovementChecks:
    return replace(
        CHECKS, folder=folder, movements=load_movements(folder / "movements"), root=folder
    )


def test_there_are_at_least_sixteen_for_chair_and_bed() -> None:
    assert len(ALL) >= 16
    assert {one.set for one in ALL} == set(MovementSet)


def test_nothing_is_wrong_with_them() -> None:
    assert CHECKS.findings() == []


@pytest.mark.parametrize("level", ExerciseLevel)
@pytest.mark.parametrize("movement", ALL, ids=lambda one: one.key)
def test_each_text_fits_two_segments_and_says_when_to_stop(
    movement: object, level: ExerciseLevel
) -> None:
    text = CHECKS.text(movement, level)  # type: ignore[arg-type] # parametrize loses the type

    assert segments(text).count <= 2
    assert "Stop if it hurts" in text
    assert "Chest pain? Stop and call 999." in text


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda text: text.replace("Lift one knee a", "Utilise one knee a"), "utilise"),
        (lambda text: text.replace("picture: hip_marching", "picture: gone"), "draw it"),
        (lambda text: text.replace("Do 5 with", "Do five with").replace("5 more", "more"), "dose"),
        (lambda text: text.replace("; not yet reviewed by a physiotherapist", ""), "no date"),
        (lambda text: text.replace("Lower it slowly", "You are fine"), "reassures"),
    ],
)
def test_a_fault_is_told_with_its_file(
    folder: Path, spoil: Callable[[str], str], says: str
) -> None:
    file = folder / "movements" / "hip_marching.yml"
    file.write_text(spoil(file.read_text()))

    found = [str(one) for one in checks(folder).findings()]

    assert any(says in one and "movements/hip_marching.yml:" in one for one in found), found


def test_a_text_that_is_too_long_is_told(folder: Path) -> None:
    file = folder / "movements" / "hip_marching.yml"
    file.write_text(file.read_text().replace("  standard: ", "  standard: " + "Sit tall. " * 20))

    assert any("segments" in str(one) for one in checks(folder).findings())


def test_a_picture_without_words_for_those_who_cannot_see_it_is_told(folder: Path) -> None:
    picture = folder / "pictures" / "hip_marching.svg"
    picture.write_text(picture.read_text().replace("<title", "<g").replace("</title", "</g"))

    assert any("title" in str(one) for one in checks(folder).findings())


def test_a_movement_with_a_field_that_is_not_known_is_refused_by_line(folder: Path) -> None:
    file = folder / "movements" / "hip_marching.yml"
    file.write_text(file.read_text() + "weight: 2\n")

    with pytest.raises(
        UnusableFileError, match=r"hip_marching\.yml:\d+: weight: .weight. is not known"
    ):
        load_movements(folder / "movements")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("hip_marching, upper_body_twist, knee_roll, side_bend]", "hip_marching]", "leaves out"),
        (
            "ok: [ankle_stretch, ankle_point, neck_turn,",
            "ok: [ankle_stretch, jumps,",
            "no movement",
        ),
        ("- heel_slide          #", "- ankle_stretch #", "more than once"),
    ],
)
def test_a_condition_names_every_movement_once(folder: Path, old: str, new: str, says: str) -> None:
    file = folder / "clearance.yml"
    file.write_text(file.read_text().replace(old, new, 1))

    with pytest.raises(UnusableFileError, match=says):
        load_matrix(file, CHECKS.movements)
