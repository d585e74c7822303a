"""The provider's side in memory: stateful doubles of Twilio and Telegram, and phones to hold."""

from channels.simulator.app import Phones, create_phones_app
from channels.simulator.config import DemoPerson, PhonesConfig, TelegramHook
from channels.simulator.server import PhonesServer, serve_phones

__all__ = [
    "DemoPerson",
    "Phones",
    "PhonesConfig",
    "PhonesServer",
    "TelegramHook",
    "create_phones_app",
    "serve_phones",
]
