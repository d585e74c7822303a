"""The way to the Rasa servers that are set, opened for as long as a process needs it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from wayhome.dialogue.rasa import Rasa
from wayhome.settings import Settings


@asynccontextmanager
async def open_rasa(settings: Settings) -> AsyncIterator[Rasa]:
    rasa = Rasa(settings.rasa_urls, settings.rasa_token.get_secret_value(), settings.rasa_timeout)
    try:
        yield rasa
    finally:
        await rasa.close()
