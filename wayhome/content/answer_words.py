"""How people answer a check-in, beside the words of its choices, as editors keep it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from wayhome.content.red_flags import Phrases
from wayhome.content.replies import ReviewDate


class AnswerWordsError(ValueError):
    """The file cannot be used; the message names it, the field and what to do."""


class AnswerWords(BaseModel):
    """See content/check_ins/_words.yml, which says what each one is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reviewed_by: str
    reviewed_on: ReviewDate
    lead_ins: Phrases
    courtesies: Phrases
    goes_on: Phrases
    fillers: Phrases
    joins: Phrases
    either: Phrases
    first: Phrases
    second: Phrases
    both: Phrases
    numbers: Mapping[int, Phrases]
    as_yes: Phrases
    as_no: Phrases
    negators: Phrases
    skip: Phrases
    skip_all: Phrases
    correction: Phrases
    asks: Phrases

    @cached_property
    def number_of(self) -> Mapping[str, int]:
        """The number that each word spells."""
        return {word: number for number, words in self.numbers.items() for word in words}


def load_answer_words(path: Path) -> AnswerWords:
    """Raises AnswerWordsError."""
    try:
        return AnswerWords.model_validate(_read(path))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as fault:
        raise AnswerWordsError(f"{path} cannot be read: {' '.join(str(fault).split())}") from fault
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()
        )
        raise AnswerWordsError(f"{path}: {faults}. Mend it there.") from error


def _read(path: Path) -> Any:  # noqa: ANN401 - whatever YAML held
    return yaml.safe_load(path.read_text(encoding="utf-8"))
