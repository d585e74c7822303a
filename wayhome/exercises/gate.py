"""What the clearance matrix makes of a plan. It holds movements back and never clears one.

Source: standards.md 4.3, the gate proposed there. Default deny: a stay for something that the
matrix does not know gets no exercise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wayhome.content.clearance import Verdict
from wayhome.plans.matching import says

if TYPE_CHECKING:
    from wayhome.content.clearance import Condition, Matrix

#: What stands between two illnesses in one sentence.
_PARTS = re.compile(r",|;|\.|\band\b|\bwith\b|\bplus\b|\bafter\b|\bfollowing\b")


@dataclass(frozen=True, kw_only=True)
class PlanWords:
    """What an approved plan says of why somebody was in hospital, and of what they may not do."""

    reason: str
    discharged_on: date
    #: Diagnoses and procedures that stand in the plan beside the reason.
    others: tuple[str, ...] = ()
    instructions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Judgement:
    verdict: Verdict
    #: What holds it back, in words for staff; empty where nothing does.
    because: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Gate:
    """The matrix, read for one plan."""

    conditions: dict[str, Condition]
    #: Words of the plan that name no condition of the matrix.
    unknown: tuple[str, ...]
    #: Whether the reason for the stay itself is one that the matrix knows.
    reason_is_known: bool

    def judge(self, movement: str) -> Judgement:
        """The strictest of all conditions, with everything that makes it so."""
        if not self.reason_is_known:
            return Judgement(verdict=Verdict.NO, because=tuple(self._not_known()))
        verdicts = [(one, one.verdict(movement)) for one in self.conditions.values()]
        floor = Verdict.ASK if self.unknown else Verdict.OK
        strictest = max([floor, *(found for _, found in verdicts)], key=lambda one: one.strictness)
        if strictest is Verdict.OK:
            return Judgement(verdict=strictest)
        holding = [one for one, found in verdicts if found is strictest]
        if strictest is Verdict.ASK:
            because = [f"{one.called}: ask a therapist first" for one in holding]
        else:
            because = [f"{one.called}: {one.why}" for one in holding]
        own = because or list(self._not_known())
        return Judgement(verdict=strictest, because=tuple(own))

    def _not_known(self) -> Iterator[str]:
        for words in self.unknown:
            yield f'"{words}" is in no condition of the matrix'


def read_plan(matrix: Matrix, plan: PlanWords) -> Gate:
    """More words in a plan can hold more back, and never less."""
    in_reason = _named_in(matrix, _parts(plan.reason))
    found = in_reason | _named_in(matrix, plan.others) | _shown_by(matrix, plan.instructions)
    known = [*matrix.beside, *(word for one in matrix.conditions.values() for word in one.named)]
    parts = [*_parts(plan.reason), *plan.others]
    return Gate(
        conditions={key: one for key, one in matrix.conditions.items() if key in found},
        unknown=tuple(part for part in parts if not says(part, *known)),
        reason_is_known=bool(in_reason),
    )


def _parts(reason: str) -> Sequence[str]:
    parts = [part.strip() for part in _PARTS.split(reason)]
    return [part for part in parts if any(letter.isalpha() for letter in part)]


def _named_in(matrix: Matrix, parts: Sequence[str]) -> set[str]:
    return {key for part in parts for key in _named(matrix, part)}


def _named(matrix: Matrix, part: str) -> set[str]:
    """A hip operation is a hip's, and no other operation besides."""
    found = {key for key, one in matrix.conditions.items() if says(part, *one.named)}
    own = {key for key in found if not matrix.conditions[key].only_alone}
    return own or found


def _shown_by(matrix: Matrix, instructions: Sequence[str]) -> set[str]:
    return {
        key
        for key, one in matrix.conditions.items()
        if one.shown_by and any(says(text, *one.shown_by) for text in instructions)
    }
