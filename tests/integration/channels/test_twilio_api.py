"""The rest of the Twilio double's API, and Twilio's own description of what it must look like."""

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import jsonschema
import pytest
from twilio.http.async_http_client import AsyncTwilioHttpClient  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from channels.base import OutboundText, Picture
from channels.sms import TwilioChannel
from tests.integration.channels.conftest import NOON, ROSE, Street, twilio_channel

SHARED = Path(os.environ.get("WAYHOME_SHARED", Path(__file__).parents[4] / "shared"))
OPENAPI = SHARED / "peers" / "twilio_api_v2010.json"
MESSAGES = "/2010-04-01/Accounts/{AccountSid}/Messages.json"
MESSAGE = "/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json"


@pytest.fixture
async def client(street: Street) -> Any:  # noqa: ANN401 - twilio ships no types
    """The official client, unmodified but for its address, with no channel of ours around it."""
    config = street.config
    http = AsyncTwilioHttpClient()
    client = Client(config.account_sid, config.auth_token, http_client=http)
    client.api.base_url = street.phones_url
    yield client
    await http.close()


async def send(sms: TwilioChannel, count: int = 1) -> list[str]:
    texts = [
        OutboundText(address=ROSE.number, text=f"Text {n}", reference=f"m{n}") for n in range(count)
    ]
    return [(await sms.send(text)).provider_id for text in texts]


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:The 'auth' parameter:DeprecationWarning")
class TestOfficialClient:
    async def test_it_fetches_what_was_sent(self, client: Any, sms: TwilioChannel) -> None:  # noqa: ANN401
        [sid] = await send(sms)
        message = await client.messages(sid).fetch_async()

        assert (message.sid, message.body, message.to) == (sid, "Text 0", ROSE.number)
        assert message.date_created == NOON

    async def test_it_pages_through_the_whole_list_newest_first(
        self,
        client: Any,  # noqa: ANN401
        sms: TwilioChannel,
    ) -> None:
        sids = await send(sms, 5)
        listed = await client.messages.list_async(to=ROSE.number, page_size=2)

        assert [each.sid for each in listed] == sids[::-1]

    async def test_it_filters_by_date(
        self,
        client: Any,  # noqa: ANN401
        sms: TwilioChannel,
        street: Street,
    ) -> None:
        await send(sms)
        street.time.now += timedelta(hours=2)
        [late] = await send(sms)
        after = await client.messages.list_async(date_sent_after=NOON + timedelta(hours=1))
        before = await client.messages.list_async(date_sent_before=NOON + timedelta(hours=1))

        assert [each.sid for each in after] == [late]
        assert len(before) == 1
        assert len(await client.messages.list_async(date_sent=NOON.date())) == 2

    async def test_it_redacts_and_deletes(self, client: Any, sms: TwilioChannel) -> None:  # noqa: ANN401
        [sid] = await send(sms)
        redacted = await client.messages(sid).update_async(body="")

        assert redacted.body == ""
        assert await client.messages(sid).delete_async()
        assert await client.messages.list_async() == []


@pytest.fixture
def openapi() -> dict[str, Any]:
    if not OPENAPI.exists():
        pytest.skip(f"NOT CHECKED against Twilio's own OpenAPI: {OPENAPI.name} is not here")
    content: dict[str, Any] = json.loads(OPENAPI.read_text())
    return content


def validator(spec: dict[str, Any], schema: dict[str, Any]) -> jsonschema.Draft202012Validator:
    """OpenAPI 3.0 says `nullable` where JSON Schema says "or null"."""
    return jsonschema.Draft202012Validator(_nulls(spec) | _nulls(schema))


