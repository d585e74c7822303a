"""Words that patients trip over, each with the plain one to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from wayhome.content.replies import ReviewDate

_TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reviewed_by: str
    reviewed_on: ReviewDate
    words: dict[str, str]


class PlainWords:
    def __init__(self, instead: Mapping[str, str]) -> None:
        """`instead` maps a hard word or phrase to the plain one."""
        self._instead = {hard.lower(): plain for hard, plain in instead.items()}
        alternatives = "|".join(re.escape(one) for one in sorted(self._instead, key=len)[::-1])
        self._hard = re.compile(rf"\b({alternatives})\b", re.IGNORECASE)

    def found_in(self, text: str) -> list[tuple[str, str]]:
        """Each hard word of a text or wording, with what to write instead."""
        hard = dict.fromkeys(one.lower() for one in self._hard.findall(_TAGS.sub(" ", text)))
        return [(one, self._instead[one]) for one in hard]


def load_plain_words(file: Path) -> PlainWords:
    """Raises ValueError (pydantic's own words) where the file is not what it should be."""
    return PlainWords(_File.model_validate(yaml.safe_load(file.read_text("utf-8"))).words)
