"""Forgets when senders were free that nobody has sent by since."""

import procrastinate

from wayhome.outbox.pace import Pace

#: Every hour, apart from what else is done then.
_HOURLY = "31 * * * *"


def add_to(app: procrastinate.App, pace: Pace) -> None:
    @app.periodic(cron=_HOURLY)
    @app.task(name="sweep_sender_queues", queueing_lock="sweep_sender_queues", pass_context=False)
    async def sweep_sender_queues(timestamp: int) -> dict[str, int]:  # noqa: ARG001 - procrastinate's own
        return {"forgotten": await pace.sweep()}
