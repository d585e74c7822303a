"""A service and the providers' doubles on loopback, a real server in the test's own loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
import uvicorn
from fastapi import FastAPI, Request, Response

from channels.base import InboundText, ReachabilityChange, StatusReport
from channels.errors import WebhookRefused
from channels.simulator import (
    DemoPerson,
    Phones,
    PhonesConfig,
    PhonesServer,
    create_phones_app,
)
from channels.sms import TwilioChannel, TwilioWebhooks
from channels.telegram import TelegramChannel, TelegramWebhooks

ROSE = DemoPerson(name="Rose", number="+447700900101", chat_id=9001, blurb="New hip, week one")
SECRET = "telegram-secret"
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@dataclass
class Service:
    """The service under the webhooks: checks what comes in and keeps what it meant."""

    url: str
    texts: list[InboundText] = field(default_factory=list)
    reports: list[StatusReport] = field(default_factory=list)
    changes: list[ReachabilityChange] = field(default_factory=list)
    bodies: list[Mapping[str, str]] = field(default_factory=list)
    #: The statuses with which the next webhooks are answered before one is taken.
    answers: list[int] = field(default_factory=list)


@dataclass
class SetTime:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Street:
    """Everything a test needs: the service, the doubles, and where the doubles listen."""

    service: Service
    phones: Phones
    phones_url: str
    config: PhonesConfig
    time: SetTime


StreetMaker = Callable[..., Awaitable[Street]]


def add_service(app: FastAPI, service: Service) -> None:
    """Put the service on the doubles' own server: half the servers to start and stop."""
    twilio = TwilioWebhooks("demo-auth-token", service.url)
    telegram = TelegramWebhooks(SECRET)

    async def take(request: Request) -> Response:
        if service.answers:
            return Response(status_code=service.answers.pop(0))
        try:
            _keep(service, request, await request.body(), twilio, telegram)
        except WebhookRefused as refusal:
            return Response(str(refusal), status_code=refusal.status)
        return Response(status_code=200)

    app.add_api_route("/webhooks/{path:path}", take, methods=["POST"])


def _keep(
    service: Service,
    request: Request,
    body: bytes,
    twilio: TwilioWebhooks,
    telegram: TelegramWebhooks,
) -> None:
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if "telegram" in path:
        event = telegram.parse(telegram.verify(headers=request.headers, body=body))
        if isinstance(event, ReachabilityChange):
            service.changes.append(event)
        elif event is not None:
            service.texts.append(event)
        return
    verified = twilio.verify(path=path, headers=request.headers, body=body)
    service.bodies.append(dict(verified.fields))
    if "status" in path:
        service.reports.append(twilio.parse_status(verified))
    else:
        service.texts.append(twilio.parse_inbound(verified))


@asynccontextmanager
async def serving(app: FastAPI, listener: socket.socket) -> AsyncIterator[None]:
    config = uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1)
    server = PhonesServer(app, config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:  # noqa: ASYNC110 - uvicorn keeps a flag, no event
        await asyncio.sleep(0.005)
    yield
    server.should_exit = True
    await running


def loopback() -> tuple[socket.socket, str]:
    listener = socket.create_server(("127.0.0.1", 0))
    return listener, f"http://127.0.0.1:{listener.getsockname()[1]}"


async def until(condition: Callable[[], object], seconds: float = 5) -> None:
    """Wait for what happens beside the test."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - any condition may be asked for
            await asyncio.sleep(0.005)


@pytest.fixture
async def build_street() -> AsyncIterator[StreetMaker]:
    """Builds a street; keyword arguments change the doubles' configuration."""
    async with AsyncExitStack() as stack:

        async def build(**changes: object) -> Street:
            listener, url = loopback()
            service, time = Service(url), SetTime()
            config = PhonesConfig(
                web_url=url,
                clock=time,
                people=(ROSE,),
                network_delay=timedelta(0),
                retry_delays=(timedelta(milliseconds=20),) * 10,
            )
            config = replace(config, **changes)  # type: ignore[arg-type]  # the caller's fields
            app = create_phones_app(config)
            add_service(app, service)
            await stack.enter_async_context(serving(app, listener))
            return Street(service, app.state.phones, url, config, time)

        yield build


@pytest.fixture
async def street(build_street: StreetMaker) -> Street:
    return await build_street()


@pytest.fixture
async def sms(street: Street) -> AsyncIterator[TwilioChannel]:
    channel = twilio_channel(street)
    yield channel
    await channel.close()


@pytest.fixture
async def telegram(street: Street) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(
        token=street.config.telegram_token,
        base_url=street.phones_url,
        timeout=timedelta(seconds=2),
    )
    yield channel
    await channel.close()


def twilio_channel(street: Street, **changes: object) -> TwilioChannel:
    options: dict[str, object] = {
        "account_sid": street.config.account_sid,
        "auth_token": street.config.auth_token,
        "sender": street.config.service_number,
        "base_url": street.phones_url,
        "status_callback_url": f"{street.service.url}/webhooks/twilio/status",
        "timeout": timedelta(seconds=1),
    }
    return TwilioChannel(**(options | changes))  # type: ignore[arg-type]  # the caller's options
