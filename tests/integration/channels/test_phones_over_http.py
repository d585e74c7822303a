"""What the phones page and a terminal client do over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest

from channels.base import OutboundText
from channels.errors import OutcomeUnknown
from channels.simulator import TelegramHook
from channels.sms import TwilioChannel
from channels.telegram import TelegramChannel
from tests.integration.channels.conftest import ROSE, SECRET, Street, StreetMaker, until

SMS = f"/phones/sms/{quote(ROSE.number)}"
TELEGRAM = f"/phones/telegram/{ROSE.chat_id}"


@pytest.fixture
async def http(street: Street) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(base_url=street.phones_url) as session:
        yield session


async def post(
    http: aiohttp.ClientSession,
    path: str,
    body: Mapping[str, object],
) -> tuple[int, dict[str, Any]]:
    async with http.post(path, json=body) as answer:
        return answer.status, json.loads(await answer.text() or "{}")


async def test_a_text_leaves_as_a_signed_post_with_twilios_usual_fields(
    street: Street,
    http: aiohttp.ClientSession,
) -> None:
    _, arrival = await post(http, f"{SMS}/texts", {"text": "hello \N{WAVING HAND SIGN}"})
    [text], [body] = street.service.texts, street.service.bodies

    assert arrival["webhook_status"] == 200
    assert arrival["provider_id"] == text.provider_id
    assert (text.address, text.text) == (ROSE.number, "hello \N{WAVING HAND SIGN}")
    assert {"SmsSid", "AccountSid", "ApiVersion", "NumMedia", "NumSegments"} <= set(body)


async def test_a_repeated_id_repeats_the_webhook(
    street: Street,
    http: aiohttp.ClientSession,
) -> None:
    for _ in range(2):
        await post(http, f"{SMS}/texts", {"text": "hello", "provider_id": "SM1"})

    assert [each.provider_id for each in street.service.texts] == ["SM1", "SM1"]


async def test_a_photo_by_text_names_its_content_type(
    street: Street,
    http: aiohttp.ClientSession,
) -> None:
    await post(http, f"{SMS}/texts", {"media": "image/jpeg"})

    assert street.service.texts[0].media == ("image/jpeg",)


async def test_texts_are_posted_again_until_the_service_answers(
    street: Street,
    http: aiohttp.ClientSession,
) -> None:
    street.service.answers = [500, 503]
    _, arrival = await post(http, f"{SMS}/texts", {"text": "hello"})
    await until(lambda: street.service.texts)

    assert arrival["webhook_status"] == 500
    assert street.service.texts[0].provider_id == arrival["provider_id"]


async def test_a_phone_shows_both_sides_with_their_progress(
    street: Street,
    http: aiohttp.ClientSession,
    sms: TwilioChannel,
) -> None:
    await post(http, f"{SMS}/texts", {"text": "hello"})
    await sms.send(OutboundText(address=ROSE.number, text="Hello Rose", reference="m1"))
    await until(lambda: len(street.service.reports) == 2)
    async with http.get(f"{SMS}/messages") as answer:
        messages = (await answer.json())["messages"]

    shown = [(each["direction"], each["text"], each["status"]) for each in messages]
    assert shown == [
        ("from_phone", "hello", "sent"),
        ("to_phone", "Hello Rose", "delivered"),
    ]


async def test_watchers_are_told_as_it_happens(
    http: aiohttp.ClientSession,
    sms: TwilioChannel,
) -> None:
    async with http.get("/phones/events") as stream:
        ready = await stream.content.readuntil(b"\n\n")
        await sms.send(OutboundText(address=ROSE.number, text="Hello Rose", reference="m1"))
        event = await stream.content.readuntil(b"\n\n")
    data = next(line for line in event.decode().splitlines() if line.startswith("data:"))
    content = json.loads(data.removeprefix("data:"))

    assert b"event: ready" in ready
    assert content["phone"] == f"sms:{ROSE.number}"
    assert content["message"]["text"] == "Hello Rose"


async def test_a_button_is_pressed_and_a_message_edited(
    build_street: StreetMaker,
) -> None:
    street = await build_street()
    hook = TelegramHook(url=f"{street.service.url}/webhooks/telegram", secret=SECRET)
    await street.phones.telegram.updates.set_webhook(hook)
    async with aiohttp.ClientSession(base_url=street.phones_url) as http:
        _, arrival = await post(http, f"{TELEGRAM}/texts", {"text": "one"})
        edit = {"message_id": arrival["message_id"], "text": "two"}
        await post(http, f"{TELEGRAM}/edits", edit)
        await post(http, f"{TELEGRAM}/block", {"blocked": True})
        refused, _ = await post(http, f"{TELEGRAM}/texts", {"text": "three"})
        async with http.get(f"{TELEGRAM}/messages") as answer:
            blocked = (await answer.json())["blocked"]

    assert [each.text for each in street.service.texts] == ["one", "two"]
    assert (refused, blocked) == (403, True)
    assert not street.service.changes[0].reachable


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"{TELEGRAM}/texts", {"text": ""}),
        (f"{TELEGRAM}/texts", {"media": ["smell"]}),
        (f"{TELEGRAM}/buttons", {"message_id": 1, "data": "x"}),
        ("/phones/telegram/777/edits", {"message_id": 1, "text": "x"}),
    ],
)
async def test_what_no_phone_can_do_is_refused(
    http: aiohttp.ClientSession,
    path: str,
    body: dict[str, object],
) -> None:
    status, answer = await post(http, path, body)

    assert status == 400
    assert answer["description"]


async def test_a_fault_is_switched_on_and_off_over_http(
    http: aiohttp.ClientSession,
    sms: TwilioChannel,
) -> None:
    text = OutboundText(address=ROSE.number, text="Hello", reference="m1")
    fault = {"provider": "sms", "kind": "drop", "times": 2, "accepted": True}
    await post(http, "/phones/faults", fault)
    with pytest.raises(OutcomeUnknown):
        await sms.send(text)
    async with http.delete("/phones/faults") as answer:
        assert answer.status == 204

    assert (await sms.send(text)).provider_id


async def test_a_slow_provider_is_only_slow(
    street: Street,
    telegram: TelegramChannel,
) -> None:
    street.phones.faults.slow("telegram", 0.05)

    text = OutboundText(address=str(ROSE.chat_id), text="Hello", reference="m1")

    assert (await telegram.send(text)).provider_id


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/", "text/html"), ("/phones.css", "text/css"), ("/phones.js", "text/javascript")],
)
async def test_the_page_is_served_under_a_strict_policy(
    http: aiohttp.ClientSession,
    path: str,
    kind: str,
) -> None:
    async with http.get(path) as answer:
        content = await answer.text()

    assert answer.status == 200
    assert answer.content_type == kind
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "http" not in content.replace("http://www.w3.org/2000/svg", "")


async def test_it_says_that_it_is_well_and_who_is_in_the_demo(
    http: aiohttp.ClientSession,
) -> None:
    async with http.get("/healthz") as answer:
        assert answer.status == 200
    async with http.get("/phones/people") as answer:
        people = (await answer.json())["people"]

    assert [each["name"] for each in people] == [ROSE.name]


async def test_a_server_stops_at_once_though_pages_watch(build_street: StreetMaker) -> None:
    street = await build_street()
    async with (
        aiohttp.ClientSession(base_url=street.phones_url) as http,
        http.get("/phones/events") as stream,
    ):
        await stream.content.readuntil(b"\n\n")
        street.phones.screens.end_watching()
        async with asyncio.timeout(2):
            rest = await stream.content.read()

    assert b"event: message" not in rest
