"""Facts: a thumb answers where it cannot mean two things; else we ask again, or it is thanks."""

import pytest

from tests.unit.checkins.talking import CheckInTalk
from tests.unit.checkins.test_answering import PERSON, PLAN
from wayhome.bootstrap.core import Core
from wayhome.clock import SetClock
from wayhome.models import CheckInStatus

ASKS_FOR_WORDS = "I need a few words or a number here."


@pytest.fixture
async def talk(core: Core, clock: SetClock) -> CheckInTalk:
    """Ann has just been asked whether she has all her medicines."""
    talk = CheckInTalk(core, clock)
    await talk.enrol({"person": PERSON, "plan": PLAN})
    await talk.fire(days=1)
    return talk


async def test_a_thumb_up_is_a_yes_where_yes_means_that_all_is_well(talk: CheckInTalk) -> None:
    said = await talk.say("👍", "affirm")

    assert said.startswith("Thank you.\nIs there food in")
    assert await talk.answers() == {"medicines": "all"}


async def test_a_thumb_down_is_a_no_that_a_person_hears_of(talk: CheckInTalk) -> None:
    await talk.say("👎🏻", "deny")

    assert await talk.answers() == {"medicines": "missing"}
    assert [one.category for one in await talk.handoffs()] == ["out_of_medicine"]


@pytest.mark.parametrize("text", ["❤️", "🙂", "<3"])
async def test_a_heart_is_no_answer_and_the_question_is_put_again(
    talk: CheckInTalk, text: str
) -> None:
    said = await talk.say(text, "thanks")

    assert ASKS_FOR_WORDS in said
    assert "all the medicines" in said
    assert await talk.answers() == {}
    assert (await talk.check_in()).status is CheckInStatus.ASKED
    assert "\nIs there food in" in await talk.say("1")


async def test_a_second_heart_is_let_be_and_nobody_is_rung_for_it(talk: CheckInTalk) -> None:
    await talk.say("❤️", "thanks")
    said = await talk.say("❤️", "thanks")

    assert "You are welcome" in said
    assert await talk.handoffs() == []
    assert (await talk.check_in()).question == "medicines"


async def test_a_thumb_to_a_question_in_own_words_asks_for_words(talk: CheckInTalk) -> None:
    await talk.say("3")
    said = await talk.say("👍", "affirm")

    assert ASKS_FOR_WORDS in said
    assert "which_medicines" not in await talk.answers()


@pytest.mark.parametrize(("thumb", "topic"), [("👍", "affirm"), ("👎", "deny")])
async def test_a_thumb_that_may_mean_two_things_is_asked_again(
    core: Core, clock: SetClock, thumb: str, topic: str
) -> None:
    """Of "Have you had a fall?": up may be yes or all well, down no or not well."""
    talk = CheckInTalk(core, clock)
    await talk.enrol({"person": PERSON, "plan": PLAN})
    await talk.fire(days=14)
    while (await talk.check_in("day_14")).question != "falls":
        await talk.say("1")
    before = await talk.answers()

    assert ASKS_FOR_WORDS in await talk.say(thumb, topic)
    assert await talk.answers() == before
    assert await talk.handoffs() == []


async def test_with_nothing_asked_a_thumb_or_a_heart_is_thanks(core: Core, clock: SetClock) -> None:
    talk = CheckInTalk(core, clock)
    await talk.enrol({"person": PERSON, "plan": PLAN})

    for text, topic in (("👍", "affirm"), ("❤", "thanks"), ("🙂", "thanks")):
        assert "You are welcome" in await talk.say(text, topic)
    assert "Text me any time if that changes" in await talk.say("👎", "deny")


async def test_a_thumb_up_to_an_offer_takes_it_up(core: Core, clock: SetClock) -> None:
    talk = CheckInTalk(core, clock)
    await talk.enrol({"person": PERSON, "plan": PLAN})
    assert "Text OK" in await talk.say("can someone sort out my benefits", "money_help")

    assert "I have passed your question" in await talk.say("👍", "affirm")
    assert len(await talk.handoffs()) == 1


async def test_while_999_is_awaited_a_thumb_gets_no_thanks(core: Core, clock: SetClock) -> None:
    talk = CheckInTalk(core, clock)
    await talk.enrol({"person": PERSON, "plan": PLAN})
    await talk.say("i cant breathe and my lips are blue", "symptom")

    said = await talk.say("👍", "affirm")

    assert "welcome" not in said
    assert "999" in said


async def test_a_sad_face_alone_is_still_asked_for_words(talk: CheckInTalk) -> None:
    assert "could not read any words" in await talk.say("😢")