def _nulls(node: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(node, list):
        return [_nulls(each) for each in node]
    if not isinstance(node, dict):
        return node
    changed = {name: _nulls(value) for name, value in node.items() if name != "nullable"}
    if node.get("nullable") is True and isinstance(node.get("type"), str):
        changed["type"] = [node["type"], "null"]
    return changed


def response_schema(spec: dict[str, Any], path: str, verb: str, status: str) -> dict[str, Any]:
    content = spec["paths"][path][verb]["responses"][status]["content"]
    return dict(content["application/json"]["schema"])


async def test_answers_are_what_twilios_own_description_says(
    openapi: dict[str, Any],
    street: Street,
    sms: TwilioChannel,
) -> None:
    await send(sms, 3)
    base = f"{street.phones_url}/2010-04-01/Accounts/{street.config.account_sid}"
    auth = aiohttp.encode_basic_auth(street.config.account_sid, street.config.auth_token)
    form = {"To": ROSE.number, "From": street.config.service_number, "Body": "Hello"}
    async with aiohttp.ClientSession(headers={"Authorization": auth}) as session:
        created = await session.post(f"{base}/Messages.json", data=form)
        message = await created.json()
        fetched = await session.get(f"{base}/Messages/{message['sid']}.json")
        listed = await session.get(f"{base}/Messages.json", params={"PageSize": "2"})
        checks = [
            (created, MESSAGES, "post", "201"),
            (fetched, MESSAGE, "get", "200"),
            (listed, MESSAGES, "get", "200"),
        ]
        for answer, path, verb, status in checks:
            schema = response_schema(openapi, path, verb, status)
            faults = list(validator(openapi, schema).iter_errors(await answer.json()))

            assert str(answer.status) == status
            assert faults == []


async def test_requests_are_what_twilios_own_description_says(
    openapi: dict[str, Any],
    street: Street,
) -> None:
    content = openapi["paths"][MESSAGES]["post"]["requestBody"]["content"]
    schema = content["application/x-www-form-urlencoded"]["schema"]
    channel = twilio_channel(street, sends_pictures=True)
    text = OutboundText(
        address=ROSE.number,
        text="Hello",
        reference="m1",
        valid_for=timedelta(minutes=5),
        picture=Picture(name="hip.png", content=b"", url="https://example.org/hip.png"),
    )
    forms: list[dict[str, object]] = []
    create = street.phones.sms.create

    def recording(form: Any, media_urls: Any) -> Any:  # noqa: ANN401 - as `create` takes it
        forms.append(dict(form) | {"MediaUrl": list(media_urls)})
        return create(form, media_urls)

    street.phones.sms.create = recording  # type: ignore[method-assign, assignment]  # ours to watch
    await channel.send(text)
    await channel.close()
    [form] = forms
    typed = form | {"ValidityPeriod": int(str(form["ValidityPeriod"]))}

    assert form["MediaUrl"] == ["https://example.org/hip.png"]
    assert set(form) <= set(schema["properties"])
    assert list(validator(openapi, schema).iter_errors(typed)) == []


async def test_a_refusal_is_worded_as_twilio_words_it(street: Street) -> None:
    url = f"{street.phones_url}/2010-04-01/Accounts/{street.config.account_sid}/Messages.json"
    async with aiohttp.ClientSession() as session, session.post(url) as answer:
        assert answer.status == 401
        assert await answer.json() == {
            "code": 20003,
            "message": "Authenticate",
            "more_info": "https://www.twilio.com/docs/errors/20003",
            "status": 401,
        }


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"To": ROSE.number, "Body": "x"}, 21603),
        ({"From": "+447700900000", "Body": "x"}, 21604),
        ({"From": "+447700900000", "To": ROSE.number}, 21602),
        ({"From": "+447700900000", "To": ROSE.number, "Body": "x" * 1601}, 21617),
        ({"From": "+447700900001", "To": ROSE.number, "Body": "x"}, 21606),
        ({"From": "+447700900000", "To": "07700900101", "Body": "x"}, 21211),
    ],
)
async def test_an_unusable_request_is_refused(
    street: Street,
    form: dict[str, str],
    code: int,
) -> None:
    url = f"{street.phones_url}/2010-04-01/Accounts/{street.config.account_sid}/Messages.json"
    auth = aiohttp.encode_basic_auth(street.config.account_sid, street.config.auth_token)
    headers = {"Authorization": auth}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(url, data=form) as answer,
    ):
        assert answer.status == 400
        assert (await answer.json())["code"] == code
