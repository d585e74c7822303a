"""A check-in's turns through every process: the channel, Rasa's own rule, its action, the desk."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import select

from tests.flows.conftest import Running, handoffs_of, until
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.rasa_client import open_rasa
from wayhome.bootstrap.terminal_phone import TerminalPhone
from wayhome.models import Answer, CheckIn, CheckInStatus, HandoffReason, Message, Person

Phone = Callable[..., TerminalPhone]


async def ask(core: Core, name: str, key: str, question: str) -> int:
    """Opens a planned check-in now, whatever the day and the hour."""
    async with core.sessions.begin() as session:
        check_in = (
            await session.scalars(
                select(CheckIn)
                .join(Person, Person.id == CheckIn.person_id)
                .where(Person.name.contains(name), CheckIn.key == key)
            )
        ).one()
        check_in.status, check_in.question = CheckInStatus.ASKED, question
        check_in.asked_at = datetime.now(UTC)  # noqa: TID251 - the running service's own clock
        return check_in.id


async def said(phone: TerminalPhone, text: str) -> str:
    turn = await phone.say(text)
    assert turn.webhook_status == 200
    return "\n".join(turn.replies)


async def test_an_open_question_is_answered_and_an_aside_brings_it_back(
    phone: Phone, whole: Core
) -> None:
    maureen = phone("Maureen")
    check_in_id = await ask(whole, "Maureen", "day_42", "still_needed")

    aside = await said(maureen, "when am i at the heart clinic")
    answered = await said(maureen, "2 please")
    last = await said(maureen, "slowly but surely")
    closed = await said(maureen, "the lady who rang me up every week")

    assert "11am" in aside
    assert "Back to my question." in aside
    assert "I have told your support team" in answered
    assert "walk to church" in answered
    assert "in your own words" in last
    assert "111" in closed
    async with whole.sessions() as session:
        answers = await session.scalars(
            select(Answer).where(Answer.check_in_id == check_in_id).order_by(Answer.id)
        )
        kept = [(one.question, one.value) for one in answers]
        topics = await session.scalars(
            select(Message.topic).join(Answer, Answer.message_id == Message.id)
        )
        assert set(topics) == {"check_in"}
    assert kept == [
        ("still_needed", "some"),
        ("goal", "nearer"),
        ("in_own_words", "own_words"),
    ]
    rules = [one.rule for one in await handoffs_of(whole, "Maureen")]
    assert "six_weeks/day_42: still_needed=some" in rules


async def answers_of(core: Core, check_in_id: int, question: str) -> list[Answer]:
    async with core.sessions() as session:
        found = await session.scalars(
            select(Answer).where(Answer.check_in_id == check_in_id, Answer.question == question)
        )
        return list(found)


async def handed_over(core: Core, name: str) -> bool:
    """Whether a person was asked to see to a text that could not be answered."""
    return any(one.reason is HandoffReason.BOT_FAILED for one in await handoffs_of(core, name))


async def test_rasa_killed_between_question_and_answer_loses_neither(
    running: Running, phone: Phone, whole: Core
) -> None:
    stanley = phone("Stanley")
    check_in_id = await ask(whole, "Stanley", "day_42", "still_needed")
    assert "Back to my question." in await said(stanley, "who do i ring at night")
    running.kill("bot.components.serve")
    async with open_rasa(running.settings) as rasa:
        assert not await rasa.is_ready()

    during = await said(stanley, "1")
    kept_at_once = await answers_of(whole, check_in_id, "still_needed")
    assert kept_at_once or await handed_over(whole, "Stanley")
    assert during

    async def taken() -> bool:
        await said(stanley, "1")
        return bool(await answers_of(whole, check_in_id, "still_needed"))

    if not kept_at_once:
        await until(taken, 120)
    assert len(await answers_of(whole, check_in_id, "still_needed")) == 1


async def test_rasa_killed_while_answers_are_read_keeps_each_or_gives_it_to_a_person(
    running: Running, phone: Phone, whole: Core
) -> None:
    names = ["Arthur", "Terry", "Gwen", "Joan"]
    open_ = {name: await ask(whole, name, "day_42", "still_needed") for name in names}

    async def kill() -> None:
        await asyncio.sleep(0.05)
        running.kill("bot.components.serve")

    await asyncio.gather(kill(), *(said(phone(name), "1") for name in names))

    for name, check_in_id in open_.items():
        kept = await answers_of(whole, check_in_id, "still_needed")
        assert len(kept) <= 1
        assert kept or await handed_over(whole, name)
