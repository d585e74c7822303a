"""What the doubles need to know about the service under test and the people in the demo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_RETRY_SECONDS = (0.5, 1, 2, 4, 8, 15, 30, 60)


@dataclass(frozen=True, kw_only=True)
class DemoPerson:
    name: str
    number: str
    chat_id: int
    #: One line on who this is, shown above the phones.
    blurb: str


@dataclass(frozen=True, kw_only=True)
class TelegramHook:
    url: str
    secret: str


@dataclass(frozen=True, kw_only=True)
class PhonesConfig:
    #: Where the service really listens; webhooks are posted there.
    web_url: str
    clock: Callable[[], datetime]
    people: tuple[DemoPerson, ...] = ()
    #: The service's public address, which signatures cover; as `web_url` unless a proxy is meant.
    public_url: str | None = None
    account_sid: str = "AC" + "0" * 32
    auth_token: str = "demo-auth-token"  # noqa: S105 - opens nothing but this double
    service_number: str = "+447700900000"
    messaging_service_sid: str = "MG" + "0" * 32
    telegram_token: str = "1000000:demo-bot-token"  # noqa: S105 - as above
    bot_username: str = "wayhome_demo_bot"
    #: A webhook that is already set when the doubles start, since they forget on a restart.
    telegram_webhook: TelegramHook | None = None
    #: The time between queued, sent and delivered.
    network_delay: timedelta = timedelta(milliseconds=400)
    #: The waits between attempts at a webhook that does not answer 2xx.
    retry_delays: tuple[timedelta, ...] = tuple(timedelta(seconds=each) for each in _RETRY_SECONDS)
    #: The least time between two Telegram messages to one chat; None switches the limit off.
    chat_pace: timedelta | None = None

    @property
    def signed_url(self) -> str:
        return (self.public_url or self.web_url).rstrip("/")

    def reachable(self, url: str) -> str:
        """Where to post so that a request to the service's public `url` arrives."""
        if url.startswith(self.signed_url):
            return self.web_url.rstrip("/") + url.removeprefix(self.signed_url)
        return url

    def name_of(self, chat_id: int) -> str:
        named = (person.name for person in self.people if person.chat_id == chat_id)
        return next(named, f"Stranger {chat_id}")
