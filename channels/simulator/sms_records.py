"""A text as Twilio keeps it and shows it in its API."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import format_datetime
from typing import TYPE_CHECKING

from channels.simulator.sms_rules import REFUSALS
from channels.text import segments

if TYPE_CHECKING:
    from datetime import datetime

API_VERSION = "2010-04-01"


class TwilioRefusal(Exception):  # noqa: N818 - named for what happened
    """Twilio says no, with one of its error numbers."""

    def __init__(self, code: int, http_status: int | None = None) -> None:
        listed_status, self.message = REFUSALS.get(code, (400, "The request was refused"))
        super().__init__(self.message)
        self.code = code
        self.status = http_status or listed_status

    def as_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "message": self.message,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }


@dataclass(kw_only=True)
class SmsRecord:
    sid: str
    sender: str | None
    to: str
    body: str
    created: datetime
    status: str
    inbound: bool = False
    service_sid: str | None = None
    status_callback: str | None = None
    #: Seconds, as it was asked for.
    validity_period: str | None = None
    media: tuple[str, ...] = ()
    #: Where the service keeps the pictures that go with a text of its own.
    media_urls: tuple[str, ...] = ()
    sent: datetime | None = None
    updated: datetime | None = None
    error_code: int | None = None

    def as_json(self, account_sid: str) -> dict[str, object]:
        uri = f"/{API_VERSION}/Accounts/{account_sid}/Messages/{self.sid}"
        return {
            "account_sid": account_sid,
            "api_version": API_VERSION,
            "body": self.body,
            "date_created": format_datetime(self.created),
            "date_sent": format_datetime(self.sent) if self.sent else None,
            "date_updated": format_datetime(self.updated or self.created),
            "direction": "inbound" if self.inbound else "outbound-api",
            "error_code": self.error_code,
            "error_message": None,
            "from": self.sender,
            "messaging_service_sid": self.service_sid,
            "num_media": str(len(self.media) + len(self.media_urls)),
            "num_segments": str(segments(self.body).count),
            "price": None,
            "price_unit": "USD",
            "sid": self.sid,
            "status": self.status,
            "subresource_uris": {"media": f"{uri}/Media.json"},
            "to": self.to,
            "uri": f"{uri}.json",
        }
