"""A service to measure beside any other: its own folder, database and ports."""

import os
import shutil
from typing import Final

from wayhome.bootstrap import rasa_server
from wayhome.cli.context import read_settings
from wayhome.cli.say import Problem
from wayhome.settings import Settings

#: A service to measure listens so far from the service proper, with its others above it.
_BESIDE: Final = 100
_RASA, _ACTIONS = 5, 55


def own_settings(rasa_servers: int) -> Settings:
    usual = read_settings()
    port = usual.web_port + _BESIDE
    rasa = [port + _RASA + number for number in range(rasa_servers)]
    double = f"http://127.0.0.1:{port + 1}"
    os.environ |= {
        "DATABASE_URL": "",
        "WAYHOME_VAR": str(usual.var / "bench"),
        "WAYHOME_WEB_PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "TWILIO_BASE_URL": double,
        "TELEGRAM_BASE_URL": double,
        "RASA_URL": ",".join(f"http://127.0.0.1:{one}" for one in rasa),
        "ACTIONS_URL": f"http://127.0.0.1:{port + _ACTIONS}/webhook",
    }
    return read_settings()


def provider_port(settings: Settings) -> int:
    """Where the provider's double listens."""
    return settings.web_port + 1


def lend_model(settings: Settings) -> None:
    """The trained assistant of the service proper, so that nothing is trained twice."""
    trained = settings.var.parent / "models"
    if not trained.exists():
        raise Problem("There is no trained model. Run: wayhome train")
    shutil.copytree(trained, rasa_server.model(settings).parent, dirs_exist_ok=True)
