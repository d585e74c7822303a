"""The action server's process: the desk behind Rasa's actions."""

from urllib.parse import urlsplit

from bot.actions import all_actions
from bot.actions.server import create_actions_app
from wayhome.bootstrap.checkins import make_answering
from wayhome.bootstrap.core import Core, open_core
from wayhome.bootstrap.exercises import make_exercise_desk
from wayhome.bootstrap.rasa_client import open_rasa
from wayhome.bootstrap.serving import serve
from wayhome.dialogue.desk import Desk
from wayhome.dialogue.two_topics import Reader
from wayhome.handoffs.opening import open_handoff
from wayhome.settings import Settings


def desk(core: Core, reader: Reader) -> Desk:
    return Desk(
        core.sessions,
        core.replies,
        core.clock,
        open_handoff,
        core.consent_words,
        core.nods,
        reader,
        make_answering(core),
        make_exercise_desk(core),
        **core.service,
    )


async def run_actions(settings: Settings, database_url: str) -> None:
    at = urlsplit(settings.actions_url)
    async with open_core(settings, database_url) as core, open_rasa(settings) as rasa:
        app = create_actions_app(all_actions(desk(core, rasa)))
        await serve(app, at.hostname or "127.0.0.1", at.port or 5055)
