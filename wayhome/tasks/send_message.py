"""Sends one queued text."""

import math
from typing import Final

import procrastinate
from procrastinate.jobs import Job

from wayhome.jobs import SEND_MESSAGE
from wayhome.outbox.ledger import TryLater
from wayhome.outbox.sending import Sender

#: Faults of our own or of the database; the provider's faults bring their own waits.
_MOST_FAULTS: Final = 12


class WhenTheProviderIsReady(procrastinate.BaseRetryStrategy):
    """Waits for as long as the channel's answer asked for."""

    def get_retry_decision(
        self, *, exception: BaseException, job: Job
    ) -> procrastinate.RetryDecision | None:
        if isinstance(exception, TryLater):
            return _after(exception.after.total_seconds())
        if job.attempts >= _MOST_FAULTS:
            return None
        return _after(min(2**job.attempts, 60))


def _after(seconds: float) -> procrastinate.RetryDecision:
    return procrastinate.RetryDecision(retry_in={"seconds": math.ceil(seconds)})


def add_to(app: procrastinate.App, sender: Sender) -> None:
    @app.task(name=SEND_MESSAGE, retry=WhenTheProviderIsReady())
    async def send_message(message_id: int) -> None:
        await sender.send(message_id)
