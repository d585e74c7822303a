"""Texts by Telegram: aiogram's client behind our own contract."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import aiohttp
import structlog
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.utils.token import TokenValidationError

from channels.base import Sent
from channels.errors import (
    CannotLookUp,
    ChannelError,
    Problem,
    Refused,
    not_reached,
    outcome_unknown,
)
from channels.telegram_webhooks import (
    CHANNEL,
    UPDATE_KINDS,
    TelegramWebhooks,
    message_id_of,
    read_update,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from channels.base import Button, InboundText, OutboundText, ReachabilityChange

__all__ = ["TelegramChannel", "TelegramWebhooks"]

_Answer = TypeVar("_Answer")

_log = structlog.get_logger(__name__)

_UNCERTAIN = (TelegramNetworkError, TelegramServerError, ClientDecodeError)
#: Telegram's own limit on the words under a picture, in UTF-16 units.
_LONGEST_CAPTION = 1024
_SETTINGS = (TelegramUnauthorizedError, TelegramNotFound, TelegramConflictError)


class TelegramChannel:
    """Sends by a Telegram bot; one `timeout` bounds each request."""

    name = CHANNEL

    def __init__(
        self,
        *,
        token: str,
        base_url: str | None = None,
        timeout: timedelta = timedelta(seconds=10),
    ) -> None:
        """`base_url` is a Bot API server other than Telegram's own."""
        api = TelegramAPIServer.from_base(base_url) if base_url else PRODUCTION
        session = AiohttpSession(api=api, timeout=timeout.total_seconds())
        try:
            self._bot = Bot(token=token, session=session)
        except TokenValidationError as error:
            raise Refused(_SETTINGS_WRONG) from error

    async def send(self, text: OutboundText) -> Sent:
        message = await self._send_picture(text)
        if message is None:
            message = await _ask(
                self._bot.send_message(
                    chat_id=text.address,
                    text=text.text,
                    reply_markup=_keyboard(text.buttons),
                ),
            )
        return Sent(provider_id=message_id_of(message), segments=1)

    async def _send_picture(self, text: OutboundText) -> Message | None:
        """None where there is none, or none that can go: then the words go alone."""
        if text.picture is None or len(text.text.encode("utf-16-le")) // 2 > _LONGEST_CAPTION:
            return None
        try:
            return await _ask(
                self._bot.send_photo(
                    chat_id=text.address,
                    photo=BufferedInputFile(text.picture.content, text.picture.name),
                    caption=text.text,
                    reply_markup=_keyboard(text.buttons),
                ),
            )
        except Refused as refused:
            # A refused picture certainly did not arrive, and neither did its words.
            if refused.problem is not _NOT_ACCEPTED:
                raise
            _log.warning("picture refused", code=refused.code)
            return None

    async def find(
        self,
        text: OutboundText,
        since: datetime,
        known: Collection[str],
    ) -> Sent | None:
        del text, since, known
        raise CannotLookUp(
            Problem(
                for_staff="Telegram keeps no list of what was sent, so it is not known whether "
                "this text arrived. Ask the person, or send it again if twice does no harm.",
                outcome_unknown=True,
                needs_person=True,
            ),
        )

    async def close(self) -> None:
        await self._bot.session.close()

    async def answer_callback(self, callback_id: str) -> None:
        """End the waiting sign on a pressed button; one that has ended by itself is no fault."""
        try:
            await _ask(self._bot.answer_callback_query(callback_id))
        except Refused:
            _log.info("button press answered too late")

    async def set_webhook(self, url: str, secret: str) -> None:
        await _ask(
            self._bot.set_webhook(url=url, secret_token=secret, allowed_updates=UPDATE_KINDS),
        )

    async def delete_webhook(self) -> None:
        """Stop pushed updates; what waits at Telegram is kept for `poll`."""
        await _ask(self._bot.delete_webhook(drop_pending_updates=False))

    async def poll(
        self,
        handler: Callable[[InboundText | ReachabilityChange], Awaitable[None]],
        *,
        hold: timedelta = timedelta(seconds=25),
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Ask for updates until cancelled; for development, where Telegram cannot call us.

        An update is confirmed to Telegram only after `handler` has returned, so a handler that
        stores what it is given loses nothing; one that raises is given the same update again.
        """
        offset = 0
        while True:
            try:
                offset = await self._poll_once(handler, offset, hold)
            except ChannelError as error:
                _log.warning("telegram poll failed", code=error.code, retryable=error.retryable)
                await pause(max(1.0, (error.retry_after or timedelta()).total_seconds()))
            except _NotHandled as failure:
                offset = failure.offset
                # The cause by its kind only: its words may quote the person's.
                kind = type(failure.__cause__).__name__
                _log.error("telegram update not stored; it is asked for again", error=kind)
                await pause(1.0)

    async def _poll_once(
        self,
        handler: Callable[[InboundText | ReachabilityChange], Awaitable[None]],
        offset: int,
        hold: timedelta,
    ) -> int:
        seconds = int(hold.total_seconds())
        updates = await _ask(
            self._bot.get_updates(
                offset=offset or None,
                timeout=seconds,
                allowed_updates=UPDATE_KINDS,
                request_timeout=seconds + 10,
            ),
        )
        for update in updates:
            event = read_update(update)
            if event is not None:
                try:
                    await handler(event)
                except Exception as error:
                    raise _NotHandled(update.update_id) from error
            offset = update.update_id + 1
        return offset


class _NotHandled(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, offset: int) -> None:
        super().__init__("The update was not stored.")
        self.offset = offset


def _keyboard(buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
    """One button to a row: wide enough to read and to hit."""
    if not buttons:
        return None
    rows = [[InlineKeyboardButton(text=each.label, callback_data=each.data)] for each in buttons]
    return InlineKeyboardMarkup(inline_keyboard=rows)


_SETTINGS_WRONG = Problem(
    for_staff="Telegram does not accept the bot's settings. "
    "Ask whoever runs the service to check the bot token and the webhook.",
    needs_person=True,
)
_BLOCKED = Problem(
    for_staff="The person has blocked the bot or closed their account, so Telegram no longer "
    "reaches them. Use their mobile number, or ring them.",
    code="403",
    address_is_dead=True,
    needs_person=True,
)
_NO_SUCH_CHAT = Problem(
    for_staff="Telegram does not know this chat. "
    "Use the person's mobile number, and link Telegram again if they want it.",
    code="400",
    address_is_dead=True,
    needs_person=True,
)
_NOT_ACCEPTED = Problem(
    for_staff="Telegram did not accept the text; it may be empty or too long. "
    "Send a shorter one, or ring the person.",
    code="400",
    needs_person=True,
)


async def _ask(request: Awaitable[_Answer]) -> _Answer:
    try:
        return await request
    except (AiogramError, aiohttp.ClientError, OSError, ValueError) as error:
        raise _as_channel_error(error) from error


def _as_channel_error(error: Exception) -> ChannelError:
    if isinstance(error.__cause__, aiohttp.ClientConnectorError):
        return not_reached("Telegram")
    if isinstance(error, TelegramRetryAfter):
        return Refused(_wait_for(error.retry_after))
    if isinstance(error, TelegramEntityTooLarge):
        return Refused(_NOT_ACCEPTED)
    if isinstance(error, _UNCERTAIN) or not isinstance(error, AiogramError):
        return outcome_unknown("Telegram")
    return Refused(_refusal(error))


def _refusal(error: AiogramError) -> Problem:
    if isinstance(error, TelegramForbiddenError):
        return _BLOCKED
    if isinstance(error, _SETTINGS):
        return _SETTINGS_WRONG
    if isinstance(error, TelegramBadRequest) and "chat not found" in error.message:
        return _NO_SUCH_CHAT
    return _NOT_ACCEPTED


def _wait_for(seconds: int) -> Problem:
    return Problem(
        for_staff="Texts are leaving faster than Telegram takes them. "
        "This one is tried again by itself.",
        code="429",
        retryable=True,
        retry_after=timedelta(seconds=seconds),
    )
