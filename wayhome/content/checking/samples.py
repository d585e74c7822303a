"""Fills a wording with ordinary data, with each of its optional parts there and not there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, JsonValue

from wayhome.content.replies import Replies, Wording

_OPTIONAL = re.compile(r"{%-? (?:el)?if (?:not )?(\w+)")
_PLACE = re.compile(r"{{-? *(\w+)")
_LOOP = re.compile(r"{%-? for (\w+) in (\w+)")
#: Two to the power of this is how many variants of one wording are looked at.
_MOST_OPTIONAL = 8


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    long: dict[str, JsonValue]
    plain: dict[str, JsonValue]
    #: Other values where a group of wordings takes a place as something else.
    long_in: dict[str, dict[str, JsonValue]] = {}


@dataclass(frozen=True)
class Samples:
    """What stands in the places of wordings: `long` to measure room, `plain` to score reading."""

    long: Mapping[str, object]
    plain: Mapping[str, object]
    long_in: Mapping[str, Mapping[str, object]]

    def for_room(self, wording: Wording) -> dict[str, object]:
        group = wording.key.split(".")[0]
        return {**self.long, **self.long_in.get(group, {})}

    def for_reading(self, wording: Wording) -> dict[str, object]:
        return {**self.for_room(wording), **self.plain}


def load_samples(file: Path) -> Samples:
    """Raises ValueError (pydantic's own words) where the file is not what it should be."""
    read = _File.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    return Samples(long=read.long, plain=read.plain, long_in=read.long_in)


def places(wording: Wording) -> set[str]:
    """Every name that a caller fills in."""
    own = {loop for loop, _ in _LOOP.findall(wording.text)}
    named = {*_PLACE.findall(wording.text), *_OPTIONAL.findall(wording.text)}
    return (named | {many for _, many in _LOOP.findall(wording.text)}) - own


def variants(replies: Replies, wording: Wording, data: Mapping[str, object]) -> Sequence[str]:
    """The wording as it may leave; raises RepliesError where a place has no sample."""
    optional = sorted(set(_OPTIONAL.findall(wording.text)))[:_MOST_OPTIONAL]
    made = []
    for chosen in product([True, False], repeat=len(optional)):
        parts = {
            name: (data.get(name) or True) if there else None
            for name, there in zip(optional, chosen, strict=True)
        }
        made.append(replies.render(wording.key, **{**data, **parts}))
    return tuple(dict.fromkeys(made))
