"""The demo's phones: doubles of both providers, with the demo people's numbers and chats."""

from channels.simulator import DemoPerson, PhonesConfig, TelegramHook, serve_phones
from wayhome.clock import SystemClock
from wayhome.demo import phones_people
from wayhome.settings import Settings


def phones_config(settings: Settings) -> PhonesConfig:
    """The doubles' side of the credentials that the service itself uses."""
    web_url = f"http://127.0.0.1:{settings.web_port}"
    return PhonesConfig(
        web_url=web_url,
        public_url=settings.public_url,
        clock=SystemClock().now,
        people=tuple(
            DemoPerson(name=one.name, number=one.number, chat_id=one.chat_id, blurb=one.blurb)
            for one in phones_people()
        ),
        account_sid=settings.twilio_account_sid,
        auth_token=settings.twilio_auth_token.get_secret_value(),
        service_number=settings.twilio_from,
        telegram_token=settings.telegram_bot_token.get_secret_value(),
        telegram_webhook=TelegramHook(
            url=f"{settings.public_url.rstrip('/')}/webhooks/telegram",
            secret=settings.telegram_secret_token.get_secret_value(),
        ),
    )


async def run_phones(settings: Settings) -> None:
    await serve_phones(phones_config(settings), port=settings.phones_port)
