"""What the engine sends of Move to Improve, to whom, and what it never sends."""

from datetime import timedelta

import pytest

from tests.unit.exercises.conftest import TUESDAY, Engine
from wayhome.exercises.clearing import change_level
from wayhome.exercises.resting import rest
from wayhome.models import CheckInStatus, ExerciseLevel, Person, RestReason


async def test_the_first_one_comes_with_how_to_set_up_and_its_picture(engine: Engine) -> None:
    await engine.gym.clear()
    await engine.plan()
    set_up, exercise = await engine.fire(TUESDAY)

    assert "firm chair" in set_up.text
    assert set_up.picture is None
    assert exercise.text.startswith("Time to move, Ann. Point and pull your toes. Hold one leg")
    assert "Chest pain? Stop and call 999." in exercise.text
    assert exercise.picture == "ankle_stretch"


async def test_what_was_sent_is_kept_with_its_check_in_and_waits_for_nobody(
    engine: Engine,
) -> None:
    await engine.gym.clear()
    await engine.plan()
    await engine.fire(TUESDAY)
    [prompt] = await engine.prompts()
    row = (await engine.rows())["day_4"]

    assert (prompt.check_in_id, prompt.movement) == (row.id, "ankle_stretch")
    assert row.status is CheckInStatus.TOLD
    assert row.message_id == (await engine.texts())[-1].id


async def test_the_picture_leaves_with_the_text(engine: Engine) -> None:
    await engine.gym.clear()
    await engine.plan()
    await engine.fire(TUESDAY)
    set_up, exercise = engine.sms.taken

    assert set_up.picture is None
    assert exercise.picture is not None
    assert exercise.picture.name.startswith("ankle_stretch-")


async def test_the_cleared_ones_take_turns(engine: Engine) -> None:
    await engine.gym.clear("neck_turn", "ankle_point")
    await engine.plan()
    for day in range(16):
        await engine.fire(TUESDAY + timedelta(days=day))

    sent = [one.movement for one in await engine.prompts()]
    assert sent[:4] == ["neck_turn", "ankle_point", "neck_turn", "ankle_point"]
    assert len(sent) == 11


async def test_the_level_is_the_one_that_stands_now(engine: Engine) -> None:
    await engine.gym.clear("neck_turn")
    await engine.plan()
    gym = engine.gym
    async with gym.core.sessions.begin() as session:
        await change_level(session, gym.clock, gym.ann, gym.sam, ExerciseLevel.EASIER)
    *_, exercise = await engine.fire(TUESDAY)

    assert "a little to one side and back" in exercise.text


async def test_nobody_gets_one_before_a_clinician_cleared_it(engine: Engine) -> None:
    await engine.plan()

    assert await engine.fire(TUESDAY) == []
    row = (await engine.rows())["day_4"]
    assert (row.status, row.why) == (CheckInStatus.STALE, "not_cleared")


@pytest.mark.parametrize("why", RestReason)
async def test_nothing_comes_while_exercises_rest(engine: Engine, why: RestReason) -> None:
    gym = engine.gym
    await gym.clear()
    await engine.plan()
    async with gym.core.sessions.begin() as session:
        await rest(session, gym.clock, gym.ann, why)

    assert await engine.fire(TUESDAY) == []
    assert (await engine.rows())["day_4"].why == "resting"


async def test_a_plan_that_shows_something_new_stops_them(engine: Engine) -> None:
    await engine.gym.clear()
    await engine.plan()
    await engine.gym.give_plan(reason="a new right hip and a stroke")

    assert await engine.fire(TUESDAY) == []
    assert (await engine.rows())["day_4"].why == "new_condition"


async def test_planning_twice_is_one_plan(engine: Engine) -> None:
    await engine.gym.clear()
    await engine.plan()
    await engine.plan()

    assert len(await engine.rows()) == 27


async def test_whoever_is_cleared_late_gets_what_is_still_to_come(engine: Engine) -> None:
    engine.gym.clock.move_to(TUESDAY + timedelta(days=20))
    await engine.gym.clear()
    planned = await engine.plan()

    assert planned == len(await engine.rows()) < 27


async def test_whoever_is_to_be_rung_is_not_rung_about_an_exercise(engine: Engine) -> None:
    gym = engine.gym
    await gym.clear()
    await engine.plan()
    async with gym.core.sessions.begin() as session:
        ann = await session.get_one(Person, gym.ann.id)
        ann.unsafe_to_text_since = gym.clock.now()

    assert await engine.fire(TUESDAY) == []
    row = (await engine.rows())["day_4"]
    assert (row.status, row.why) == (CheckInStatus.STALE, "unsafe_to_text")
    assert await engine.prompts() == []
