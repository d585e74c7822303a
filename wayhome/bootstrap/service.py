"""The whole service on this machine: database, assistant, web, worker and the demo's phones."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, TypeAlias
from urllib.parse import urlsplit
from urllib.request import urlopen

from wayhome.bootstrap import level_model, rasa_server
from wayhome.bootstrap.demo import load_demo_people
from wayhome.bootstrap.supervision import Supervisor
from wayhome.db.embedded import EmbeddedServer
from wayhome.db.migrate import upgrade
from wayhome.settings import Settings

_START_SECONDS: Final = 180

Say: TypeAlias = Callable[[str], None]


class CannotStart(RuntimeError):  # noqa: N818 - reads as what went wrong
    """The service did not come up; the message says what to do."""


class Service:
    """Starts in order, watches, and leaves nothing behind."""

    def __init__(self, settings: Settings, say: Say, *, demo: bool) -> None:
        self._settings = settings
        self._say = say
        self._demo = demo
        self._server: EmbeddedServer | None = None
        self._supervisor: Supervisor | None = None

    @contextmanager
    def running(self) -> Iterator[str]:
        """The database's address, while everything is up and healthy. Raises CannotStart."""
        self._refuse_taken_ports()
        url = self._start_database()
        try:
            self._prepare(url)
            self._supervisor = Supervisor(
                self._settings.var / "up", {**os.environ, "DATABASE_URL": url}
            )
            self._supervisor.start(self._programs())
            self._wait_until_ready(self._supervisor)
            yield url
        finally:
            self._say("Stopping ...")
            if self._supervisor is not None:
                self._supervisor.stop()
            if self._server is not None:
                self._server.stop()

    def watch(self) -> None:
        """Starts PostgreSQL again should it die; returns when the supervisor has ended."""
        while self._supervisor is not None and self._supervisor.is_running():
            if self._server is not None and not self._server.is_running():
                self._say("PostgreSQL died; starting it again ...")
                self._server.restart()
            time.sleep(1)

    def _start_database(self) -> str:
        if self._settings.database_url:
            return self._settings.database_url
        self._say("Database: starting the embedded PostgreSQL ...")
        self._server = EmbeddedServer(self._settings.var / "postgres")
        self._server.start()
        return self._server.url()

    def _prepare(self, url: str) -> None:
        self._say("Database: bringing the tables up to date ...")
        upgrade(url)
        if self._demo:
            self._say(f"Demo: {asyncio.run(load_demo_people(url))}")
        self._say("Assistant: training if its inputs changed (about half a minute) ...")
        level_model.train(self._settings)
        rasa_server.train(self._settings)

    def _programs(self) -> Mapping[str, Sequence[str]]:
        wayhome = [sys.executable, "-m", "wayhome"]
        programs = {"web": [*wayhome, "web"]}
        # A text is safe once web has stored it; answering it can wait that long for a processor.
        wayhome = ["nice", "-n", "5", *wayhome]
        programs |= {name: [*wayhome, name] for name in ("worker", "actions")}
        for number, _ in enumerate(self._settings.rasa_urls, start=1):
            programs[f"rasa{number}"] = [*wayhome, "rasa", "--number", str(number)]
        if self._demo:
            programs["phones"] = [*wayhome, "phones"]
        return programs

    def _health(self) -> dict[str, str]:
        settings = self._settings
        health = {
            "web": f"http://127.0.0.1:{settings.web_port}/healthz",
            "actions": settings.actions_url.removesuffix("/webhook") + "/health",
        }
        for number, url in enumerate(settings.rasa_urls, start=1):
            health[f"rasa {number}"] = f"{url}/webhooks/wayhome/"
        if self._demo:
            health["phones"] = f"{settings.phones_url}/healthz"
        return health

    def _wait_until_ready(self, supervisor: Supervisor) -> None:
        waiting = self._health()
        until = time.monotonic() + _START_SECONDS
        while waiting:
            self._say(f"Waiting for {', '.join(waiting)} ...")
            time.sleep(1)
            waiting = {name: url for name, url in waiting.items() if not _answers(url)}
            if waiting and (not supervisor.is_running() or time.monotonic() > until):
                logs = self._settings.var / "up" / "logs"
                raise CannotStart(f"Not ready: {', '.join(waiting)}. What went wrong is in {logs}.")

    def _refuse_taken_ports(self) -> None:
        for name, url in self._health().items():
            port = urlsplit(url).port or 80
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    raise CannotStart(
                        f"Something listens on port {port} already, where {name} would. "
                        "Is another `wayhome up` running? Stop it, or set the port in .env."
                    )


@contextmanager
def workers_running(settings: Settings, url: str, count: int) -> Iterator[None]:
    """So many workers on a database that is there, and nothing else."""
    supervisor = Supervisor(settings.var / "up", {**os.environ, "DATABASE_URL": url})
    command = [sys.executable, "-m", "wayhome", "worker"]
    supervisor.start({f"worker{number}": command for number in range(1, count + 1)})
    try:
        yield
    finally:
        supervisor.stop()


def is_up(settings: Settings) -> bool:
    """Whether the service and its phones already run on this machine."""
    return _answers(f"http://127.0.0.1:{settings.web_port}/healthz") and _answers(
        f"{settings.phones_url}/healthz"
    )


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as response:  # noqa: S310 - our own loopback addresses
            return bool(response.status == 200)  # noqa: PLR2004 - HTTP's word for yes
    except OSError:
        return False
