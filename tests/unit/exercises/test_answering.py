"""What people text back to an exercise, what is kept of it, and what it sets going."""

from datetime import timedelta

import pytest

from tests.unit.exercises.conftest import TUESDAY, Engine
from wayhome.levels import Level
from wayhome.models import ExerciseAnswer, ExercisePrompt, HandoffReason, RestReason


async def only(engine: Engine) -> ExercisePrompt:
    [prompt] = await engine.prompts()
    return prompt


@pytest.mark.parametrize(
    ("text", "topic", "answer", "says"),
    [
        ("done", "exercise_done", ExerciseAnswer.DONE, "put it down as done"),
        ("did em", "exercise_done", ExerciseAnswer.DONE, "put it down as done"),
        ("yes", "affirm", ExerciseAnswer.DONE, "put it down as done"),
        ("half", "feedback", ExerciseAnswer.PART, "part done"),
        ("nah too tired", "checkin_not_good", ExerciseAnswer.NOT_DONE, "as not done"),
        ("no", "deny", ExerciseAnswer.NOT_DONE, "as not done"),
    ],
)
async def test_an_answer_is_kept_and_thanked_for(
    sent: Engine, text: str, topic: str, answer: ExerciseAnswer, says: str
) -> None:
    [reply] = await sent.say(text, topic)

    assert (await only(sent)).answer is answer
    assert says in reply.text
    assert await sent.handoffs() == []


async def test_days_are_counted_in_words(sent: Engine) -> None:
    assert "1 day out of the last 7" in (await sent.say("done", "exercise_done"))[0].text
    await sent.fire(TUESDAY + timedelta(days=2))

    assert "2 days out of the last 7" in (await sent.say("part"))[0].text


async def test_the_first_pain_is_to_stop_look_and_try_once_more(sent: Engine) -> None:
    [reply] = await sent.say("hurt me hip", "fall")

    assert "Please stop and rest." in reply.text
    assert await sent.handoffs() == []
    assert (await sent.cleared()).rests_since is None


async def test_pain_that_stays_goes_to_a_person_and_exercises_rest(sent: Engine) -> None:
    await sent.say("it hurts", "symptom")
    [reply] = await sent.say("still hurts", "symptom")
    [handoff] = await sent.handoffs()

    assert "I have told the support team" in reply.text
    assert (handoff.level, handoff.category) == (Level.CONCERN, "exercise_hurts")
    assert (await sent.cleared()).rests_why is RestReason.HURTS


async def test_pain_that_went_is_done(sent: Engine) -> None:
    await sent.say("it hurts", "symptom")
    [reply] = await sent.say("done", "exercise_done")
    prompt = await only(sent)

    assert prompt.answer is ExerciseAnswer.DONE
    assert prompt.hurt_message_id is not None
    assert "put it down as done" in reply.text


async def test_bad_pain_is_not_tried_again(sent: Engine) -> None:
    await sent.say("sharp pain in me knee when i did it", "symptom")

    assert (await sent.cleared()).rests_why is not None
    assert [one.category for one in await sent.handoffs()] == ["exercise_hurts"]


async def test_a_stop_sign_goes_through_the_safety_net_and_exercises_rest(sent: Engine) -> None:
    [reply] = await sent.say("went dizzy", "symptom")
    [handoff, *_] = await sent.handoffs()

    assert "111" in reply.text
    assert (handoff.level, handoff.reason) == (Level.URGENT, HandoffReason.SAFETY_NET)
    assert (await only(sent)).answer is ExerciseAnswer.DIZZY
    assert (await sent.cleared()).rests_since is not None


async def test_chest_pain_is_999_and_exercises_rest_though_no_assistant_was_asked(
    sent: Engine,
) -> None:
    replies = await sent.say("got chest pain doing it", "symptom")

    assert "999" in replies[0].text
    assert (await sent.cleared()).rests_why is RestReason.SAFETY_NET
    assert (await only(sent)).answer is ExerciseAnswer.DIZZY


