"""How commands talk: to people on standard error, in sentences."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

import uvloop

Answer = TypeVar("Answer")


class Problem(Exception):  # noqa: N818 - what the person at the keyboard reads
    """Something that its reader can put right; the message says how."""


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)  # noqa: T201 - the command line's own voice


def show(data: str) -> None:
    print(data, flush=True)  # noqa: T201 - what a script reads


def run(work: Coroutine[Any, Any, Answer]) -> Answer:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)
