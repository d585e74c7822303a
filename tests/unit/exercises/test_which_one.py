"""Facts: where a text fits several cleared movements we ask which one, and never pick."""

from datetime import timedelta

import pytest

from tests.unit.exercises.conftest import Engine

ASKS = "I have more than one like that. Text the number of the one you mean."


@pytest.fixture
async def necks(engine: Engine) -> Engine:
    await engine.gym.clear("neck_turn", "neck_side_stretch", "ankle_point", "ankle_stretch")
    return engine


async def shown(engine: Engine) -> list[str]:
    return [one.movement for one in await engine.prompts()]


async def test_the_neck_one_asks_which_of_two_by_number(necks: Engine) -> None:
    [reply] = await necks.say("how do I do the neck one", "exercises")

    assert reply.text == f"{ASKS}\n1 Tilt your head\n2 Turn your head"
    assert await shown(necks) == []


@pytest.mark.parametrize(
    ("text", "movement"),
    [
        ("2", "neck_turn"),
        ("number 2 please", "neck_turn"),
        ("the second one", "neck_turn"),
        ("1", "neck_side_stretch"),
        ("One", "neck_side_stretch"),
        ("1\ufe0f\u20e3", "neck_side_stretch"),
        ("turn my head", "neck_turn"),
    ],
)
async def test_a_number_or_a_name_shows_that_one(necks: Engine, text: str, movement: str) -> None:
    await necks.say("how do I do the neck one", "exercises")
    await necks.say(text, "out_of_scope")

    assert await shown(necks) == [movement]


async def test_a_number_that_stands_for_none_is_asked_again(necks: Engine) -> None:
    await necks.say("how do I do the neck one", "exercises")
    [reply] = await necks.say("7", "out_of_scope")

    assert reply.text.startswith(ASKS)
    await necks.say("2")
    assert await shown(necks) == ["neck_turn"]


async def test_what_is_asked_instead_is_answered_and_the_number_forgotten(necks: Engine) -> None:
    await necks.say("how do I do the neck one", "exercises")
    [thanks] = await necks.say("never mind thanks", "thanks")
    [number] = await necks.say("2", "out_of_scope")

    assert "welcome" in thanks.text
    assert "What is" in number.text or "number" in number.text
    assert await shown(necks) == []


async def test_its_own_name_in_full_needs_no_question(necks: Engine) -> None:
    await necks.say("show me the neck turn", "exercises")

    assert await shown(necks) == ["neck_turn"]


async def test_two_of_one_name_are_told_apart_by_where_they_are_done(engine: Engine) -> None:
    await engine.gym.give_plan(reason="heart failure")
    await engine.gym.clear_on_word("elbow_bend", "bed_elbow_bend")
    [reply] = await engine.say("how do I do the elbow one", "exercises")
    await engine.say("the one on the bed", "out_of_scope")

    assert "(in the chair)" in reply.text
    assert "(on the bed)" in reply.text
    assert await shown(engine) == ["bed_elbow_bend"]


async def test_a_number_hours_later_is_still_of_our_last_question(necks: Engine) -> None:
    await necks.say("how do I do the ankle one", "exercises")
    necks.gym.clock.move_on(timedelta(hours=3))
    await necks.say("2")

    assert len(await shown(necks)) == 1
