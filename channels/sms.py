"""Texts by SMS: Twilio's official client behind our own contract."""

from __future__ import annotations

import asyncio
import logging
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import aiohttp
from twilio.base.exceptions import (  # type: ignore[import-untyped]  # twilio ships no types
    TwilioException,
)
from twilio.http.async_http_client import (  # type: ignore[import-untyped]  # as above
    AsyncTwilioHttpClient,
)
from twilio.rest import Client  # type: ignore[import-untyped]  # as above

from channels.base import Sent
from channels.errors import ChannelError, NotReached, Refused, not_reached, outcome_unknown
from channels.sms_codes import problem_for
from channels.sms_webhooks import CHANNEL, REFERENCE, TwilioRequest, TwilioWebhooks
from channels.text import segments, to_gsm7

if TYPE_CHECKING:
    from collections.abc import Awaitable, Collection

    from channels.base import OutboundText

__all__ = ["TwilioChannel", "TwilioRequest", "TwilioWebhooks"]

_SHORTEST, _LONGEST = 1, 36_000  # seconds that Twilio accepts as a validity period
_SERVER_ERROR = 500

# One page as large as Twilio gives: more than anyone is sent in six weeks.
_LOOK_BACK = 1000


class TwilioChannel:
    """Sends by Twilio from a number, or from a messaging service if `sender` is one's SID."""

    name = CHANNEL

    def __init__(  # noqa: PLR0913 - these are the settings of one account, all by name
        self,
        *,
        account_sid: str,
        auth_token: str,
        sender: str,
        base_url: str | None = None,
        status_callback_url: str | None = None,
        sends_pictures: bool = False,
        timeout: timedelta = timedelta(seconds=10),
    ) -> None:
        """`timeout` bounds one whole request; a send that takes longer has an unknown outcome.

        `sends_pictures` is for senders that can do MMS, which most UK numbers cannot.
        """
        self._account_sid = account_sid
        self._auth_token = auth_token
        self._sender = (
            {"messaging_service_sid": sender} if sender.startswith("MG") else {"from_": sender}
        )
        self._base_url = base_url
        self._status_callback_url = status_callback_url
        self._sends_pictures = sends_pictures
        self._timeout = timeout.total_seconds()
        self._open_client: Any = None

    async def send(self, text: OutboundText) -> Sent:
        options: dict[str, object] = dict(self._sender)
        if self._status_callback_url is not None:
            options["status_callback"] = self._callback_for(text)
        if text.valid_for is not None:
            seconds = int(text.valid_for.total_seconds())
            options["validity_period"] = min(max(seconds, _SHORTEST), _LONGEST)
        if text.picture is not None and self._sends_pictures:
            options["media_url"] = [text.picture.url]
        message = await self._ask(
            self._client().messages.create_async(to=text.address, body=text.text, **options),
        )
        if not message.sid:
            raise outcome_unknown("Twilio")
        return _sent(message, text)

    async def find(
        self,
        text: OutboundText,
        since: datetime,
        known: Collection[str],
    ) -> Sent | None:
        # Not filtered by date at Twilio: its filter is on the date sent, which a text that still
        # waits in the queue does not have. Nor does this lean on the order of the list.
        listing = self._client().messages.list_async(
            to=text.address,
            limit=_LOOK_BACK,
            page_size=_LOOK_BACK,
        )
        try:
            messages = await self._ask(listing)
        except NotReached as error:
            # True of the look-up alone: the text itself may have left all the same.
            raise outcome_unknown("Twilio") from error
        earliest = since.astimezone(UTC).replace(microsecond=0)
        matching = [
            message
            for message in messages
            if message.sid not in known
            and message.date_created is not None
            and message.date_created >= earliest
            and str(message.direction).startswith("outbound")
            and _alike(message.body) == _alike(text.text)
        ]
        oldest = min(matching, key=lambda message: message.date_created, default=None)
        return None if oldest is None else _sent(oldest, text)

    async def close(self) -> None:
        if self._open_client is not None:
            await self._open_client.http_client.close()
            self._open_client = None

    def _client(self) -> Any:  # noqa: ANN401 - twilio ships no types
        """The official client, made at first use because it needs the running event loop."""
        if self._open_client is None:
            # Its own logger writes addresses and numbers, so it is given one that keeps quiet.
            quiet = logging.Logger("twilio", logging.CRITICAL)  # noqa: LOG001 - not for our tree
            client = Client(
                self._account_sid or "unset",
                self._auth_token or "unset",
                http_client=AsyncTwilioHttpClient(logger=quiet),
                credential_provider=_Credentials(self._account_sid, self._auth_token),
            )
            if self._base_url:
                client.api.base_url = self._base_url.rstrip("/")
            self._open_client = client
        return self._open_client

    def _callback_for(self, text: OutboundText) -> str:
        url = self._status_callback_url or ""
        return f"{url}{'&' if '?' in url else '?'}{REFERENCE}={quote(text.reference, safe='')}"

    async def _ask(self, request: Awaitable[Any]) -> Any:  # noqa: ANN401 - twilio ships no types
        try:
            # The client's own time limit does not reach aiohttp, so the whole call is bounded.
            async with asyncio.timeout(self._timeout):
                return await request
        except (TwilioException, aiohttp.ClientError, OSError, ValueError) as error:
            raise _as_channel_error(error) from error


class _Credentials:
    """Account and token as a ready header, since aiohttp gives up the way the client does it."""

    def __init__(self, account_sid: str, auth_token: str) -> None:
        self._header = f"Basic {b64encode(f'{account_sid}:{auth_token}'.encode()).decode()}"

    def to_auth_strategy(self) -> _Credentials:
        return self

    def get_auth_string(self) -> str:
        return self._header


def _as_channel_error(error: Exception) -> ChannelError:
    if isinstance(error, aiohttp.ClientConnectorError):
        return not_reached("Twilio")
    status = _http_status(error)
    code = getattr(error, "code", None)
    if not isinstance(error, TwilioException) or (status or 0) >= _SERVER_ERROR:
        return outcome_unknown("Twilio", None if code is None else str(code))
    return Refused(problem_for(code, status))


def _http_status(error: Exception) -> int | None:
    """A refused page of a list keeps its status in the response, every other refusal in itself."""
    responses = [each for each in error.args if hasattr(each, "status_code")]
    status = responses[0].status_code if responses else getattr(error, "status", None)
    return status if isinstance(status, int) else None


def _sent(message: Any, text: OutboundText) -> Sent:  # noqa: ANN401 - twilio ships no types
    return Sent(
        provider_id=message.sid,
        segments=int(message.num_segments or 0) or segments(text.text).count,
    )


def _alike(body: str | None) -> str:
    """A body as it compares after Twilio has swapped look-alike characters in it."""
    return to_gsm7(body or "").strip()
