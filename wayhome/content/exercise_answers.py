"""The words in which people answer an exercise text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from wayhome.content.movements import Words
from wayhome.content.replies import ReviewDate
from wayhome.content.yaml_models import read_model
from wayhome.models.exercises import ExerciseAnswer

_CLOSED = ConfigDict(extra="forbid", frozen=True)


class Sayings(BaseModel):
    model_config = _CLOSED

    #: The text is this and nothing else.
    whole: tuple[Words, ...] = ()
    #: It stands anywhere in the text.
    says: tuple[Words, ...] = ()


class ExerciseWords(BaseModel):
    model_config = _CLOSED

    reviewed_by: Words
    reviewed_on: ReviewDate
    #: Taken out of a text before anything is looked for in it.
    not_so: tuple[Words, ...]
    answers: Mapping[ExerciseAnswer, Sayings]
    #: Pain that is not to be tried again.
    hurts_badly: tuple[Words, ...]
    #: Asks for the last movement once more.
    again: tuple[Words, ...]


def load_exercise_words(file: Path) -> ExerciseWords:
    """Raises UnusableFileError."""
    return read_model(ExerciseWords, file)
