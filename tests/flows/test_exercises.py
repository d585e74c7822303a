"""An exercise is sent, and people say what became of it: real Rasa reads, the set clock ticks."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tests.flows.conftest import Running
from tests.flows.scripted import Stage
from wayhome.bootstrap import content
from wayhome.bootstrap.checkins import make_check_ins, make_planner
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.rasa_client import open_rasa
from wayhome.bootstrap.worker import make_sender
from wayhome.clock import SetClock
from wayhome.demo.loading import load_demo
from wayhome.exercises.clearing import Wish, clear, propose
from wayhome.levels import Level
from wayhome.models import (
    ChannelName,
    Clearance,
    ExerciseAnswer,
    ExerciseLevel,
    ExercisePrompt,
    Handoff,
    Person,
    Role,
    StaffMember,
)
from wayhome.outbox.departures import Departures
from wayhome.outbox.queueing import Outbox

MOBILE = "+447700900101"


@pytest.fixture
async def stage(core: Core, clock: SetClock, running: Running) -> AsyncIterator[Stage]:
    """Arthur of the demo, with his new hip, is cleared and has just been sent a movement."""
    async with core.sessions.begin() as session:
        await load_demo(session, clock)
        arthur = (
            await session.scalars(select(Person).where(Person.local_id == "demo-arthur"))
        ).one()
        priya = (
            await session.scalars(
                select(StaffMember).where(StaffMember.role == Role.CLINICAL_REVIEWER)
            )
        ).one()
        wish = Wish(named=("ankle_stretch", "neck_turn"))
        proposed = await propose(session, content.move_to_improve(), arthur, wish)
        await clear(session, clock, arthur, priya, proposed, ExerciseLevel.STANDARD)
        await make_planner(core).plan_chosen(session, arthur, "move_to_improve")
    async with open_rasa(running.settings) as rasa:
        made = Stage(core, clock, rasa)
        sender = make_sender(core, {ChannelName.SMS: made.sms})
        # The sixth day at home is a day of the schedule.
        clock.move_to(datetime(2026, 11, 24, 11, 30, tzinfo=UTC))
        departures = Departures(core.sessions, Outbox(core.jobs, clock), sender)
        await make_check_ins(core, departures).fire_all_due()
        yield made


async def prompt(core: Core) -> ExercisePrompt:
    async with core.sessions() as session:
        found = select(ExercisePrompt).order_by(ExercisePrompt.id)
        return (await session.scalars(found)).first() or pytest.fail("nothing was sent")


async def told(core: Core) -> dict[str | None, Level]:
    async with core.sessions() as session:
        return {one.category: one.level for one in await session.scalars(select(Handoff))}


async def rests(core: Core) -> bool:
    async with core.sessions() as session:
        return (await session.scalars(select(Clearance))).one().rests_since is not None


async def test_what_was_sent_says_how_and_when_to_stop(stage: Stage) -> None:
    assert any("Point and pull your toes." in text for text in stage.sms.texts)
    assert any("Chest pain? Stop and call 999." in text for text in stage.sms.texts)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("did em", ExerciseAnswer.DONE),
        ("yes all done ta", ExerciseAnswer.DONE),
        ("half", ExerciseAnswer.PART),
        ("nah too tired", ExerciseAnswer.NOT_DONE),
        ("not today love", ExerciseAnswer.NOT_DONE),
    ],
)
async def test_done_part_and_not_done_are_kept(
    stage: Stage, text: str, answer: ExerciseAnswer
) -> None:
    said = await stage.say(MOBILE, text)

    assert (await prompt(stage.core)).answer is answer
    assert "put it down as" in said
    assert not await rests(stage.core)


async def test_what_hurts_twice_goes_to_a_person(stage: Stage) -> None:
    assert "Please stop and rest." in await stage.say(MOBILE, "hurt me hip")
    assert await told(stage.core) == {}

    again = await stage.say(MOBILE, "tried it again and it still hurts")
    assert "I have told the support team" in again
    assert "exercise_hurts" in await told(stage.core)
    assert await rests(stage.core)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("went dizzy", ExerciseAnswer.DIZZY),
        ("got chest pain doing it", ExerciseAnswer.DIZZY),
        ("i fell doing em", ExerciseAnswer.FELL),
    ],
)
async def test_a_stop_sign_and_a_fall_rest_the_exercises_and_reach_a_person(
    stage: Stage, text: str, answer: ExerciseAnswer
) -> None:
    said = await stage.say(MOBILE, text)

    assert "999" in said or "111" in said
    assert (await prompt(stage.core)).answer is answer
    assert max((await told(stage.core)).values()) >= Level.CONCERN
    assert await rests(stage.core)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("show me again", "Point and pull your toes."),
        ("how do i do the ankle one", "Point and pull your toes."),
        ("what exercise can i do", "Turn your head"),
        ("when is my physio", "physiotherapy review"),
    ],
)
async def test_a_question_is_answered(stage: Stage, text: str, says: str) -> None:
    assert says.lower() in (await stage.say(MOBILE, text)).lower()
    assert (await prompt(stage.core)).answer is None
