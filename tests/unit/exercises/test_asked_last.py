"""Facts: where an exercise and a check-in's question both wait, what was asked last comes first."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.unit.exercises.conftest import TUESDAY, Engine
from wayhome.bootstrap.checkins import make_planner
from wayhome.models import Answer, CheckIn, CheckInKind, CheckInStatus, ExerciseAnswer

#: The fifth day at home; its questions fall due at 10 and no exercise does.
WEDNESDAY = TUESDAY + timedelta(hours=23)


async def ask(engine: Engine) -> CheckIn:
    """The check-in of the fifth day asks; the exercise of the day before stands behind it."""
    await make_planner(engine.gym.core).plan_all_open()
    await engine.fire(WEDNESDAY)
    return await question(engine)


async def question(engine: Engine) -> CheckIn:
    async with engine.gym.core.sessions() as session:
        found = await session.scalars(
            select(CheckIn).where(
                CheckIn.kind == CheckInKind.QUESTIONS, CheckIn.asked_at.is_not(None)
            )
        )
        return found.one()


async def answers(engine: Engine) -> list[str]:
    async with engine.gym.core.sessions() as session:
        return list(await session.scalars(select(Answer.value).order_by(Answer.id)))


@pytest.fixture
async def both(engine: Engine) -> Engine:
    """An exercise on Tuesday, then on Wednesday a question that is still open."""
    await engine.gym.clear("ankle_stretch", "neck_turn")
    await engine.plan()
    await engine.fire(TUESDAY)
    assert (await ask(engine)).status is CheckInStatus.ASKED
    return engine


async def exercise(engine: Engine) -> ExerciseAnswer | None:
    return (await engine.prompts())[0].answer


@pytest.mark.parametrize(
    ("text", "topic"),
    [("3", "exercise_done"), ("1", "symptom"), ("less than usual", "exercise_skipped")],
)
async def test_what_answers_the_question_asked_last_is_no_answer_to_the_exercise(
    both: Engine, text: str, topic: str
) -> None:
    await both.say(text, topic)

    assert len(await answers(both)) == 1
    assert await exercise(both) is None


async def test_done_with_the_exercise_is_that_though_a_question_came_after(both: Engine) -> None:
    [reply] = await both.say("done", "exercise_done")

    assert "put it down as done" in reply.text
    assert await answers(both) == []
    assert await exercise(both) is ExerciseAnswer.DONE


async def test_bare_words_of_an_exercise_are_of_the_question_when_it_came_after(
    both: Engine,
) -> None:
    await both.say("half", "feedback")

    assert await exercise(both) is None


async def test_after_talk_of_exercises_a_question_asked_since_comes_first(both: Engine) -> None:
    await both.say("done", "exercise_done")
    both.gym.clock.move_on(timedelta(minutes=1))
    await both.say("1", "exercise_done")

    assert len(await answers(both)) == 1


@pytest.mark.parametrize(("text", "topic"), [("done", "exercise_done"), ("no", "deny")])
async def test_an_exercise_shown_after_the_question_takes_its_own_words(
    both: Engine, text: str, topic: str
) -> None:
    shown = await both.say("show me the neck turn", "exercises")
    assert "Text DONE, PART, NO or HURTS." in shown[-1].text

    await both.say(text, topic)

    prompts = await both.prompts()
    assert prompts[-1].answer is not None
    assert await answers(both) == []


async def test_a_number_is_of_the_question_even_after_an_exercise_was_shown(both: Engine) -> None:
    await both.say("show me the neck turn", "exercises")
    await both.say("1", "exercise_done")

    assert len(await answers(both)) == 1
    assert (await both.prompts())[-1].answer is None


async def test_which_one_is_asked_by_name_while_a_question_comes_behind_it(engine: Engine) -> None:
    await engine.gym.clear("neck_turn", "neck_side_stretch")
    await ask(engine)
    said = await engine.say("how do I do the neck one", "exercises")

    assert "by its name" in said[0].text
    assert "Back to my question." in said[1].text
    await engine.say("1")
    assert len(await answers(engine)) == 1


async def test_a_thumb_up_to_an_exercise_is_done(sent: Engine) -> None:
    [reply] = await sent.say("👍", "affirm")

    assert "put it down as done" in reply.text
    assert await exercise(sent) is ExerciseAnswer.DONE


async def test_a_thumb_down_to_an_exercise_is_asked_about(sent: Engine) -> None:
    [reply] = await sent.say("👎", "deny")

    assert "did it hurt?" in reply.text
    assert await exercise(sent) is None
    await sent.say("hurts", "symptom")
    assert await exercise(sent) is ExerciseAnswer.HURTS


async def test_a_thumb_up_to_the_question_asked_last_is_not_of_the_exercise(both: Engine) -> None:
    await both.say("👍", "affirm")

    assert await exercise(both) is None
