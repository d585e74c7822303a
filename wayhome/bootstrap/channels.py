"""The channels as the settings describe them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from channels.base import Channel
from channels.sms import TwilioChannel
from channels.telegram import TelegramChannel
from wayhome.models import ChannelName
from wayhome.settings import Settings


@asynccontextmanager
async def open_channels(settings: Settings) -> AsyncIterator[Mapping[ChannelName, Channel]]:
    """Every channel that has credentials, closed when the block ends."""
    async with AsyncExitStack() as stack:
        channels: dict[ChannelName, Channel] = {}
        if settings.twilio_account_sid:
            channels[ChannelName.SMS] = twilio_channel(settings)
        if settings.telegram_bot_token.get_secret_value():
            channels[ChannelName.TELEGRAM] = telegram_channel(settings)
        for channel in channels.values():
            stack.push_async_callback(channel.close)
        yield channels


def twilio_channel(settings: Settings) -> TwilioChannel:
    return TwilioChannel(
        account_sid=settings.twilio_account_sid,
        auth_token=settings.twilio_auth_token.get_secret_value(),
        sender=settings.twilio_sender,
        base_url=settings.twilio_base_url or None,
        status_callback_url=f"{settings.public_url.rstrip('/')}/webhooks/twilio/status",
        sends_pictures=settings.sms_pictures,
    )


def telegram_channel(settings: Settings) -> TelegramChannel:
    return TelegramChannel(
        token=settings.telegram_bot_token.get_secret_value(),
        base_url=settings.telegram_base_url or None,
    )
