"""A mobile network with Twilio in front of it: what was sent, to whom, and what became of it."""

from __future__ import annotations

import asyncio
import re
import uuid
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from channels.simulator.arrival import Arrival
from channels.simulator.screens import Phone, PhoneMessage
from channels.simulator.sms_posts import callback_post, inbound_post
from channels.simulator.sms_records import SmsRecord, TwilioRefusal
from channels.simulator.sms_rules import (
    DOOMED_NUMBERS,
    KEYWORD_REPLIES,
    MOST_CHARACTERS,
    REFUSED_NUMBERS,
    keyword_in,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from channels.simulator.config import PhonesConfig
    from channels.simulator.gallery import Gallery
    from channels.simulator.postman import Postman
    from channels.simulator.screens import Screens, Status

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_NOT_FETCHED = 11200
_QUEUE_OVERFLOW = 30001  # fails inside Twilio; the other numbers fail at the carrier
_ON_SCREEN: dict[str, Status] = {"undelivered": "failed", "accepted": "queued"}


class SmsNetwork:
    def __init__(
        self, config: PhonesConfig, screens: Screens, postman: Postman, gallery: Gallery
    ) -> None:
        self._config = config
        self._screens = screens
        self._postman = postman
        self._gallery = gallery
        self.records: dict[str, SmsRecord] = {}
        self.opted_out: set[str] = set()

    def create(self, form: Mapping[str, str], media_urls: tuple[str, ...] = ()) -> SmsRecord:
        """Take a text from the service, as the API does; raises `TwilioRefusal`."""
        self._check(form, media_urls)
        service_sid = form.get("MessagingServiceSid")
        record = SmsRecord(
            sid=_new_sid(),
            sender=form.get("From"),
            to=form["To"],
            body=form.get("Body", ""),
            media_urls=media_urls,
            created=self._now(),
            status="accepted" if service_sid else "queued",
            service_sid=service_sid,
            status_callback=form.get("StatusCallback") or None,
            validity_period=form.get("ValidityPeriod"),
        )
        self.records[record.sid] = record
        self._show(record, "to_phone", "queued")
        self._postman.run(self._carry(record))
        return record

    def record(self, sid: str) -> SmsRecord:
        if sid not in self.records:
            raise TwilioRefusal(20404)
        return self.records[sid]

    def remove(self, sid: str) -> None:
        del self.records[self.record(sid).sid]

    def redact(self, sid: str, body: str) -> SmsRecord:
        record = self.record(sid)
        record.body, record.updated = body, self._now()
        return record

    async def text_in(
        self,
        number: str,
        text: str,
        media: tuple[str, ...] = (),
        provider_id: str | None = None,
    ) -> Arrival:
        """Type a text on a phone; a `provider_id` used before repeats that webhook."""
        record = SmsRecord(
            sid=provider_id or _new_sid(),
            sender=number,
            to=self._config.service_number,
            body=text,
            created=self._now(),
            status="received",
            inbound=True,
            media=media,
        )
        self.records[record.sid] = record
        self._show(record, "from_phone", "sending")
        keyword = keyword_in(text)
        self._obey(number, keyword)

        def on_attempt(status: int | None) -> None:
            self._screens.change(Phone("sms", number), record.sid, **_progress(status))

        parcel = inbound_post(self._config, record, keyword, on_attempt)
        status = await self._postman.deliver(f"sms:{number}", parcel)
        return Arrival(provider_id=record.sid, message_id=record.sid, webhook_status=status)

    def _check(self, form: Mapping[str, str], media_urls: tuple[str, ...]) -> None:
        to, body = form.get("To", ""), form.get("Body", "")
        if not form.get("From") and not form.get("MessagingServiceSid"):
            raise TwilioRefusal(21603)
        if form.get("From") not in {None, self._config.service_number}:
            raise TwilioRefusal(21606)
        if not to:
            raise TwilioRefusal(21604)
        if not body and not media_urls:
            raise TwilioRefusal(21602)
        if not all(urlsplit(url).scheme in {"http", "https"} for url in media_urls):
            raise TwilioRefusal(21620)
        if len(body) > MOST_CHARACTERS:
            raise TwilioRefusal(21617)
        if to in REFUSED_NUMBERS:
            raise TwilioRefusal(REFUSED_NUMBERS[to])
        if not _E164.fullmatch(to):
            raise TwilioRefusal(21211)
        if to in self.opted_out:
            raise TwilioRefusal(21610)

    async def _carry(self, record: SmsRecord) -> None:
        """Take a text from the queue to the phone, reporting each step as Twilio does."""
        error_code = DOOMED_NUMBERS.get(record.to)
        if record.service_sid:
            await self._step(record, "queued")
        if error_code == _QUEUE_OVERFLOW:
            await self._step(record, "failed", error_code)
            return
        if not await self._fetch_pictures(record):
            await self._step(record, "failed", _NOT_FETCHED)
            return
        await self._step(record, "sent")
        await self._step(record, "undelivered" if error_code else "delivered", error_code)

    async def _fetch_pictures(self, record: SmsRecord) -> bool:
        """Twilio gets the pictures itself, from the addresses that it was given."""
        fetched = [await self._postman.fetch(url) for url in record.media_urls]
        hung = [None if content is None else self._gallery.hang(content) for content in fetched]
        shown = tuple(each for each in hung if each is not None)
        self._screens.change(Phone("sms", record.to), record.sid, pictures=shown)
        return len(shown) == len(record.media_urls)

    async def _step(self, record: SmsRecord, status: str, error_code: int | None = None) -> None:
        await asyncio.sleep(self._config.network_delay.total_seconds())
        record.status, record.updated, record.error_code = status, self._now(), error_code
        if status == "sent":
            record.sent = record.updated
        self._screens.change(
            Phone("sms", record.to),
            record.sid,
            status=_ON_SCREEN.get(status, status),
            note=f"error {error_code}" if error_code else "",
        )
        if record.status_callback:
            parcel = callback_post(self._config, record)
            await self._postman.deliver(f"status:{record.sid}", parcel)

    def _obey(self, number: str, keyword: str | None) -> None:
        """Opt out or in at the network, which texts back itself."""
        if keyword == "STOP":
            self.opted_out.add(number)
        elif keyword == "START":
            self.opted_out.discard(number)
        if keyword in KEYWORD_REPLIES:
            reply = SmsRecord(
                sid=_new_sid(),
                sender=self._config.service_number,
                to=number,
                body=KEYWORD_REPLIES[keyword],
                created=self._now(),
                status="delivered",
            )
            self._show(reply, "to_phone", "delivered", note="from the network itself")

    def _show(
        self,
        record: SmsRecord,
        direction: Literal["from_phone", "to_phone"],
        status: Status,
        note: str = "",
    ) -> None:
        number = record.to if direction == "to_phone" else record.sender or ""
        message = PhoneMessage(
            id=record.sid,
            direction=direction,
            text=record.body,
            time=record.created.isoformat(),
            status=status,
            media=record.media,
            note=note,
        )
        self._screens.show(Phone("sms", number), message)

    def _now(self) -> datetime:
        return self._config.clock()


def _progress(status: int | None) -> dict[str, object]:
    accepted = 200
    if status is None:
        return {"status": "sending", "note": "the service does not answer; trying again"}
    if accepted <= status < accepted + 100:
        return {"status": "sent", "note": ""}
    return {"status": "failed", "note": f"the service answered {status}"}


def _new_sid() -> str:
    return f"SM{uuid.uuid4().hex}"
