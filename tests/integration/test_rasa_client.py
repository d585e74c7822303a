"""The assistant's client over real HTTP: whatever is no answer is an honest failure."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from wayhome.dialogue.rasa import Rasa, RasaFailed

GOOD = {
    "messages": [{"custom": {"texts": ["On Friday."], "buttons": ["OK"], "topic": "appointments"}}],
    "intent": "appointments",
    "confidence": 0.8,
}
TOKEN = "a-token"


class Server:
    """Answers as it is told and keeps what it was asked."""

    def __init__(self) -> None:
        self.answer: object = GOOD
        self.status = 200
        self.delay = 0.0
        self.asked: list[tuple[str | None, dict[str, object]]] = []

    async def hear(self, request: web.Request) -> web.Response:
        self.asked.append((request.headers.get("Authorization"), await request.json()))
        await asyncio.sleep(self.delay)
        if isinstance(self.answer, str):
            return web.Response(text=self.answer, status=self.status)
        return web.json_response(self.answer, status=self.status)


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
async def rasa(server: Server) -> AsyncIterator[Rasa]:
    app = web.Application()
    app.router.add_post("/webhooks/wayhome/webhook", server.hear)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    client = Rasa([f"http://127.0.0.1:{port}"], TOKEN, timeout=0.5)
    yield client
    await client.close()
    await runner.cleanup()


async def test_an_answer_is_read(rasa: Rasa) -> None:
    answer = await rasa.talk(7, 12, "when is it")

    assert answer.texts == ("On Friday.",)
    assert answer.buttons == ("OK",)
    assert (answer.topic, answer.confidence) == ("appointments", 0.8)


async def test_the_token_and_the_message_go_with_the_text(rasa: Rasa, server: Server) -> None:
    await rasa.talk(7, 12, "when is it")

    ((token, body),) = server.asked
    assert token == f"Bearer {TOKEN}"
    assert body == {"sender": "7", "text": "when is it", "metadata": {"message_id": 12}}


async def test_rasa_is_told_of_an_open_question(rasa: Rasa, server: Server) -> None:
    await rasa.talk(7, 12, "2", question_open=True)

    ((_, body),) = server.asked
    assert body["metadata"] == {"message_id": 12, "question_open": True}


@pytest.mark.parametrize(
    "rubbish",
    [
        "not json",
        [],
        {},
        {"messages": [], "confidence": 0.5},
        {"messages": [{"text": "no custom part"}], "confidence": 0.5},
        {"messages": [{"custom": {"texts": [], "topic": "greet"}}], "confidence": 0.5},
        {"messages": [{"custom": {"texts": ["  "], "topic": "greet"}}], "confidence": 0.5},
        {"messages": [{"custom": {"texts": ["hi"]}}], "confidence": 0.5},
        {"messages": None, "confidence": None},
    ],
)
async def test_rubbish_is_no_answer(rasa: Rasa, server: Server, rubbish: object) -> None:
    server.answer = rubbish

    with pytest.raises(RasaFailed):
        await rasa.talk(7, 12, "hello")


async def test_a_slow_server_is_not_waited_for(rasa: Rasa, server: Server) -> None:
    server.delay = 2

    with pytest.raises(RasaFailed):
        await rasa.talk(7, 12, "hello")


async def test_a_failing_server_is_no_answer(rasa: Rasa, server: Server) -> None:
    server.status = 500

    with pytest.raises(RasaFailed):
        await rasa.talk(7, 12, "hello")


async def test_a_server_that_is_not_there_is_no_answer() -> None:
    client = Rasa(["http://127.0.0.1:9"], TOKEN, timeout=0.5)

    with pytest.raises(RasaFailed):
        await client.talk(7, 12, "hello")
    await client.close()


async def test_a_conversation_stays_with_one_server() -> None:
    client = Rasa(["http://127.0.0.1:9", "http://127.0.0.1:10"], TOKEN, timeout=0.5)

    assert client.server_of(4) == client.server_of(4)
    assert client.server_of(4) != client.server_of(5)
