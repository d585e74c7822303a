"""What Twilio posts to us: proof that it is Twilio, then the text or the status inside."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from multidict import MultiDict
from twilio.request_validator import (  # type: ignore[import-untyped]  # twilio ships no types
    RequestValidator,
)

from channels.base import DeliveryStatus, InboundText, StatusReport
from channels.errors import Forged, Malformed
from channels.sms_codes import problem_for
from channels.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

CHANNEL = "sms"

# The parameter we put on our own status address, so that a report names the message it is about.
REFERENCE = "reference"

_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 500
_SID = re.compile(r"[A-Za-z0-9]{1,64}")
_ADDRESS = re.compile(r"[\w+:.@ -]{1,100}")
_DIGITS = re.compile(r"[0-9]{1,4}")

_STATUSES = {
    "accepted": DeliveryStatus.QUEUED,
    "scheduled": DeliveryStatus.QUEUED,
    "queued": DeliveryStatus.QUEUED,
    "sending": DeliveryStatus.QUEUED,
    "sent": DeliveryStatus.SENT,
    "delivered": DeliveryStatus.DELIVERED,
    "partially_delivered": DeliveryStatus.DELIVERED,
    "read": DeliveryStatus.READ,
    "undelivered": DeliveryStatus.FAILED,
    "failed": DeliveryStatus.FAILED,
    "canceled": DeliveryStatus.FAILED,
}


@dataclass(frozen=True, kw_only=True)
class TwilioRequest:
    """The fields of a request that is proven to be Twilio's; only `verify` makes one."""

    fields: MultiDict[str]
    query: Mapping[str, str]


class TwilioWebhooks:
    """Checks and reads Twilio's requests; without an auth token every request is refused."""

    def __init__(self, auth_token: str, public_url: str) -> None:
        """`public_url` is our address as Twilio calls it, in front of any proxy."""
        self._validator = RequestValidator(auth_token) if auth_token else None
        self._public_url = public_url.rstrip("/")

    def verify(self, *, path: str, headers: Mapping[str, str], body: bytes) -> TwilioRequest:
        """Prove that Twilio sent this; `path` is the path with its query, as it was requested.

        Raises `Forged` (answer 403) or `Malformed` (answer 400).
        """
        lowered = {name.lower(): value for name, value in headers.items()}
        signature = lowered.get("x-twilio-signature", "")
        if self._validator is None:
            raise Forged("No Twilio auth token is set, so no request is trusted. Set one.")
        if not signature:
            raise Forged("The request carries no X-Twilio-Signature header.")
        text = _decoded(body)
        query = dict(parse_qsl(urlsplit(path).query, keep_blank_values=True))
        kind = lowered.get("content-type", _FORM).partition(";")[0].strip().lower()
        url = self._public_url + path
        if kind == "application/json":
            self._check_json(url, query, text, signature)
            return TwilioRequest(fields=_json_fields(text), query=query)
        fields = _form_fields(text, kind)
        if not self._validator.validate(url, fields, signature):
            raise Forged("The signature does not match. Check the auth token and PUBLIC_URL.")
        return TwilioRequest(fields=fields, query=query)

    def _check_json(self, url: str, query: Mapping[str, str], text: str, signature: str) -> None:
        # Without the hash in the address the signature would say nothing about the body.
        if "bodySHA256" not in query or self._validator is None:
            raise Forged("A JSON request must name the hash of its body in bodySHA256.")
        if not self._validator.validate(url, text, signature):
            raise Forged("The signature does not match. Check the auth token and PUBLIC_URL.")

    def parse_inbound(self, request: TwilioRequest) -> InboundText:
        """Read a text; raises `Malformed`."""
        fields = request.fields
        return InboundText(
            channel=CHANNEL,
            provider_id=_sid(fields),
            address=_address(fields, "From"),
            text=clean(fields.get("Body", "")),
            media=_media(fields),
            opt_out=clean(fields.get("OptOutType", ""), 20).upper() or None,
            to=_address(fields, "To") if fields.get("To") else None,
        )

    def parse_status(self, request: TwilioRequest) -> StatusReport:
        """Read a delivery report; raises `Malformed`."""
        fields = request.fields
        word = fields.get("MessageStatus") or fields.get("SmsStatus") or ""
        status = _STATUSES.get(word.lower())
        if status is None:
            raise Malformed("MessageStatus is missing or is none that a sent text can have.")
        code = fields.get("ErrorCode") or None
        if code is not None and not _SID.fullmatch(code):
            raise Malformed("ErrorCode is not a number.")
        return StatusReport(
            channel=CHANNEL,
            provider_id=_sid(fields),
            status=status,
            code=code,
            problem=problem_for(code) if status is DeliveryStatus.FAILED else None,
            reference=clean(request.query.get(REFERENCE, ""), 100) or None,
        )


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Malformed("The body is not UTF-8 text.") from error


def _form_fields(text: str, kind: str) -> MultiDict[str]:
    if kind != _FORM:
        raise Malformed(f"Send a form ({_FORM}) or JSON.")
    try:
        pairs = parse_qsl(
            text,
            keep_blank_values=True,
            strict_parsing=bool(text),
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as error:  # a broken pair, a bad escape or too many fields
        raise Malformed("The form cannot be read.") from error
    return MultiDict(pairs)


def _json_fields(text: str) -> MultiDict[str]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Malformed("The JSON cannot be read.") from error
    if not isinstance(content, dict):
        raise Malformed("The JSON is not an object with Twilio's fields.")
    flat = (str, int, float)
    return MultiDict((name, str(value)) for name, value in content.items() if type(value) in flat)


def _sid(fields: MultiDict[str]) -> str:
    sid = fields.get("MessageSid") or fields.get("SmsMessageSid") or fields.get("SmsSid") or ""
    if not _SID.fullmatch(sid):
        raise Malformed("MessageSid is missing or is not an id.")
    return sid


def _address(fields: MultiDict[str], name: str) -> str:
    address = fields.get(name, "").strip()
    if not _ADDRESS.fullmatch(address):
        raise Malformed(f"{name} is missing or is not an address.")
    return address


def _media(fields: MultiDict[str]) -> tuple[str, ...]:
    """The content types that came along; "unknown" stands for each that Twilio does not name."""
    number = fields.get("NumMedia") or "0"
    if not _DIGITS.fullmatch(number):
        raise Malformed("NumMedia is not a number.")
    named = tuple(
        clean(value, 100) for name, value in fields.items() if name.startswith("MediaContentType")
    )
    return named + ("unknown",) * (min(int(number), 10) - len(named))
