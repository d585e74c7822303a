"""Adds every task to the job engine, with what each needs passed in."""

from datetime import timedelta

import procrastinate

from wayhome.dialogue.telling_changes import ChangeTeller
from wayhome.inbox.handle import Handler
from wayhome.outbox.sending import Sender
from wayhome.tasks import handle_message, send_message, sweep_sender_queues
from wayhome.tasks import programme as programme_tasks
from wayhome.tasks.programme import OFTEN, Programme
from wayhome.tasks.revive_stalled_jobs import revive


def add_tasks(  # noqa: PLR0913 - what each task needs
    app: procrastinate.App,
    handler: Handler,
    sender: Sender,
    teller: ChangeTeller,
    programme: Programme,
    stalled_after: timedelta,
) -> None:
    handle_message.add_to(app, handler)
    send_message.add_to(app, sender)
    programme_tasks.add_to(app, programme)
    sweep_sender_queues.add_to(app, sender.pace)

    @app.periodic(cron=OFTEN)
    @app.task(name="tell_plan_changes", queueing_lock="tell_plan_changes", pass_context=False)
    async def tell_plan_changes(timestamp: int) -> int:  # noqa: ARG001 - procrastinate's own
        return await teller.tell_all_due()

    @app.periodic(cron=OFTEN)
    @app.task(name="revive_stalled_jobs", queueing_lock="revive_stalled_jobs", pass_context=False)
    async def revive_stalled_jobs(timestamp: int) -> int:  # noqa: ARG001 - procrastinate's own
        return await revive(app, stalled_after)
