"""Fetches Telegram's updates by long polling, for development without a public address."""

from channels.base import InboundText, ReachabilityChange
from wayhome.bootstrap.channels import telegram_channel
from wayhome.bootstrap.core import open_core
from wayhome.console.metrics import Metrics
from wayhome.inbox.receive import Receiver
from wayhome.inbox.reports import Reports
from wayhome.settings import Settings
from wayhome.webhooks.telegram import take


async def poll(settings: Settings, database_url: str) -> None:
    """Stores each update before the next is asked for; runs until it is stopped."""
    channel = telegram_channel(settings)
    metrics = Metrics()
    try:
        async with open_core(settings, database_url, connections=2) as core:
            receiver = Receiver(core.sessions, core.safety, core.clock)
            reports = Reports(core.sessions, core.clock)

            async def store(update: InboundText | ReachabilityChange) -> None:
                await take(update, receiver, reports, metrics)
                if isinstance(update, InboundText) and update.callback_id is not None:
                    await channel.answer_callback(update.callback_id)

            await channel.delete_webhook()
            await channel.poll(store)
    finally:
        await channel.close()
