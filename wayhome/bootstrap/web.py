"""The web process: providers' doors, health and figures."""

from collections.abc import Sequence
from typing import Final

import structlog
from fastapi import APIRouter

from channels.errors import ChannelError
from channels.sms import TwilioWebhooks
from channels.telegram import TelegramChannel, TelegramWebhooks
from wayhome.bootstrap import content
from wayhome.bootstrap.channels import open_channels
from wayhome.bootstrap.core import Core, open_core
from wayhome.bootstrap.rasa_client import open_rasa
from wayhome.bootstrap.serving import serve
from wayhome.console.app import create_web_app
from wayhome.console.health import health_pages
from wayhome.console.metrics import Metrics
from wayhome.dialogue.rasa import Rasa
from wayhome.inbox.receive import Receiver
from wayhome.inbox.reports import Reports
from wayhome.models import ChannelName
from wayhome.settings import Settings
from wayhome.webhooks.pictures import picture_door
from wayhome.webhooks.telegram import AnswerPress, telegram_door
from wayhome.webhooks.twilio import twilio_doors

log = structlog.get_logger()

#: As many requests as this are stored at once; the rest wait for a moment.
_CONNECTIONS: Final = 20


def doors(core: Core, rasa: Rasa, telegram: TelegramChannel | None) -> Sequence[APIRouter]:
    settings = core.settings
    metrics = Metrics()
    receiver = Receiver(core.sessions, core.safety, core.clock)
    reports = Reports(core.sessions, core.clock)
    twilio = TwilioWebhooks(settings.twilio_auth_token.get_secret_value(), settings.public_url)
    opened = [
        twilio_doors(twilio, receiver, reports, metrics),
        picture_door(content.pictures(settings)),
        health_pages(core.sessions, metrics, {"rasa": rasa.is_ready}),
    ]
    if telegram is not None:
        updates = TelegramWebhooks(settings.telegram_secret_token.get_secret_value())
        press = _press_answerer(telegram)
        opened.append(telegram_door(updates, receiver, reports, metrics, press))
    return opened


async def run_web(settings: Settings, database_url: str) -> None:
    async with (
        open_core(settings, database_url, connections=_CONNECTIONS) as core,
        open_rasa(settings) as rasa,
        open_channels(settings) as channels,
    ):
        telegram = channels.get(ChannelName.TELEGRAM)
        chats = telegram if isinstance(telegram, TelegramChannel) else None
        app = create_web_app(doors(core, rasa, chats))
        await serve(app, settings.web_host, settings.web_port)


def _press_answerer(telegram: TelegramChannel) -> AnswerPress:
    async def answer_press(callback_id: str) -> None:
        try:
            await telegram.answer_callback(callback_id)
        except ChannelError as error:
            log.warning("press_not_answered", code=error.code)

    return answer_press
