"""kill -9 at any moment: nothing is lost, nothing answered twice, the safety net speaks."""

import asyncio
from collections import Counter
from collections.abc import Callable
from functools import partial

import aiohttp
from sqlalchemy import func, select

from tests.flows.conftest import Running, until
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.terminal_phone import TerminalPhone
from wayhome.demo import phones_people
from wayhome.models import ContactPoint, Direction, Message, MessageStatus

Phone = Callable[..., TerminalPhone]
STRANGERS = [f"+4477009008{number:02d}" for number in range(8)]
TEXTS_EACH = 8


async def texts_of(core: Core, address: str, direction: Direction) -> list[Message]:
    async with core.sessions() as session:
        found = await session.scalars(
            select(Message)
            .join(ContactPoint)
            .where(ContactPoint.address == address, Message.direction == direction)
            .order_by(Message.id)
        )
        return list(found)


async def open_texts(core: Core) -> int:
    async with core.sessions() as session:
        waiting = {MessageStatus.RECEIVED, MessageStatus.QUEUED}
        found = await session.scalar(select(func.count()).where(Message.status.in_(waiting)))
        return found or 0


async def test_kills_in_the_middle_lose_nothing_and_answer_nothing_twice(
    running: Running, whole: Core
) -> None:
    phones = f"{running.settings.phones_url}/phones/sms"
    names = ["Maureen", "Stanley", "Sandra", "Terry", "Gwen", "Joan", "Arthur", "Iqbal"]
    numbers = _numbers(names)
    before = {number: len(await texts_of(whole, number, Direction.IN)) for number in numbers}

    async with aiohttp.ClientSession() as http:

        async def text(number: str) -> None:
            for turn in range(TEXTS_EACH):
                body = {"text": f"when is my next appointment {turn}"}
                async with http.post(f"{phones}/{number}/texts", json=body) as response:
                    response.raise_for_status()

        sending = asyncio.gather(*(text(number) for number in numbers))
        for victim in ("worker", "web", "worker"):
            await asyncio.sleep(1.0)
            await until(partial(running.runs, victim))
            running.kill(victim)
        await sending

        async def all_stored_and_seen_to() -> bool:
            stored = [len(await texts_of(whole, n, Direction.IN)) - before[n] for n in numbers]
            return stored == [TEXTS_EACH] * len(numbers) and await open_texts(whole) == 0

        await until(all_stored_and_seen_to, 120)
        for number in numbers:
            arrived = (await texts_of(whole, number, Direction.IN))[before[number] :]
            assert [m.text[-1] for m in arrived] == [str(turn) for turn in range(TEXTS_EACH)]
            replies = await texts_of(whole, number, Direction.OUT)
            answered = Counter(reply.in_reply_to_id for reply in replies)
            assert all(answered[m.id] >= 1 for m in arrived)
            async with http.get(f"{phones}/{number}/messages") as response:
                shown = (await response.json())["messages"]
            on_phone = [m["id"] for m in shown if m["direction"] == "to_phone"]
            assert sorted(on_phone) == sorted(str(reply.provider_id) for reply in replies)


async def test_with_rasa_and_actions_dead_an_emergency_still_gets_999(
    running: Running, phone: Phone
) -> None:
    terry = phone("Terry")
    running.kill("bot.components.serve")
    running.kill("actions")

    turn = await terry.say("hes collapsed and wont wake up")
    assert "Call 999 now" in turn.replies[0]

    turn = await phone("Arthur").say("when is my next appointment")
    assert turn.replies

    async def back() -> bool:
        again = await phone("Sandra").say("do the stitches need to come out")
        return "dissolve" in "".join(again.replies)

    await until(back, 120)


async def test_a_repeated_webhook_is_answered_once(running: Running, whole: Core) -> None:
    number = STRANGERS[0]
    url = f"{running.settings.phones_url}/phones/sms/{number}/texts"
    body = {"text": "hello", "provider_id": "SM" + "7" * 32}
    async with aiohttp.ClientSession() as http:
        for _ in range(3):
            async with http.post(url, json=body) as response:
                assert (await response.json())["webhook_status"] == 200

    async def settled() -> bool:
        return await open_texts(whole) == 0

    await until(settled)
    assert len(await texts_of(whole, number, Direction.IN)) == 1
    assert len(await texts_of(whole, number, Direction.OUT)) == 1


async def test_forged_and_malformed_webhooks_change_nothing(running: Running, whole: Core) -> None:
    web = f"http://127.0.0.1:{running.settings.web_port}"
    form = {"MessageSid": "SM" + "9" * 32, "From": STRANGERS[1], "Body": "hello"}
    secret = running.settings.telegram_secret_token.get_secret_value()
    token = {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with aiohttp.ClientSession() as http:
        unsigned = await http.post(f"{web}/webhooks/twilio/sms", data=form)
        forged = await http.post(
            f"{web}/webhooks/twilio/sms", data=form, headers={"X-Twilio-Signature": "x"}
        )
        telegram = await http.post(f"{web}/webhooks/telegram", json={"update_id": 1})
        malformed = await http.post(f"{web}/webhooks/telegram", data=b"{", headers=token)

    assert [r.status for r in (unsigned, forged, telegram, malformed)] == [403, 403, 403, 400]
    assert await texts_of(whole, STRANGERS[1], Direction.IN) == []


def _numbers(names: list[str]) -> list[str]:
    return [one.number for name in names for one in phones_people() if name in one.name]
