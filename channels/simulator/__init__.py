"""The provider's side in memory: stateful doubles of Twilio and Telegram, and phones to hold."""

from channels.simulator.app import Phones, create_phones_app
from channels.simulator.config import DemoPerson, PhonesConfig, TelegramHook

__all__ = ["DemoPerson", "Phones", "PhonesConfig", "TelegramHook", "create_phones_app"]
