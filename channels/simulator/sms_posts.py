"""The signed form posts by which Twilio tells the service about texts and their status."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from twilio.request_validator import (  # type: ignore[import-untyped]  # twilio ships no types
    RequestValidator,
)

from channels.simulator.postman import Parcel
from channels.simulator.sms_records import API_VERSION
from channels.text import segments

if TYPE_CHECKING:
    from collections.abc import Callable

    from channels.simulator.config import PhonesConfig
    from channels.simulator.sms_records import SmsRecord

INBOUND_PATH = "/webhooks/twilio/sms"


def inbound_post(
    config: PhonesConfig,
    record: SmsRecord,
    keyword: str | None,
    on_attempt: Callable[[int | None], None],
) -> Parcel:
    """A text that a person sent; `keyword` is what Twilio already acted on."""
    form = {
        "ToCountry": "GB",
        "ToState": "",
        "SmsMessageSid": record.sid,
        "NumMedia": str(len(record.media)),
        "ToCity": "",
        "FromZip": "",
        "SmsSid": record.sid,
        "FromState": "",
        "SmsStatus": "received",
        "FromCity": "",
        "Body": record.body,
        "FromCountry": "GB",
        "To": record.to,
        "MessagingServiceSid": config.messaging_service_sid,
        "ToZip": "",
        "NumSegments": str(max(segments(record.body).count, 1)),
        "MessageSid": record.sid,
        "AccountSid": config.account_sid,
        "From": record.sender or "",
        "ApiVersion": API_VERSION,
    }
    for index, content_type in enumerate(record.media):
        form[f"MediaContentType{index}"] = content_type
        form[f"MediaUrl{index}"] = f"https://api.twilio.com/media/{record.sid}/{index}"
    if keyword is not None:
        form["OptOutType"] = keyword
    return _signed(config, config.signed_url + INBOUND_PATH, form, record.sid, on_attempt)


def callback_post(config: PhonesConfig, record: SmsRecord) -> Parcel:
    """The news that a text of the service's has reached another status."""
    form = {
        "SmsSid": record.sid,
        "SmsStatus": record.status,
        "MessageStatus": record.status,
        "To": record.to,
        "MessageSid": record.sid,
        "AccountSid": config.account_sid,
        "From": record.sender or config.service_number,
        "ApiVersion": API_VERSION,
    }
    if record.service_sid:
        form["MessagingServiceSid"] = record.service_sid
    if record.error_code:
        form["ErrorCode"] = str(record.error_code)
    return _signed(config, record.status_callback or "", form, record.sid, lambda _status: None)


def _signed(
    config: PhonesConfig,
    url: str,
    form: dict[str, str],
    token: str,
    on_attempt: Callable[[int | None], None],
) -> Parcel:
    signature = RequestValidator(config.auth_token).compute_signature(url, form)
    return Parcel(
        url=url,
        body=urlencode(form).encode(),
        headers={
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
            "User-Agent": "TwilioProxy/1.1",
            "X-Twilio-Signature": signature,
            "I-Twilio-Idempotency-Token": token,
        },
        on_attempt=on_attempt,
    )
