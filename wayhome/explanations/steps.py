"""One step of how a medicine is taken: its facts, and the words that only words can say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from wayhome.explanations.facts import Fact, Kind


@dataclass(frozen=True, kw_only=True)
class Step:
    facts: tuple[Fact, ...]
    #: inject, infusion, apply or nothing.
    method: str = ""
    site: str = ""
    reason: str = ""
    #: Instructions that stand beside the coded ones, word for word.
    extras: tuple[str, ...] = ()
    #: Taken along with the step before, not after it.
    along: bool = False

    def of(self, kind: Kind) -> list[tuple[str, ...]]:
        return [one.values for one in self.facts if one.kind is kind]

    def first(self, kind: Kind) -> tuple[str, ...] | None:
        return next(iter(self.of(kind)), None)


_IMPLIED = {"puff": "inhaled", "patch": "transdermal"}


def with_implied_way(step: Step) -> Step:
    """A puff is breathed in and a patch is stuck on, whether or not the source says so."""
    units = {unit for _, _, unit in step.of(Kind.AMOUNT)}
    implied = next((way for unit, way in _IMPLIED.items() if unit in units), None)
    if implied is None or step.of(Kind.ROUTE):
        return step
    return replace(step, facts=(*step.facts, Fact(Kind.ROUTE, (implied,))))


@dataclass
class Course:
    """The steps in their order, with what the source leaves unclear."""

    steps: list[Step] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)
