"""What simulated people text, by kind, as the data file has it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict, Field

FILE: Final = Path(__file__).resolve().parent / "phrases.yaml"


class _Kind(BaseModel):
    model_config = ConfigDict(extra="forbid")

    topic: str
    says: list[str] = Field(min_length=1)
    #: For how many days, where the text says so.
    days: int | None = None


class Phrases:
    def __init__(self, kinds: Mapping[str, _Kind]) -> None:
        self._kinds = dict(kinds)
        self.topics: Mapping[str, str] = MappingProxyType(
            {words: one.topic for one in kinds.values() for words in one.says}
        )

    def one_of(self, kind: str, random: Random) -> str:
        return random.choice(self._kinds[kind].says)

    def days(self, kind: str) -> int:
        """For how many days a text of this kind asks; 0 where it names none."""
        known = self._kinds.get(kind)
        return (known.days or 0) if known else 0


@cache
def phrases() -> Phrases:
    """Raises ValueError (pydantic's own words) where the file is not what it should be."""
    written = yaml.safe_load(FILE.read_text("utf-8"))
    return Phrases({name: _Kind.model_validate(one) for name, one in written.items()})
