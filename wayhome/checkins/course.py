"""Which questions of a check-in come next, as its schedule and the answers so far say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from wayhome.plans.values import Item

if TYPE_CHECKING:
    from wayhome.content.check_ins import OnlyIf, PlannedCheckIn, Question
    from wayhome.plans.values import Plan

_ItemT = TypeVar("_ItemT", bound=Item)


@dataclass(frozen=True)
class Known:
    """What a schedule may ask about a person, beside their answers."""

    #: None for a carer, whose check-ins never depend on the patient's plan.
    plan: Plan | None = None

    @property
    def goal(self) -> str | None:
        """The first goal, in the person's own words."""
        goals = _sayable(self.plan.goals) if self.plan else ()
        return goals[0].wording if goals else None


def applies(question: Question, values: Mapping[str, str], known: Known) -> bool:
    """Whether it is asked at all, after these answers (question -> value)."""
    only_if = question.only_if
    if only_if is None:
        return True
    led_here = all(values.get(key) in wanted for key, wanted in only_if.answered.items())
    return led_here and _fits(only_if, known.plan)


def open_questions(
    planned: PlannedCheckIn, values: Mapping[str, str], known: Known, *, together: bool
) -> tuple[Question, ...]:
    """The next question and, where two leave together, the one after it; empty at the end."""
    waiting = [
        one for one in planned.questions if one.key not in values and applies(one, values, known)
    ]
    return tuple(waiting[: 2 if together and planned.together else 1])


def _sayable(items: tuple[_ItemT, ...]) -> tuple[_ItemT, ...]:
    """Without what a person must see to before it is said."""
    return tuple(one for one in items if one.needs_person is None)


def _fits(only_if: OnlyIf, plan: Plan | None) -> bool:
    if only_if.plan_has and not (plan and _sayable(getattr(plan, only_if.plan_has))):
        return False
    return not only_if.pathway or (plan is not None and plan.pathway in only_if.pathway)
