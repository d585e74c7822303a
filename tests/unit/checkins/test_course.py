"""Which question comes next."""

from datetime import date, time

import pytest

from wayhome.checkins.course import Known, open_questions
from wayhome.content.check_ins import OnlyIf, PlannedCheckIn, Question
from wayhome.plans.values import Goal, Plan


def question(key: str, only_if: OnlyIf | None = None) -> Question:
    return Question(key=key, ask=f"{key}?", free=True, thanks="Thank you.", only_if=only_if)


def planned(*questions: Question, together: bool = False) -> PlannedCheckIn:
    return PlannedCheckIn(
        key="day_1",
        day=1,
        hour=time(10),
        theme="anything",
        opening="Hello.",
        questions=questions,
        together=together,
    )


def plan(*goals: Goal, pathway: int | None = None) -> Plan:
    return Plan(
        id=1,
        version=1,
        hospital="Fairhill",
        reason="a hip",
        discharged_on=date(2026, 11, 20),
        pathway=pathway,
        goals=goals,
    )


def keys(
    course: PlannedCheckIn, values: dict[str, str], known: Known, *, together: bool = False
) -> list[str]:
    return [one.key for one in open_questions(course, values, known, together=together)]


FOLLOWS = OnlyIf(answered={"first": ("no",)})


@pytest.mark.parametrize(
    ("values", "comes"),
    [
        ({}, ["first"]),
        ({"first": "no"}, ["which"]),
        ({"first": "yes"}, ["last"]),
        ({"first": "skipped"}, ["last"]),
        ({"first": "no", "which": "own_words"}, ["last"]),
        ({"first": "yes", "last": "yes"}, []),
    ],
)
def test_a_question_may_depend_on_an_earlier_answer(
    values: dict[str, str], comes: list[str]
) -> None:
    course = planned(question("first"), question("which", FOLLOWS), question("last"))

    assert keys(course, values, Known()) == comes


@pytest.mark.parametrize(
    ("known", "comes"),
    [
        (Known(), ["last"]),
        (Known(plan()), ["last"]),
        (Known(plan(Goal(1, "To dance."))), ["goal"]),
        (Known(plan(Goal(1, "To dance.", needs_person="unclear"))), ["last"]),
    ],
)
def test_a_goal_is_asked_about_where_the_plan_has_one_that_may_be_said(
    known: Known, comes: list[str]
) -> None:
    course = planned(question("goal", OnlyIf(plan_has="goals")), question("last"))

    assert keys(course, {}, known) == comes


@pytest.mark.parametrize(("pathway", "comes"), [(1, ["care"]), (0, ["last"]), (None, ["last"])])
def test_a_question_may_be_for_some_pathways(pathway: int | None, comes: list[str]) -> None:
    course = planned(question("care", OnlyIf(pathway=(1, 2))), question("last"))

    assert keys(course, {}, Known(plan(pathway=pathway))) == comes


def test_two_leave_together_where_the_schedule_says_so_and_the_person_can_take_two() -> None:
    course = planned(question("first"), question("second"), question("third"), together=True)

    assert keys(course, {}, Known(), together=True) == ["first", "second"]
    assert keys(course, {}, Known(), together=False) == ["first"]
    assert keys(course, {"first": "yes"}, Known(), together=True) == ["second", "third"]
