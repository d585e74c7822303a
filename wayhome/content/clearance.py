"""The clearance matrix: which condition holds which movement back. It never clears anything."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict

from wayhome.content.checking.finding import Finding, lines_of_keys
from wayhome.content.movements import Words
from wayhome.content.replies import ReviewDate
from wayhome.content.yaml_models import UnusableFileError, read_model

_CLOSED = ConfigDict(extra="forbid", frozen=True)


class Verdict(StrEnum):
    """What a clinician may do about a movement; listed from the mildest."""

    OK = "ok"
    #: It must be named, and on whose word.
    ASK = "ask"
    NO = "no"

    @property
    def strictness(self) -> int:
        return list(Verdict).index(self)


class Condition(BaseModel):
    model_config = _CLOSED

    called: Words
    why: Words
    #: Words of a reason for the stay or of a diagnosis that name it.
    named: tuple[Words, ...]
    #: Words of an instruction that show it, though no diagnosis names it.
    shown_by: tuple[Words, ...] = ()
    #: Counts only where the same words name no other condition.
    only_alone: bool = False
    ok: tuple[Words, ...] = ()
    ask: tuple[Words, ...] = ()
    no: tuple[Words, ...] = ()

    def verdict(self, movement: str) -> Verdict:
        """A movement that the condition does not name is refused."""
        if movement in self.no or not {*self.ok, *self.ask}.intersection({movement}):
            return Verdict.NO
        return Verdict.ASK if movement in self.ask else Verdict.OK


class Matrix(BaseModel):
    model_config = _CLOSED

    reviewed_by: Words
    reviewed_on: ReviewDate
    #: Words that stand beside a condition and are none.
    beside: tuple[Words, ...] = ()
    conditions: Mapping[str, Condition]


Faults: TypeAlias = list[tuple[str, str]]


def load_matrix(file: Path, movements: Collection[str]) -> Matrix:
    """Raises UnusableFileError, also where a condition leaves a movement out or names it twice."""
    matrix = read_model(Matrix, file)
    wrong = faults(matrix, movements)
    if wrong:
        lines = lines_of_keys(file)
        raise UnusableFileError(
            Finding(file=str(file), line=lines.get(key, 0), key=key, advice=advice)
            for key, advice in wrong
        )
    return matrix


def faults(matrix: Matrix, movements: Collection[str]) -> Faults:
    """Each condition that does not name every movement just once, with what to do."""
    found: Faults = []
    for key, one in matrix.conditions.items():
        named = [*one.ok, *one.ask, *one.no]
        wrong = {
            "leaves out": sorted(set(movements) - set(named)),
            "names more than once": sorted({name for name in named if named.count(name) > 1}),
            "names what is no movement": sorted(set(named) - set(movements)),
        }
        found += [
            (key, f"it {what}: {', '.join(names)}. Put each under ok, ask or no, once.")
            for what, names in wrong.items()
            if names
        ]
    return found
