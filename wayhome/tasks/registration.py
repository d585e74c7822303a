"""Adds every task to the job engine, with what each needs passed in."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

import procrastinate

from wayhome.checkins.enrolling import Planner
from wayhome.checkins.firing import CheckIns
from wayhome.dialogue.telling_changes import ChangeTeller
from wayhome.inbox.handle import Handler
from wayhome.outbox.sending import Sender
from wayhome.tasks import handle_message, send_message
from wayhome.tasks.revive_stalled_jobs import revive

#: Every 10 seconds; the sixth field of procrastinate's cron is the second.
_OFTEN: Final = "* * * * * */10"
#: A day begins at another minute in no zone of the United Kingdom.
_HOURLY: Final = "1 * * * *"


def add_tasks(  # noqa: PLR0913 - what each task needs
    app: procrastinate.App,
    handler: Handler,
    sender: Sender,
    teller: ChangeTeller,
    check_ins: CheckIns,
    planner: Planner,
    resume: Callable[[], Awaitable[dict[str, int]]],
    stalled_after: timedelta,
) -> None:
    handle_message.add_to(app, handler)
    send_message.add_to(app, sender)

    @app.periodic(cron=_OFTEN)
    @app.task(name="tell_plan_changes", queueing_lock="tell_plan_changes", pass_context=False)
    async def tell_plan_changes(timestamp: int) -> int:  # noqa: ARG001 - procrastinate's own
        return await teller.tell_all_due()

    @app.periodic(cron=_OFTEN)
    @app.task(name="fire_check_ins", queueing_lock="fire_check_ins", pass_context=False)
    async def fire_check_ins(timestamp: int) -> dict[str, int]:  # noqa: ARG001 - procrastinate's own
        return {
            "planned": await planner.plan_all_open(),
            "fired": await check_ins.fire_all_due(),
        }

    @app.periodic(cron=_HOURLY)
    @app.task(name="resume_paused", queueing_lock="resume_paused", pass_context=False)
    async def resume_paused(timestamp: int) -> dict[str, int]:  # noqa: ARG001 - procrastinate's own
        return await resume()

    @app.periodic(cron=_OFTEN)
    @app.task(name="revive_stalled_jobs", queueing_lock="revive_stalled_jobs", pass_context=False)
    async def revive_stalled_jobs(timestamp: int) -> int:  # noqa: ARG001 - procrastinate's own
        return await revive(app, stalled_after)
