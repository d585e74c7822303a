"""wayhome up: the whole service on this machine, in one command."""

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType
from urllib.parse import urlsplit
from urllib.request import urlopen

import typer

from wayhome.bootstrap import rasa_server
from wayhome.bootstrap.demo import load_demo_people
from wayhome.bootstrap.supervision import Supervisor
from wayhome.cli.context import read_settings
from wayhome.cli.say import Problem, run, say
from wayhome.db.embedded import EmbeddedServer
from wayhome.db.migrate import upgrade
from wayhome.settings import Env, Settings

_START_SECONDS = 90


class _Stopped(Exception):  # noqa: N818 - Ctrl-C or a request to end
    pass


def add_to(app: typer.Typer) -> None:
    app.command()(up)


def up(*, demo: bool = typer.Option(True, help="Load the demo people and run the phones.")) -> None:
    """Start everything: database, assistant, web, worker and, for the demo, the phones."""
    settings = read_settings()
    if demo and settings.env is Env.PRODUCTION:
        raise Problem("Demo people do not belong in production. Run: wayhome up --no-demo")
    _ports_are_free(settings, demo=demo)
    try:
        with _stoppable(), _running_database(settings) as server:
            _run_all(settings, server, demo=demo)
    except _Stopped:
        say("Stopped.")


def _run_all(settings: Settings, server: EmbeddedServer | None, *, demo: bool) -> None:
    url = server.url() if server else settings.database_url or ""
    say("Database: bringing the tables up to date ...")
    upgrade(url)
    if demo:
        say("Demo: " + run(load_demo_people(settings, url)))
    say("Assistant: training if its inputs changed (about half a minute) ...")
    rasa_server.train(settings)
    supervisor = Supervisor(settings.var / "up", {**os.environ, "DATABASE_URL": url})
    supervisor.start(_programs(settings, demo=demo))
    try:
        _wait_until_ready(settings, supervisor, demo=demo)
        _keep_running(supervisor, server)
    finally:
        say("Stopping ...")
        supervisor.stop()


def _programs(settings: Settings, *, demo: bool) -> Mapping[str, Sequence[str]]:
    wayhome = [sys.executable, "-m", "wayhome"]
    programs = {name: [*wayhome, name] for name in ("web", "worker", "actions")}
    for number, _ in enumerate(settings.rasa_urls, start=1):
        programs[f"rasa{number}"] = [*wayhome, "rasa", "--number", str(number)]
    if demo:
        programs["phones"] = [*wayhome, "phones"]
    return programs


def _addresses(settings: Settings, *, demo: bool) -> dict[str, str]:
    health = {
        "web": f"http://127.0.0.1:{settings.web_port}/healthz",
        "actions": settings.actions_url.removesuffix("/webhook") + "/health",
    }
    for number, url in enumerate(settings.rasa_urls, start=1):
        health[f"rasa {number}"] = f"{url}/webhooks/wayhome/"
    if demo:
        health["phones"] = f"{settings.phones_url}/healthz"
    return health


def _wait_until_ready(settings: Settings, supervisor: Supervisor, *, demo: bool) -> None:
    waiting = _addresses(settings, demo=demo)
    until = time.monotonic() + _START_SECONDS
    while waiting:
        say(f"Waiting for {', '.join(waiting)} ...")
        time.sleep(1)
        waiting = {name: url for name, url in waiting.items() if not _answers(url)}
        if not supervisor.is_running() or time.monotonic() > until:
            logs = settings.var / "up" / "logs"
            raise Problem(f"Not ready: {', '.join(waiting)}. What went wrong is in {logs}.")
    say("")
    say(f"Console:  {settings.public_url}")
    if demo:
        say(f"Phones:   {settings.phones_url}")
    say("Ctrl-C stops everything.")


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as response:  # noqa: S310 - our own loopback addresses
            return bool(response.status == 200)  # noqa: PLR2004 - HTTP's word for yes
    except OSError:
        return False


def _keep_running(supervisor: Supervisor, server: EmbeddedServer | None) -> None:
    while supervisor.is_running():
        if server is not None and not server.is_running():
            say("PostgreSQL died; starting it again ...")
            server.restart()
        time.sleep(1)
    raise Problem("The supervisor ended by itself; see its log in var/up/logs.")


@contextmanager
def _running_database(settings: Settings) -> Iterator[EmbeddedServer | None]:
    if settings.database_url:
        yield None
        return
    say("Database: starting the embedded PostgreSQL ...")
    server = EmbeddedServer(settings.var / "postgres")
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def _stoppable() -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        # A second Ctrl-C while stopping must not leave anything behind.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise _Stopped

    before = {s: signal.signal(s, stop) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ports_are_free(settings: Settings, *, demo: bool) -> None:
    for name, url in _addresses(settings, demo=demo).items():
        port = urlsplit(url).port or 80
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                raise Problem(
                    f"Something listens on port {port} already, where {name} would. "
                    "Is another `wayhome up` running? Stop it, or set the port in .env."
                )
