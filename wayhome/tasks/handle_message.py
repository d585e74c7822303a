"""Sees to one text that arrived."""

from typing import Final

import procrastinate

from wayhome.inbox.handle import Handler
from wayhome.jobs import HANDLE_MESSAGE

#: A fault of ours or a database that is away: 1, 3, 9, 27, 81 s and then a dead job that staff see.
RETRY: Final = procrastinate.RetryStrategy(max_attempts=6, wait=1, exponential_wait=3)


def add_to(app: procrastinate.App, handler: Handler) -> None:
    @app.task(name=HANDLE_MESSAGE, retry=RETRY)
    async def handle_message(message_id: int) -> None:
        await handler.handle(message_id)
