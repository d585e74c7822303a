"""`channels.sms_webhooks`: only what Twilio signed gets in, and only what it promised is read."""

import ast
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import MultiDict
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from channels.base import DeliveryStatus
from channels.errors import Forged, Malformed, WebhookRefused
from channels.sms_webhooks import TwilioRequest, TwilioWebhooks

SHARED = Path(os.environ.get("WAYHOME_SHARED", Path(__file__).parents[4] / "shared"))
VECTORS = SHARED / "peers" / "twilio_sig_vectors.py"

TOKEN, URL, PATH = "12345", "https://wayhome.example.org", "/webhooks/twilio/sms"
FORM = "application/x-www-form-urlencoded"
TEXT = {
    "MessageSid": "SM" + "a" * 32,
    "From": "+447700900101",
    "To": "+447700900000",
    "Body": "Hello & good morning =)",
    "NumMedia": "0",
}
WEBHOOKS = TwilioWebhooks(TOKEN, URL)


def signed(form: Any, path: str = PATH, token: str = TOKEN) -> dict[str, Any]:  # noqa: ANN401
    """A request as Twilio makes it; `form` is a mapping or a list of pairs."""
    fields = MultiDict(form)
    signature = RequestValidator(token).compute_signature(URL + path, fields)
    return {
        "path": path,
        "headers": {"X-Twilio-Signature": signature, "Content-Type": FORM},
        "body": urlencode(list(fields.items())).encode(),
    }


def verified(**fields: str) -> TwilioRequest:
    return WEBHOOKS.verify(**signed({**TEXT, **fields}))


def vectors() -> list[Any]:
    """Twilio's own vectors: name, address, form or JSON body, signature."""
    if not VECTORS.exists():
        reason = f"NOT CHECKED against Twilio's own vectors: {VECTORS.name} is not here"
        return [pytest.param("", "", {}, "", marks=pytest.mark.skip(reason=reason))]
    names: dict[str, Any] = {"MultiDict": MultiDict}
    lines = ast.parse(VECTORS.read_text()).body
    wanted = [line for line in lines if isinstance(line, ast.Assign)]
    for line in wanted:
        names |= _value_of(line, names)
    return [pytest.param(*vector, id=vector[0]) for vector in names["T"]]


def _value_of(line: ast.Assign, names: dict[str, Any]) -> dict[str, Any]:
    code = compile(ast.Module([line], type_ignores=[]), str(VECTORS), "exec")
    scope = {"RequestValidator": RequestValidator, **names}
    exec(code, scope)  # noqa: S102 - the vectors are Python, read only where they are present
    return scope


@pytest.mark.parametrize(("name", "url", "content", "signature"), vectors())
def test_twilios_own_vectors_hold(name: str, url: str, content: Any, signature: str) -> None:  # noqa: ANN401
    address = urlsplit(url)
    is_json = isinstance(content, str)
    body: str = content if is_json else urlencode(list(MultiDict(content).items()))
    request: dict[str, Any] = {
        "path": url.removeprefix(f"{address.scheme}://{address.netloc}"),
        "headers": {
            "x-twilio-signature": signature,
            "content-type": "application/json" if is_json else FORM,
        },
        "body": body.encode(),
    }
    webhooks = TwilioWebhooks("12345", f"{address.scheme}://{address.netloc}")

    if name.startswith("NEG"):
        with pytest.raises(Forged):
            webhooks.verify(**request)
    else:
        assert webhooks.verify(**request).fields


