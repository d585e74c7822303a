"""What no text of ours may ever say: reassurance, a diagnosis, dose advice, "do not call 999"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from wayhome.content.replies import ReviewDate


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid")

    instead: str
    says: list[str]
    #: Sentences that the rule must catch, and look-alikes that it must not: its own tests.
    caught: list[str]
    allowed: list[str]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reviewed_by: str
    reviewed_on: ReviewDate
    never: dict[str, _Rule]


@dataclass(frozen=True)
class Said:
    """A place in a text that breaks a rule."""

    rule: str
    words: str
    instead: str


class NeverSaid:
    def __init__(self, rules: Mapping[str, _Rule]) -> None:
        self.rules = dict(rules)
        self._patterns = {
            name: [re.compile(one, re.IGNORECASE) for one in rule.says]
            for name, rule in rules.items()
        }

    def found_in(self, text: str) -> list[Said]:
        return [
            Said(rule=name, words=found.group(), instead=self.rules[name].instead)
            for name, patterns in self._patterns.items()
            for pattern in patterns
            for found in pattern.finditer(text)
        ]


def load_never_said(file: Path) -> NeverSaid:
    """Raises ValueError (pydantic's own words) where the file is not what it should be."""
    return NeverSaid(_File.model_validate(yaml.safe_load(file.read_text("utf-8"))).never)
