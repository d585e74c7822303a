"""All of content/move_to_improve: movements, who may be cleared, and how people answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wayhome.content.clearance import Matrix, load_matrix
from wayhome.content.exercise_answers import ExerciseWords, load_exercise_words
from wayhome.content.movements import Movements, load_movements


@dataclass(frozen=True)
class MoveToImprove:
    movements: Movements
    matrix: Matrix
    answers: ExerciseWords


def load_move_to_improve(folder: Path) -> MoveToImprove:
    """Raises UnusableFileError."""
    movements = load_movements(folder / "movements")
    return MoveToImprove(
        movements=movements,
        matrix=load_matrix(folder / "clearance.yml", movements),
        answers=load_exercise_words(folder / "answers.yml"),
    )
