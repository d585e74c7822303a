"""wayhome chat: a conversation in the terminal, through the whole real path."""

import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict

import aiohttp
import typer

from wayhome.bootstrap.core import open_core
from wayhome.bootstrap.database import database
from wayhome.bootstrap.service import CannotStart, Service, is_up
from wayhome.bootstrap.terminal_phone import TerminalPhone, Turn, TurnNeverEnded
from wayhome.cli.context import read_settings
from wayhome.cli.say import Problem, run, say, show
from wayhome.cli.service import stoppable
from wayhome.demo import PhonesPerson, phones_people
from wayhome.settings import Settings


def chat(
    person: str = typer.Option("", help="Which demo person to be; part of the name will do."),
    channel: str = typer.Option("sms", help="sms or telegram."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object for each turn."),
) -> None:
    """Text as a demo person. Lines on standard input are texts; what comes back is printed."""
    settings = read_settings()
    someone = _chosen(person)
    address = someone.number if channel == "sms" else str(someone.chat_id)
    try:
        with stoppable(), _service(settings) as url:
            say(f"You are {someone.name} ({someone.blurb}). Ctrl-D ends.")
            run(_talk(settings, url, channel, address, as_json=as_json))
    except (CannotStart, TurnNeverEnded) as problem:
        raise Problem(str(problem)) from None


async def _talk(settings: Settings, url: str, channel: str, address: str, *, as_json: bool) -> None:
    async with _phone(settings, url, channel, address) as phone:
        for line in _lines():
            turn = await phone.say(line)
            show(json.dumps(asdict(turn)) if as_json else _spoken(turn))


def _spoken(turn: Turn) -> str:
    return "\n".join(f"  {reply}" for reply in turn.replies) or "  (no reply)"


def _lines() -> Iterator[str]:
    if not sys.stdin.isatty():
        yield from (line.rstrip("\n") for line in sys.stdin)
        return
    while True:
        try:
            yield input("> ")
        except EOFError:
            return


@contextmanager
def _service(settings: Settings) -> Iterator[str]:
    """The service that runs already, or one of our own for as long as the talk lasts."""
    if is_up(settings):
        with database(settings) as url:
            yield url
        return
    with Service(settings, say, demo=True).running() as url:
        yield url


@asynccontextmanager
async def _phone(
    settings: Settings, url: str, channel: str, address: str
) -> AsyncIterator[TerminalPhone]:
    async with open_core(settings, url, connections=2) as core, aiohttp.ClientSession() as http:
        yield TerminalPhone(core, http, channel, address)


def _chosen(name: str) -> PhonesPerson:
    people = phones_people()
    found = [one for one in people if name.lower() in one.name.lower()]
    if not found:
        names = ", ".join(one.name for one in people)
        raise Problem(f"No demo person is called {name}. There are: {names}.")
    return found[0]