@pytest.mark.parametrize("text", ["i fell doing em", "came off the chair", "i had a fall"])
async def test_a_fall_is_kept_told_to_a_person_and_exercises_rest(sent: Engine, text: str) -> None:
    await sent.say(text, "fall")

    assert (await only(sent)).answer is ExerciseAnswer.FELL
    assert "fall" in {one.category for one in await sent.handoffs()}
    assert (await sent.cleared()).rests_since is not None


async def test_nothing_is_sent_after_a_stop_sign_until_a_clinician_clears_again(
    sent: Engine,
) -> None:
    await sent.say("went dizzy", "symptom")
    assert await sent.fire(TUESDAY + timedelta(days=2)) == []

    await sent.gym.clear("neck_turn")
    async with sent.gym.core.sessions.begin() as session:
        for one in await sent.handoffs():
            (await session.merge(one)).resolved_at = sent.gym.clock.now()
    *_, exercise = await sent.fire(TUESDAY + timedelta(days=4))
    assert exercise.picture == "neck_turn"


async def test_a_milder_word_does_not_write_over_a_fall(sent: Engine) -> None:
    await sent.say("i fell doing em", "fall")
    await sent.say("done", "exercise_done")

    assert (await only(sent)).answer is ExerciseAnswer.FELL


async def test_a_question_is_answered_and_leaves_the_exercise_open(sent: Engine) -> None:
    [reply] = await sent.say("who do i ring about me stitches", "who_to_contact")

    assert "put it down" not in reply.text
    assert (await only(sent)).answer is None


async def test_a_bare_no_after_other_talk_is_not_about_the_exercise(sent: Engine) -> None:
    await sent.say("when is my appointment", "appointments")
    await sent.say("no", "deny")

    assert (await only(sent)).answer is None


async def test_an_exercise_that_is_told_of_later_is_still_kept(sent: Engine) -> None:
    await sent.say("when is my appointment", "appointments")
    await sent.say("did my exercises", "exercise_done")

    assert (await only(sent)).answer is ExerciseAnswer.DONE


async def test_after_two_days_nothing_waits_for_an_answer(sent: Engine) -> None:
    sent.gym.clock.move_on(timedelta(days=3))
    await sent.say("done", "exercise_done")

    assert (await only(sent)).answer is None


async def test_show_me_again_brings_the_same_one_with_its_picture(sent: Engine) -> None:
    [reply] = await sent.say("show me again", "stop")

    assert reply.text.startswith("Point and pull your toes.")
    assert reply.picture == "ankle_stretch"


async def test_the_one_that_is_named_is_shown(sent: Engine) -> None:
    [reply] = await sent.say("how do i do the neck one", "exercises")

    assert reply.text.startswith("Turn your head.")
    assert reply.picture == "neck_turn"


async def test_what_exercises_there_are_is_what_was_cleared(sent: Engine) -> None:
    [reply] = await sent.say("what exercise can i do", "exercises")

    assert "Point and pull your toes, Turn your head" in reply.text
    assert "Stand up" not in reply.text


async def test_while_they_rest_none_is_shown(sent: Engine) -> None:
    await sent.say("went dizzy", "symptom")
    async with sent.gym.core.sessions.begin() as session:
        for one in await sent.handoffs():
            (await session.merge(one)).resolved_at = sent.gym.clock.now()
    [reply] = await sent.say("show me again", "out_of_scope")

    assert "on hold" in reply.text
    assert reply.picture is None


async def test_no_reply_judges_how_somebody_is(sent: Engine) -> None:
    never = ("fine", "well done", "safe", "normal", "great")
    for text in ("done", "half", "not today", "it hurts", "done", "still hurts"):
        for reply in await sent.say(text, "exercise_done"):
            assert not any(word in reply.text.lower() for word in never)
