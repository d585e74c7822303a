"""Facts: a choice under a question is an answer as its number is; a closed one's is not."""

from datetime import timedelta

import pytest

from tests.unit.checkins.talking import CheckInTalk
from tests.unit.checkins.test_answering import PERSON, PLAN
from wayhome.bootstrap.core import Core
from wayhome.clock import SetClock
from wayhome.models import CheckInStatus

MEDICINES = ["1 All of them", "2 Not sure", "3 Some are missing"]
FOOD = ["1 There is food in", "2 Not enough"]
CLOSED = "That question is closed now, so I have not changed anything."


@pytest.fixture
async def talk(core: Core, clock: SetClock) -> CheckInTalk:
    """Ann has just been asked whether she has all her medicines."""
    talk = CheckInTalk(core, clock)
    await talk.enrol({"person": PERSON, "plan": PLAN})
    await talk.fire(days=1)
    return talk


async def labels(talk: CheckInTalk) -> list[str]:
    return [one["label"] for one in (await talk.last()).buttons]


async def test_each_question_brings_its_choices_as_buttons(talk: CheckInTalk) -> None:
    assert await labels(talk) == MEDICINES
    await talk.say("1")
    assert await labels(talk) == FOOD


async def test_a_press_is_an_answer_as_its_number_is(talk: CheckInTalk) -> None:
    said = await talk.press(await talk.last(), "1 All of them", "medicines")

    assert said.startswith("Thank you.\nIs there food in")
    assert await talk.answers() == {"medicines": "all"}


async def test_a_press_that_needs_a_person_says_no_more_than_its_number_would(
    talk: CheckInTalk,
) -> None:
    await talk.press(await talk.last(), "3 Some are missing", "practical_help")

    assert await talk.answers() == {"medicines": "missing"}
    assert [one.category for one in await talk.handoffs()] == ["out_of_medicine"]


async def test_an_old_button_is_told_kindly_and_the_open_question_comes_again(
    talk: CheckInTalk,
) -> None:
    old = await talk.last()
    await talk.press(old, "1 All of them")
    said = await talk.press(old, "2 Not sure")

    assert CLOSED in said
    assert "Is there food in" in said
    assert await talk.answers() == {"medicines": "all"}
    assert await labels(talk) == FOOD
    assert await talk.handoffs() == []


@pytest.mark.parametrize("days", [0, 5])
async def test_a_button_of_a_check_in_that_ended_changes_nothing(
    talk: CheckInTalk, clock: SetClock, days: int
) -> None:
    old = await talk.last()
    for _ in range(3):
        await talk.say("1")
    assert (await talk.check_in()).status is CheckInStatus.ANSWERED
    clock.move_on(timedelta(days=days))

    assert CLOSED in await talk.press(old, "3 Some are missing")
    assert (await talk.answers())["medicines"] == "all"
    assert await talk.handoffs() == []


async def test_the_same_question_put_again_can_be_answered_by_either_button(
    talk: CheckInTalk,
) -> None:
    first = await talk.last()
    await talk.say("purple", "out_of_scope")
    assert await labels(talk) == MEDICINES

    await talk.press(first, "1 All of them")

    assert await talk.answers() == {"medicines": "all"}


async def test_a_press_after_the_check_in_was_given_up_is_a_late_answer(talk: CheckInTalk) -> None:
    asked = await talk.last()
    await talk.fall_silent()
    await talk.press(asked, "1 All of them")

    assert await talk.answers() == {"medicines": "all"}


async def test_a_question_in_own_words_has_no_buttons(talk: CheckInTalk) -> None:
    await talk.say("3")

    assert await labels(talk) == []


async def test_the_question_after_an_aside_has_its_buttons(talk: CheckInTalk) -> None:
    said = await talk.say("when is my next appointment", "appointments")

    assert "Back to my question." in said
    assert await labels(talk) == MEDICINES


async def test_the_button_of_an_offer_is_still_its_own_word(talk: CheckInTalk) -> None:
    for _ in range(3):
        await talk.say("1")
    await talk.say("can someone sort out my benefits", "money_help")

    assert "I have passed your question" in await talk.press(await talk.last(), "OK", "affirm")
