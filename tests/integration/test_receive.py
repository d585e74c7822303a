"""A text that arrives is stored with its job, once."""

from sqlalchemy import func, select, text

from channels.base import InboundText
from tests.cast import person
from wayhome.bootstrap.core import Core
from wayhome.inbox.receive import Receiver
from wayhome.levels import Level
from wayhome.models import Message


def receiver(core: Core) -> Receiver:
    return Receiver(core.sessions, core.safety, core.clock)


def sms(words: str, provider_id: str = "SM1", address: str = "+447700900001") -> InboundText:
    return InboundText(channel="sms", provider_id=provider_id, address=address, text=words)


async def jobs(core: Core) -> list[tuple[str, str | None, int]]:
    async with core.sessions() as session:
        rows = await session.execute(
            text("SELECT task_name, lock, priority FROM procrastinate_jobs ORDER BY id")
        )
        return [tuple(row) for row in rows]


async def test_a_text_is_stored_with_a_job_under_its_conversation(core: Core) -> None:
    received = await receiver(core).receive(sms("when is my appointment"))

    async with core.sessions() as session:
        stored = await session.get_one(Message, received.message_id)
    assert stored.text == "when is my appointment"
    assert await jobs(core) == [("handle_message", f"conversation:{stored.conversation_id}", 0)]


async def test_a_repeated_message_sid_is_stored_once(core: Core) -> None:
    first = await receiver(core).receive(sms("hello"))
    again = await receiver(core).receive(sms("hello"))

    assert first.message_id is not None
    assert again.message_id is None
    async with core.sessions() as session:
        assert await session.scalar(select(func.count(Message.id))) == 1
    assert len(await jobs(core)) == 1


async def test_an_emergency_waits_for_no_earlier_text(core: Core) -> None:
    received = await receiver(core).receive(sms("ive got crushing chest pain"))

    assert received.level is Level.EMERGENCY
    assert await jobs(core) == [("handle_message", None, 100)]


async def test_texts_of_one_person_from_two_channels_share_a_conversation(core: Core) -> None:
    async with core.sessions.begin() as session:
        await person(session, core.clock, "Ann", sms="+447700900001", telegram="501")
    await receiver(core).receive(sms("hello"))
    telegram = InboundText(channel="telegram", provider_id="9", address="501", text="hello again")
    await receiver(core).receive(telegram)

    assert len({lock for _, lock, _ in await jobs(core)}) == 1
