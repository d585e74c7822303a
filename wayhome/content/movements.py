"""Chair and bed movements as their editors wrote them, with their words at each level."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from wayhome.content.replies import ReviewDate
from wayhome.content.yaml_models import read_model, unusable
from wayhome.models.exercises import ExerciseLevel

Words: TypeAlias = Annotated[str, Field(min_length=1)]
_CLOSED = ConfigDict(extra="forbid", frozen=True)


class MovementSet(StrEnum):
    CHAIR = "chair"
    BED = "bed"


class Forms(BaseModel):
    """The words that are sent, by level."""

    model_config = _CLOSED

    easier: Words
    standard: Words
    harder: Words

    def at(self, level: ExerciseLevel) -> str:
        return {
            ExerciseLevel.EASIER: self.easier,
            ExerciseLevel.STANDARD: self.standard,
            ExerciseLevel.HARDER: self.harder,
        }[level]


class Movement(BaseModel):
    model_config = _CLOSED

    #: The file's name, such as heel_slide.
    key: str
    name: Words
    set: MovementSet
    #: A file of content/move_to_improve/pictures.
    picture: Words
    asked_by: tuple[Words, ...]
    position: Words
    works: Words
    #: As the source gives it; the forms say it in plain words.
    dose: Words
    hold: Words | None = None
    set_up: Words
    safety: Words
    forms: Forms
    source: Words
    reviewed_by: Words
    reviewed_on: ReviewDate


#: Every movement by its key, chair before bed.
Movements: TypeAlias = Mapping[str, Movement]


def load_movements(folder: Path) -> Movements:
    """Reads every `.yml` file of the folder. Raises UnusableFileError."""
    read = [read_model(Movement, path, {"key": path.stem}) for path in folder.glob("*.yml")]
    if not read:
        raise unusable(folder, "no movements here; is it the right folder?")
    order = list(MovementSet)
    return {one.key: one for one in sorted(read, key=lambda one: (order.index(one.set), one.key))}
