"""Answers without words: a thumb, a heart, a smile, as editors keep them."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from wayhome.content.replies import ReviewDate
from wayhome.content.yaml_models import read_model

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Of one sign in several colours and styles: skin tones, the variation selector, the joiner.
_DRESS = dict.fromkeys([*range(0x1F3FB, 0x1F400), 0xFE0F, 0x200D])


class Nod(StrEnum):
    """Its value is the word that it stands for."""

    YES = "yes"
    NO = "no"
    KIND = "thanks"


def _signs(written: Any) -> Any:  # noqa: ANN401 - whatever YAML held
    return tuple(written.split()) if isinstance(written, str) else written


_Signs = Annotated[tuple[str, ...], BeforeValidator(_signs)]


class Nods(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    reviewed_by: str
    reviewed_on: ReviewDate
    up: _Signs
    down: _Signs
    kind: _Signs

    def read(self, text: str) -> Nod | None:
        """None where the text says anything else, or both yes and no."""
        said = set(map(self._said, text.translate(_DRESS).split()))
        found = set[Nod]().union(*(one for one in said if one is not None))
        if not said or None in said or {Nod.NO, Nod.YES} <= found or found == {Nod.NO, Nod.KIND}:
            return None
        return Nod.KIND if found == {Nod.KIND} else (found - {Nod.KIND}).pop()

    def _said(self, part: str) -> frozenset[Nod] | None:
        if part in self._meaning:
            return frozenset({self._meaning[part]})
        signs = [self._meaning.get(sign) for sign in part]
        return None if None in signs else frozenset(one for one in signs if one is not None)

    @cached_property
    def _meaning(self) -> Mapping[str, Nod]:
        kinds = ((Nod.YES, self.up), (Nod.NO, self.down), (Nod.KIND, self.kind))
        return {sign.translate(_DRESS): nod for nod, signs in kinds for sign in signs}


def load_nods(file: Path) -> Nods:
    """Raises UnusableFileError."""
    return read_model(Nods, file)
