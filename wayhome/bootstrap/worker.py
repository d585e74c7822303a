"""The worker process: sees to texts, sends texts, revives what died."""

import asyncio
import signal
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import structlog

from channels.base import Channel
from wayhome.bootstrap import content
from wayhome.bootstrap.channels import open_channels
from wayhome.bootstrap.checkins import make_programme
from wayhome.bootstrap.core import Core, open_core
from wayhome.bootstrap.memory import settle_down
from wayhome.bootstrap.rasa_client import open_rasa
from wayhome.dialogue.telling_changes import ChangeTeller
from wayhome.inbox.handle import Assistant, Handler
from wayhome.inbox.reports import Reports
from wayhome.jobs import renew_lines
from wayhome.models import ChannelName
from wayhome.outbox.departures import Departures
from wayhome.outbox.pace import Pace
from wayhome.outbox.queueing import Outbox
from wayhome.outbox.sending import Sender
from wayhome.settings import Settings
from wayhome.tasks.registration import add_tasks

log = structlog.get_logger()

#: PostgreSQL takes about a second to come back, in seconds.
_BEFORE_BEGINNING_AGAIN: Final = 1.0

#: procrastinate 3.10 drops a notice that comes while it looks for a job, and gives none when a
#: lock falls free; its own 5 seconds would be waited out by a person. In seconds.
_LOOK_EVERY: Final = 0.1

#: A heartbeat is missed this often before a worker counts as dead.
_BEATS: Final = 4


def make_pace(core: Core) -> Pace:
    settings = core.settings
    rates = {
        ChannelName.SMS: settings.sms_per_second,
        ChannelName.TELEGRAM: settings.telegram_per_second,
    }
    takes = {name: timedelta(seconds=1 / rate) for name, rate in rates.items() if rate}
    return Pace(core.sessions, takes)


def make_sender(core: Core, channels: Mapping[ChannelName, Channel]) -> Sender:
    reports = Reports(core.sessions, core.clock)
    find_picture = content.pictures(core.settings).find
    return Sender(
        core.sessions, channels, core.clock, reports.undelivered, find_picture, make_pace(core)
    )


def make_departures(core: Core, sender: Sender) -> Departures:
    return Departures(core.sessions, Outbox(core.jobs, core.clock), sender)


def make_handler(core: Core, rasa: Assistant, sender: Sender) -> Handler:
    return Handler(
        core.sessions,
        rasa,
        Outbox(core.jobs, core.clock),
        make_departures(core, sender),
        core.replies,
        core.clock,
        core.service,
        core.consent_words,
        core.signs,
        core.nods,
    )


def equip(core: Core, channels: Mapping[ChannelName, Channel], rasa: Assistant) -> None:
    """Gives the job engine its tasks."""
    sender = make_sender(core, channels)
    handler = make_handler(core, rasa, sender)
    outbox = Outbox(core.jobs, core.clock)
    teller = ChangeTeller(core.sessions, outbox, core.replies, core.clock, core.service)
    stalled_after = timedelta(seconds=core.settings.stalled_after)
    add_tasks(
        core.job_app,
        handler,
        sender,
        teller,
        make_programme(core, make_departures(core, sender)),
        stalled_after,
    )


async def run_worker(settings: Settings, database_url: str) -> None:
    """Works until it is told to stop, then finishes what it has in hand."""
    async with (
        open_core(settings, database_url, connections=settings.worker_concurrency) as core,
        open_channels(settings) as channels,
        open_rasa(settings) as rasa,
    ):
        equip(core, channels, rasa)
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        settle_down()
        while not stop.is_set():
            await _work_until(stop, core)


async def _work_until(stop: asyncio.Event, core: Core) -> None:
    """The job engine ends its worker when PostgreSQL goes away; ours waits and begins again."""
    settings = core.settings
    working = asyncio.create_task(
        core.job_app.run_worker_async(
            concurrency=settings.worker_concurrency,
            delete_jobs="successful",
            fetch_job_polling_interval=_LOOK_EVERY,
            update_heartbeat_interval=settings.stalled_after / _BEATS,
            stalled_worker_timeout=settings.stalled_after,
            shutdown_graceful_timeout=10,
            install_signal_handlers=False,
        )
    )
    told = asyncio.create_task(stop.wait())
    await asyncio.wait({working, told}, return_when=asyncio.FIRST_COMPLETED)
    working.cancel()
    told.cancel()
    ended = (await asyncio.gather(working, return_exceptions=True))[0]
    if not stop.is_set():
        log.warning("worker_begins_again", why=type(ended).__name__)
        await asyncio.sleep(_BEFORE_BEGINNING_AGAIN)
        await renew_lines(core.job_app)
