from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.plans.edna import PLAN, said
from wayhome.plans.changes import Change, How, changes
from wayhome.plans.values import Instruction, Medicine


def how(after: object) -> list[tuple[str, How]]:
    return [(one.kind, one.how) for one in changes(PLAN, after)]  # type: ignore[arg-type]


def test_the_same_plan_has_no_changes_whatever_its_ids() -> None:
    other_ids = replace(PLAN, medicines=tuple(replace(m, id=m.id + 900) for m in PLAN.medicines))

    assert changes(PLAN, other_ids) == ()


def test_a_medicine_may_be_new_changed_stopped_or_gone() -> None:
    first, second, third, *rest = PLAN.medicines
    after = replace(
        PLAN,
        medicines=(
            replace(first, how_to_take="Take two 10mg tablets each morning."),
            replace(second, change="stopped"),
            Medicine(99, "Senna"),
            *rest,
        ),
    )

    assert how(after) == [
        ("medicine", How.CHANGED),
        ("medicine", How.STOPPED),
        ("medicine", How.NEW),
        ("medicine", How.GONE),
    ]
    assert third.name == changes(PLAN, after)[-1].item.name  # type: ignore[union-attr]


def test_an_instruction_of_the_same_topic_and_words_is_changed_and_not_new() -> None:
    wet = replace(PLAN.instructions[0], wording="The plaster may get wet now.")

    assert how(replace(PLAN, instructions=(wet, *PLAN.instructions[1:]))) == [
        ("instruction", How.CHANGED)
    ]
    assert how(
        replace(PLAN, instructions=(*PLAN.instructions, Instruction(9, "rest", "Rest.")))
    ) == [("instruction", How.NEW)]


def test_what_was_stopped_before_is_no_news() -> None:
    without = tuple(one for one in PLAN.medicines if not one.stopped)

    assert how(replace(PLAN, medicines=without)) == []


@given(st.sets(st.integers(0, len(PLAN.medicines) - 1)))
def test_each_medicine_left_out_is_one_change(left_out: set[int]) -> None:
    kept = tuple(one for n, one in enumerate(PLAN.medicines) if n not in left_out)
    missed = [one for n, one in enumerate(PLAN.medicines) if n in left_out and not one.stopped]

    assert changes(PLAN, replace(PLAN, medicines=kept)) == tuple(
        Change("medicine", How.GONE, one) for one in missed
    )


def test_whether_to_take_the_old_ones_is_what_the_plan_stopped_and_no_advice() -> None:
    answer = said("medicines", "do i still take the old ones")

    assert "Diclofenac" in answer
    assert "stopped" in answer
    assert "pharmacist" in answer
    assert "Lisinopril" not in answer
