"""Trains the assistant when its inputs changed, and starts its server."""

import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from wayhome.bootstrap.rasa_environment import PYTHON
from wayhome.settings import ROOT, Settings

_MODEL = "wayhome"
_INPUTS = (
    *("config.yml", "bot/domain", "bot/data", "bot/components", "bot/understanding"),
    *("requirements/rasa.txt", "requirements/embeddings.txt"),
)


def train(settings: Settings, *, even_if_unchanged: bool = False) -> bool:
    """Trains into `var/models`; False if nothing that goes into the model has changed."""
    folder = settings.var / "models"
    stamp = folder / f"{_MODEL}.inputs"
    digest = _digest()
    is_current = model(settings).exists() and stamp.exists() and stamp.read_text() == digest
    if is_current and not even_if_unchanged:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    _serve(
        settings,
        *("train", "--config", "config.yml", "--domain", "bot/domain", "--data", "bot/data"),
        # The unit tests of the training data look for what this validation would.
        *("--out", str(folder), "--fixed-model-name", _MODEL, "--skip-validation"),
    )
    stamp.write_text(digest)
    return True


def model(settings: Settings) -> Path:
    return settings.var / "models" / f"{_MODEL}.tar.gz"


def server_command(settings: Settings, url: str) -> list[str]:
    """The command line of one server, on loopback and behind the token."""
    return [
        *(str(PYTHON), "-m", "bot.components.serve", "run"),
        "--model",
        str(model(settings)),
        *("--interface", "127.0.0.1", "--port", str(urlsplit(url).port or 5005)),
        *("--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml"),
    ]


def environment(settings: Settings) -> dict[str, str]:
    """What the server is told by its environment."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "RASA_TOKEN": settings.rasa_token.get_secret_value(),
        "ACTIONS_URL": settings.actions_url,
    }


def _serve(settings: Settings, *arguments: str) -> None:
    subprocess.run(  # noqa: S603 - Rasa's own command line in its own environment
        [str(PYTHON), "-m", "bot.components.serve", *arguments],
        cwd=ROOT,
        env=environment(settings),
        check=True,
    )


def _digest() -> str:
    digest = hashlib.sha256()
    for path in _input_files():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _input_files() -> Iterator[Path]:
    for name in _INPUTS:
        path = ROOT / name
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (
            f for f in files if f.is_file() and f.suffix in {".yml", ".py", ".txt", ".jsonl"}
        )