class TestForgery:
    def test_a_signed_form_is_let_in(self) -> None:
        assert dict(verified().fields) == TEXT

    def test_no_token_lets_nothing_in(self) -> None:
        with pytest.raises(Forged):
            TwilioWebhooks("", URL).verify(**signed(TEXT))

    @pytest.mark.parametrize("headers", [{}, {"X-Twilio-Signature": ""}])
    def test_no_signature_lets_nothing_in(self, headers: dict[str, str]) -> None:
        with pytest.raises(Forged):
            WEBHOOKS.verify(**(signed(TEXT) | {"headers": headers}))

    @pytest.mark.parametrize("signature", ["wrong", "\u00e9", "A" * 10_000])
    def test_a_wrong_signature_lets_nothing_in(self, signature: str) -> None:
        with pytest.raises(Forged):
            WEBHOOKS.verify(**(signed(TEXT) | {"headers": {"X-Twilio-Signature": signature}}))

    def test_another_token_lets_nothing_in(self) -> None:
        with pytest.raises(Forged):
            WEBHOOKS.verify(**signed(TEXT, token="54321"))

    @pytest.mark.parametrize("path", [PATH + "?x=1", "/webhooks/twilio/status"])
    def test_a_signature_for_another_address_lets_nothing_in(self, path: str) -> None:
        with pytest.raises(Forged):
            WEBHOOKS.verify(**(signed(TEXT) | {"path": path}))

    def test_a_changed_field_lets_nothing_in(self) -> None:
        request = signed(TEXT)
        with pytest.raises(Forged):
            WEBHOOKS.verify(**(request | {"body": request["body"].replace(b"Hello", b"Hell0")}))

    def test_an_added_field_lets_nothing_in(self) -> None:
        request = signed(TEXT)
        with pytest.raises(Forged):
            WEBHOOKS.verify(**(request | {"body": request["body"] + b"&More=1"}))

    def test_repeated_fields_are_all_signed(self) -> None:
        pairs = [*TEXT.items(), ("Digits", "5678"), ("Digits", "1234"), ("Digits", "1234")]

        assert WEBHOOKS.verify(**signed(pairs)).fields.getall("Digits") == ["5678", "1234", "1234"]

    def test_json_without_the_hash_of_its_body_lets_nothing_in(self) -> None:
        signature = RequestValidator(TOKEN).compute_signature(URL + PATH, {})
        headers = {"X-Twilio-Signature": signature, "Content-Type": "application/json"}
        with pytest.raises(Forged):
            WEBHOOKS.verify(path=PATH, headers=headers, body=b'{"MessageSid": "SM1"}')

    def test_a_path_below_the_public_address_is_kept(self) -> None:
        webhooks = TwilioWebhooks(TOKEN, f"{URL}/base/")
        signature = RequestValidator(TOKEN).compute_signature(f"{URL}/base{PATH}", TEXT)
        request = signed(TEXT) | {"headers": {"X-Twilio-Signature": signature}}

        assert webhooks.verify(**request).fields["MessageSid"] == TEXT["MessageSid"]


class TestMalformed:
    @pytest.mark.parametrize("body", [b"\xff\xfe", b"MessageSid", b"Body=%FF", b"a=1&" * 600])
    def test_a_form_that_cannot_be_read_is_refused(self, body: bytes) -> None:
        with pytest.raises(Malformed):
            WEBHOOKS.verify(path=PATH, headers={"X-Twilio-Signature": "x"}, body=body)

    def test_a_kind_of_body_that_twilio_never_sends_is_refused(self) -> None:
        headers = {"X-Twilio-Signature": "x", "Content-Type": "text/xml"}
        with pytest.raises(Malformed):
            WEBHOOKS.verify(path=PATH, headers=headers, body=b"<a/>")

    @pytest.mark.parametrize("body", ["{", "[]", "null", '"x"', "[" * 100_000])
    def test_json_that_is_no_object_is_refused(self, body: str) -> None:
        with pytest.raises(Malformed):
            WEBHOOKS.verify(**signed_json(body))

    @pytest.mark.parametrize(
        "fields",
        [
            {"MessageSid": ""},
            {"MessageSid": "x" * 65},
            {"MessageSid": "SM 1"},
            {"From": ""},
            {"From": "<b>"},
            {"NumMedia": "many"},
            {"NumMedia": "9" * 400},
        ],
    )
    def test_a_text_without_what_it_must_have_is_refused(self, fields: dict[str, str]) -> None:
        with pytest.raises(Malformed):
            WEBHOOKS.parse_inbound(verified(**fields))

    @pytest.mark.parametrize("status", ["", "received", "nonsense"])
    def test_a_status_that_no_sent_text_has_is_refused(self, status: str) -> None:
        with pytest.raises(Malformed):
            WEBHOOKS.parse_status(verified(MessageStatus=status))

    @given(st.binary(max_size=200), st.sampled_from([FORM, "application/json", "x/y", ""]))
    def test_no_rubbish_gets_in_or_gets_further_than_a_refusal(
        self,
        body: bytes,
        kind: str,
    ) -> None:
        headers = {"X-Twilio-Signature": "x", "Content-Type": kind}
        with pytest.raises(WebhookRefused):
            WEBHOOKS.verify(path=PATH, headers=headers, body=body)


