"""Who may clear what, and what becomes of a clearance."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.unit.exercises.conftest import Gym
from wayhome.content.movements import MovementSet
from wayhome.exercises.choosing import WhyNone, allowed
from wayhome.exercises.clearing import CannotClear, Wish, change_level, clear, withdraw
from wayhome.exercises.resting import rest
from wayhome.models import AuditEvent, Clearance, ExerciseLevel, RestReason

CHAIR = Wish(sets=frozenset({MovementSet.CHAIR}))


async def given(gym: Gym) -> set[str]:
    async with gym.core.sessions() as session:
        return {one.key for one in (await allowed(session, gym.content, gym.ann.id)).movements}


async def why_none(gym: Gym) -> WhyNone | None:
    async with gym.core.sessions() as session:
        return (await allowed(session, gym.content, gym.ann.id)).why_none


async def test_without_a_clearance_there_is_nothing(gym: Gym) -> None:
    assert await given(gym) == set()
    assert await why_none(gym) is WhyNone.NOT_CLEARED


async def test_a_set_is_cleared_without_what_needs_a_word_or_is_refused(gym: Gym) -> None:
    await gym.clear()

    assert await given(gym) == {
        "ankle_stretch", "arm_raises", "chest_stretch", "neck_side_stretch", "neck_turn",
    }  # fmt: skip


async def test_what_is_left_out_comes_with_its_reason(gym: Gym) -> None:
    left_out = {one.key: found for one, found in (await gym.propose(CHAIR)).left_out}

    assert "twisting" in left_out["upper_body_twist"].because[0]
    assert left_out["sit_to_stand"].verdict == "ask"


async def test_a_proposal_writes_nothing(gym: Gym) -> None:
    await gym.propose(CHAIR)

    assert await given(gym) == set()


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (Wish(named=("hip_marching",)), "must not be cleared"),
        (Wish(named=("sit_to_stand",)), "needs a therapist's word"),
        (Wish(named=("sit_to_stand",), on_word_of="  "), "needs a therapist's word"),
        (Wish(named=("star_jumps",)), "No movement is called star_jumps"),
        (Wish(), "Nothing was asked for"),
    ],
)
async def test_a_wish_that_cannot_be_met_changes_nothing(gym: Gym, wish: Wish, says: str) -> None:
    with pytest.raises(CannotClear, match=says):
        await gym.propose(wish)


async def test_a_therapists_word_opens_what_must_be_asked_about(gym: Gym) -> None:
    wish = Wish(named=("sit_to_stand",), on_word_of="ward physiotherapist")

    assert [one.key for one in (await gym.propose(wish)).given] == ["sit_to_stand"]


async def test_nobody_can_clear_for_a_stay_that_the_matrix_does_not_know(gym: Gym) -> None:
    await gym.give_plan(reason="a chest infection")

    with pytest.raises(CannotClear, match="a chest infection"):
        await gym.propose(Wish(named=("neck_turn",), on_word_of="ward physiotherapist"))


async def test_only_a_clinician_clears(gym: Gym) -> None:
    proposed = await gym.propose(CHAIR)
    async with gym.core.sessions() as session:
        with pytest.raises(CannotClear, match="Sam is on record as support worker"):
            await clear(session, gym.clock, gym.ann, gym.sam, proposed, ExerciseLevel.STANDARD)

    assert await given(gym) == set()


async def test_a_new_clearance_takes_the_place_of_the_old_one(gym: Gym) -> None:
    await gym.clear()
    await gym.clear("neck_turn")

    assert await given(gym) == {"neck_turn"}
    async with gym.core.sessions() as session:
        rows = list(await session.scalars(select(Clearance).order_by(Clearance.id)))
    assert [one.withdrawn_at is None for one in rows] == [False, True]


async def test_exercises_rest_until_they_are_cleared_again(gym: Gym) -> None:
    await gym.clear()
    async with gym.core.sessions.begin() as session:
        await rest(session, gym.clock, gym.ann, RestReason.DIZZY)
    assert await why_none(gym) is WhyNone.RESTING

    gym.clock.move_on(timedelta(days=3))
    assert await why_none(gym) is WhyNone.RESTING

    await gym.clear("neck_turn")
    assert await given(gym) == {"neck_turn"}


async def test_a_rest_is_written_down_with_its_reason(gym: Gym) -> None:
    await gym.clear()
    async with gym.core.sessions.begin() as session:
        assert await rest(session, gym.clock, gym.ann, RestReason.FELL) == 1
        assert await rest(session, gym.clock, gym.ann, RestReason.HURTS) == 0

    async with gym.core.sessions() as session:
        event = (
            await session.scalars(select(AuditEvent).where(AuditEvent.action == "exercises_rest"))
        ).one()
    assert event.detail == {"why": "fell"}


async def test_a_plan_of_a_new_stay_needs_a_new_clearance(gym: Gym) -> None:
    await gym.clear()
    await gym.give_plan(discharged_on="2026-11-23")

    assert await why_none(gym) is WhyNone.NEW_STAY


async def test_harder_takes_a_clinician_and_easier_does_not(gym: Gym) -> None:
    await gym.clear()
    async with gym.core.sessions.begin() as session:
        with pytest.raises(CannotClear, match="Only a clinician makes exercises harder"):
            await change_level(session, gym.clock, gym.ann, gym.sam, ExerciseLevel.HARDER)
        easier = await change_level(session, gym.clock, gym.ann, gym.sam, ExerciseLevel.EASIER)
        assert easier.level is ExerciseLevel.EASIER
        harder = await change_level(session, gym.clock, gym.ann, gym.priya, ExerciseLevel.HARDER)
        assert harder.level is ExerciseLevel.HARDER


async def test_anybody_on_the_staff_may_end_a_clearance(gym: Gym) -> None:
    await gym.clear()
    async with gym.core.sessions.begin() as session:
        await withdraw(session, gym.clock, gym.ann, gym.sam)

    assert await why_none(gym) is WhyNone.NOT_CLEARED
