"""wayhome up: the whole service on this machine, in one command."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from wayhome.bootstrap.service import CannotStart, Service
from wayhome.cli.context import read_settings
from wayhome.cli.say import Problem, say
from wayhome.settings import Env


class _Stopped(Exception):  # noqa: N818 - Ctrl-C or a request to end
    pass


def up(*, demo: bool = typer.Option(True, help="Load the demo people and run the phones.")) -> None:
    """Start everything: database, assistant, web, worker and, for the demo, the phones."""
    settings = read_settings()
    if demo and settings.env is Env.PRODUCTION:
        raise Problem("Demo people do not belong in production. Run: wayhome up --no-demo")
    service = Service(settings, say, demo=demo)
    try:
        with stoppable(), service.running():
            say("")
            say(f"Console:  {settings.public_url}")
            if demo:
                say(f"Phones:   {settings.phones_url}")
            say("Ctrl-C stops everything.")
            service.watch()
            raise Problem("The supervisor ended by itself; see its log in var/up/logs.")
    except CannotStart as problem:
        raise Problem(str(problem)) from None
    except _Stopped:
        say("Stopped.")


@contextmanager
def stoppable() -> Iterator[None]:
    """Ctrl-C, a request to end or a closed terminal leave the block once, in good order."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        # A second Ctrl-C while stopping must not leave anything behind.
        for number in _ENDINGS:
            signal.signal(number, signal.SIG_IGN)
        raise _Stopped

    before = {number: signal.signal(number, stop) for number in _ENDINGS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