def signed_json(body: str, path: str = PATH) -> dict[str, Any]:
    validator = RequestValidator(TOKEN)
    full = f"{path}?bodySHA256={validator.compute_hash(body)}"
    headers = {
        "X-Twilio-Signature": validator.compute_signature(URL + full, {}),
        "Content-Type": "application/json; charset=utf-8",
    }
    return {"path": full, "headers": headers, "body": body.encode()}


class TestReading:
    def test_a_text_is_read(self) -> None:
        text = WEBHOOKS.parse_inbound(verified())

        assert (text.channel, text.provider_id) == ("sms", TEXT["MessageSid"])
        assert (text.address, text.to) == (TEXT["From"], TEXT["To"])
        assert text.text == TEXT["Body"]
        assert (text.media, text.opt_out) == ((), None)

    def test_a_text_by_json_is_read(self) -> None:
        body = '{"MessageSid": "SM1", "From": "+447700900101", "Body": "Hi", "NumMedia": 0}'
        text = WEBHOOKS.parse_inbound(WEBHOOKS.verify(**signed_json(body)))

        assert (text.provider_id, text.text) == ("SM1", "Hi")

    def test_an_empty_text_is_a_text(self) -> None:
        assert WEBHOOKS.parse_inbound(verified(Body="")).text == ""

    def test_control_characters_do_not_get_in(self) -> None:
        assert WEBHOOKS.parse_inbound(verified(Body="chest\x00 pain\u202e")).text == "chest pain"

    def test_media_are_named_by_their_content_type(self) -> None:
        text = verified(NumMedia="2", MediaContentType0="image/jpeg", MediaContentType1="audio/amr")

        assert WEBHOOKS.parse_inbound(text).media == ("image/jpeg", "audio/amr")

    def test_media_that_are_only_counted_are_unknown(self) -> None:
        assert WEBHOOKS.parse_inbound(verified(NumMedia="1")).media == ("unknown",)

    def test_twilios_opt_out_is_passed_on(self) -> None:
        assert WEBHOOKS.parse_inbound(verified(OptOutType="STOP")).opt_out == "STOP"

    @pytest.mark.parametrize(
        ("word", "status"),
        [
            ("accepted", DeliveryStatus.QUEUED),
            ("sending", DeliveryStatus.QUEUED),
            ("sent", DeliveryStatus.SENT),
            ("delivered", DeliveryStatus.DELIVERED),
            ("read", DeliveryStatus.READ),
            ("undelivered", DeliveryStatus.FAILED),
            ("failed", DeliveryStatus.FAILED),
            ("canceled", DeliveryStatus.FAILED),
        ],
    )
    def test_twilios_words_become_ours(self, word: str, status: DeliveryStatus) -> None:
        report = WEBHOOKS.parse_status(verified(MessageStatus=word))

        assert report.status is status
        assert (report.problem is not None) is (status is DeliveryStatus.FAILED)

    def test_a_failure_says_what_to_do(self) -> None:
        report = WEBHOOKS.parse_status(verified(MessageStatus="undelivered", ErrorCode="30006"))

        assert report.code == "30006"
        assert report.problem is not None
        assert report.problem.address_is_dead

    def test_a_report_names_our_own_message(self) -> None:
        path = "/webhooks/twilio/status?reference=m%2F1"
        request = signed({**TEXT, "MessageStatus": "sent"}, path)

        assert WEBHOOKS.parse_status(WEBHOOKS.verify(**request)).reference == "m/1"
