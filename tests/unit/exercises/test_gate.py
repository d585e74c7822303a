"""The matrix holds back and never clears: whatever it does not know gets no exercise."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.bootstrap import content
from wayhome.content.clearance import Verdict
from wayhome.exercises.choosing import WhyNone, narrowed
from wayhome.exercises.gate import PlanWords, read_plan
from wayhome.models import Clearance, ExerciseLevel
from wayhome.plans.matching import says

CONTENT = content.move_to_improve()
MATRIX = CONTENT.matrix
NAMES = list(CONTENT.movements)
HOME = date(2026, 11, 20)
KNOWN_WORDS = [word for one in MATRIX.conditions.values() for word in one.named]

movements = st.sampled_from(NAMES)
reasons = st.sampled_from(
    ["a new hip", "heart failure", "a stroke", "a hernia repair", "a broken wrist", "a new knee"]
)
words = st.lists(
    st.sampled_from([*KNOWN_WORDS, "gout", "a fall", "right angle", "diabetes"]), max_size=3
)


def plan(reason: str, *others: str, instructions: tuple[str, ...] = ()) -> PlanWords:
    return PlanWords(reason=reason, discharged_on=HOME, others=others, instructions=instructions)


def cleared(*names: str, conditions: tuple[str, ...] = ()) -> Clearance:
    return Clearance(
        movements=list(names),
        level=ExerciseLevel.STANDARD,
        conditions=list(conditions),
        discharged_on=HOME,
    )


@given(reason=st.text(max_size=60), movement=movements)
def test_a_stay_for_anything_unknown_gets_no_exercise(reason: str, movement: str) -> None:
    if says(reason, *KNOWN_WORDS):
        return
    assert read_plan(MATRIX, plan(reason)).judge(movement).verdict is Verdict.NO


@pytest.mark.parametrize(
    "reason",
    ["a chest infection", "pneumonia", "pneumonia, on both sides", "an asthma attack", "", "gout"],
)
@pytest.mark.parametrize("movement", NAMES)
def test_what_the_matrix_has_no_column_for_is_refused(reason: str, movement: str) -> None:
    assert read_plan(MATRIX, plan(reason)).judge(movement).verdict is Verdict.NO


@given(reason=reasons, others=words, more=words, movement=movements)
def test_more_words_never_loosen(
    reason: str, others: list[str], more: list[str], movement: str
) -> None:
    before = read_plan(MATRIX, plan(reason, *others)).judge(movement)
    after = read_plan(MATRIX, plan(reason, *others, *more, instructions=tuple(more)))

    assert after.judge(movement).verdict.strictness >= before.verdict.strictness


@given(keys=st.sets(st.sampled_from(list(MATRIX.conditions)), min_size=1), movement=movements)
def test_the_strictest_of_several_conditions_counts(keys: set[str], movement: str) -> None:
    gate = read_plan(MATRIX, plan(", ".join(MATRIX.conditions[key].named[0] for key in keys)))
    strictest = max(MATRIX.conditions[key].verdict(movement).strictness for key in keys)

    assert gate.judge(movement).verdict.strictness >= strictest


@pytest.mark.parametrize(
    ("reason", "movement", "verdict"),
    [
        # standards.md 4.3, column by column.
        ("a new right hip", "ankle_point", Verdict.OK),
        ("a new right hip", "hip_marching", Verdict.NO),
        ("a broken hip", "upper_body_twist", Verdict.NO),
        ("a broken hip", "sit_to_stand", Verdict.NO),  # a broken bone besides
        ("a hip replacement", "sit_to_stand", Verdict.ASK),
        ("open heart surgery", "arm_raises", Verdict.NO),
        ("a sternotomy", "hip_marching", Verdict.OK),
        ("a sternotomy", "sit_to_stand", Verdict.ASK),
        ("a hernia repair", "chest_stretch", Verdict.ASK),
        ("a hernia repair", "upper_body_twist", Verdict.NO),
        ("a stroke that left the left side weak", "ankle_point", Verdict.ASK),
        ("a stroke that left the left side weak", "sit_to_stand", Verdict.NO),
        ("a broken wrist", "neck_turn", Verdict.OK),
        ("a broken ankle", "ankle_point", Verdict.ASK),
        ("heart failure, with fluid on the lungs", "neck_turn", Verdict.OK),
        ("heart failure, with fluid on the lungs", "sit_to_stand", Verdict.ASK),
        ("a new left knee", "neck_turn", Verdict.ASK),
    ],
)
def test_the_gate_is_the_one_in_our_standards(reason: str, movement: str, verdict: Verdict) -> None:
    assert read_plan(MATRIX, plan(reason)).judge(movement).verdict is verdict


@pytest.mark.parametrize("reason", ["a flare-up of COPD, a lung condition", "emphysema"])
@pytest.mark.parametrize("movement", NAMES)
def test_after_copd_each_movement_is_named_by_a_clinician(reason: str, movement: str) -> None:
    judged = read_plan(MATRIX, plan(reason)).judge(movement)

    assert judged.verdict is Verdict.ASK
    assert judged.because == ("COPD: ask a therapist first",)


def test_copd_with_a_chest_infection_says_that_the_infection_is_not_known() -> None:
    gate = read_plan(MATRIX, plan("COPD with pneumonia"))

    assert gate.judge("neck_turn").verdict is Verdict.ASK
    assert gate.unknown == ("pneumonia",)


def test_an_unknown_illness_beside_a_known_one_makes_everything_a_question() -> None:
    gate = read_plan(MATRIX, plan("a new hip and pneumonia"))

    assert gate.judge("neck_turn").verdict is Verdict.ASK
    assert gate.judge("neck_turn").because == ('"pneumonia" is in no condition of the matrix',)


def test_an_instruction_shows_a_condition_that_the_reason_does_not_name() -> None:
    gate = read_plan(
        MATRIX,
        plan("a new knee", instructions=("Do not bend the hip past a right angle.",)),
    )

    assert gate.judge("hip_marching").verdict is Verdict.NO


@given(
    names=st.sets(movements),
    reason=reasons,
    others=words,
    seen=st.sets(st.sampled_from(list(MATRIX.conditions))),
)
def test_nothing_is_given_that_was_not_cleared_or_is_refused(
    names: set[str], reason: str, others: list[str], seen: set[str]
) -> None:
    stands = plan(reason, *others)
    found = narrowed(CONTENT, cleared(*names, conditions=tuple(seen)), stands)
    gate = read_plan(MATRIX, stands)

    assert {one.key for one in found.movements} <= names
    assert all(gate.judge(one.key).verdict is not Verdict.NO for one in found.movements)
    assert bool(found.movements) is (found.why_none is None)
    if not seen.issuperset(gate.conditions):
        assert not found.movements


HIP = plan("a new hip")


def test_a_clearance_that_rests_gives_nothing() -> None:
    resting = cleared("neck_turn", conditions=("hip",))
    resting.rests_since = datetime(2026, 11, 24, tzinfo=UTC)

    assert narrowed(CONTENT, resting, HIP).why_none is WhyNone.RESTING


def test_a_withdrawn_clearance_gives_nothing() -> None:
    ended = cleared("neck_turn", conditions=("hip",))
    ended.withdrawn_at = datetime(2026, 11, 24, tzinfo=UTC)

    assert narrowed(CONTENT, ended, HIP).why_none is WhyNone.NOT_CLEARED


def test_a_clearance_of_an_earlier_stay_gives_nothing() -> None:
    later = PlanWords(reason="a new hip", discharged_on=date(2026, 12, 4))
    found = narrowed(CONTENT, cleared("neck_turn", conditions=("hip",)), later)

    assert found.why_none is WhyNone.NEW_STAY


def test_a_condition_that_came_to_light_later_holds_everything_back() -> None:
    found = narrowed(
        CONTENT, cleared("neck_turn", conditions=("hip",)), plan("a new hip", "Heart failure")
    )

    assert found.why_none is WhyNone.NEW_CONDITION
