"""The web process: providers' doors, health and figures."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import structlog
from fastapi import APIRouter

from channels.errors import ChannelError
from channels.sms import TwilioWebhooks
from channels.telegram import TelegramChannel, TelegramWebhooks
from wayhome.bootstrap.channels import telegram_channel
from wayhome.bootstrap.core import Core, open_core
from wayhome.bootstrap.serving import serve
from wayhome.bootstrap.worker import open_rasa
from wayhome.console.app import create_web_app
from wayhome.console.health import health_pages
from wayhome.console.metrics import Metrics
from wayhome.dialogue.rasa import Rasa
from wayhome.inbox.receive import Receiver
from wayhome.inbox.reports import Reports
from wayhome.settings import Settings
from wayhome.webhooks.telegram import telegram_door
from wayhome.webhooks.twilio import twilio_doors

log = structlog.get_logger()


def doors(core: Core, rasa: Rasa, telegram: TelegramChannel) -> Sequence[APIRouter]:
    settings = core.settings
    metrics = Metrics()
    receiver = Receiver(core.sessions, core.jobs, core.safety, core.clock)
    reports = Reports(core.sessions, core.clock)

    async def answer_press(callback_id: str) -> None:
        try:
            await telegram.answer_callback(callback_id)
        except ChannelError as error:
            log.warning("press_not_answered", code=error.code)

    return (
        twilio_doors(
            TwilioWebhooks(settings.twilio_auth_token.get_secret_value(), settings.public_url),
            receiver,
            reports,
            metrics,
        ),
        telegram_door(
            TelegramWebhooks(settings.telegram_secret_token.get_secret_value()),
            receiver,
            reports,
            metrics,
            answer_press,
        ),
        health_pages(core.sessions, metrics, {"rasa": rasa.is_ready}),
    )


async def run_web(settings: Settings, database_url: str) -> None:
    async with (
        open_core(settings, database_url) as core,
        open_rasa(settings) as rasa,
        _telegram(settings) as telegram,
    ):
        app = create_web_app(doors(core, rasa, telegram))
        await serve(app, settings.web_host, settings.web_port)


@asynccontextmanager
async def _telegram(settings: Settings) -> AsyncIterator[TelegramChannel]:
    channel = telegram_channel(settings)
    try:
        yield channel
    finally:
        await channel.close()
