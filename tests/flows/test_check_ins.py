"""A check-in's turns through every process: the channel, Rasa's own rule, its action, the desk."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import select

from tests.flows.conftest import handoffs_of
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.terminal_phone import TerminalPhone
from wayhome.models import Answer, CheckIn, CheckInStatus, Message, Person

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
