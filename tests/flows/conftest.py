"""The whole service as `wayhome up` runs it: real processes, real Rasa, doubles for providers."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psutil
import pytest
from sqlalchemy import select

from wayhome.bootstrap import rasa_server
from wayhome.bootstrap.core import Core, open_core
from wayhome.bootstrap.rasa_client import open_rasa
from wayhome.bootstrap.service import Service
from wayhome.bootstrap.terminal_phone import TerminalPhone
from wayhome.demo import phones_people
from wayhome.models import Handoff, Person
from wayhome.settings import ROOT, Settings


@dataclass
class Running:
    settings: Settings
    database_url: str

    def kill(self, name: str) -> None:
        """Kill -9 of one process, named by words of its command; its supervisor starts it again."""
        found = self._named(name)
        assert found, f"nothing that runs is called {name}"
        for process in found:
            process.send_signal(signal.SIGKILL)

    async def runs(self, name: str) -> bool:
        """Whether it was started again."""
        return bool(self._named(name))

    def _named(self, name: str) -> list[psutil.Process]:
        return [
            process
            for process in psutil.process_iter(["cmdline"])
            if os.environ["WAYHOME_VAR"] in self._environment(process)
            and f" {name} " in f" {' '.join(process.info['cmdline'] or [])} "
        ]

    @staticmethod
    def _environment(process: psutil.Process) -> str:
        try:
            return str(process.environ().get("WAYHOME_VAR", ""))
        except psutil.Error:
            return ""


@pytest.fixture(scope="session")
def running(open_folder: Path) -> Iterator[Running]:
    """The service on free ports, with the assistant that `wayhome train` made."""
    trained = ROOT / "var" / "models"
    if not (trained / "wayhome.tar.gz").exists():
        pytest.fail("There is no trained assistant. Run: wayhome train")
    var = open_folder / "service"
    var.mkdir()
    with ExitStack() as stack:
        environment = stack.enter_context(pytest.MonkeyPatch.context())
        for field in Settings.model_fields.values():
            environment.delenv(str(field.validation_alias), raising=False)
        for name, value in _environment(var).items():
            environment.setenv(name, value)
        settings = Settings(_env_file=None)
        rasa_server.model(settings).parent.symlink_to(trained)
        service = Service(settings, lambda _: None, demo=True)
        yield Running(settings, stack.enter_context(service.running()))


@pytest.fixture
async def rested(running: Running) -> None:
    """Whatever the test before this one killed runs again."""
    async with open_rasa(running.settings) as rasa:
        await until(rasa.is_ready, 120)


@pytest.fixture
async def whole(running: Running, rested: None) -> AsyncIterator[Core]:
    """The running service's own database."""
    async with open_core(running.settings, running.database_url, connections=4) as core:
        yield core


@pytest.fixture
async def phone(whole: Core) -> AsyncIterator[Callable[..., TerminalPhone]]:
    """Hands out phones: `phone("Maureen")`, or `phone("Maureen", "telegram")`."""
    async with aiohttp.ClientSession() as http:

        def hand_out(name: str, channel: str = "sms") -> TerminalPhone:
            someone = next(one for one in phones_people() if name in one.name)
            address = someone.number if channel == "sms" else str(someone.chat_id)
            return TerminalPhone(whole, http, channel, address)

        yield hand_out


async def handoffs_of(core: Core, name: str) -> list[Handoff]:
    async with core.sessions() as session:
        found = await session.scalars(
            select(Handoff).join(Person).where(Person.name.contains(name)).order_by(Handoff.id)
        )
        return list(found)


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 60) -> None:
    """Waits for something that other processes bring about; raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110 - other processes change it
            await asyncio.sleep(0.2)


def _environment(var: Path) -> dict[str, str]:
    web, phones, rasa, actions = (_free_port() for _ in range(4))
    return {
        "WAYHOME_VAR": str(var),
        "WAYHOME_WEB_PORT": str(web),
        "PUBLIC_URL": f"http://127.0.0.1:{web}",
        "WAYHOME_PHONES_PORT": str(phones),
        "RASA_URL": f"http://127.0.0.1:{rasa}",
        "ACTIONS_URL": f"http://127.0.0.1:{actions}/webhook",
        "WAYHOME_STALLED_AFTER": "6",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
