"""A whole simulation: an own PostgreSQL, the people shared out among processes, one report."""

from __future__ import annotations

import asyncio
import math
import resource
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from typing import Final

import psycopg
import structlog
import uvloop
from psycopg import sql
from sqlalchemy import make_url

from wayhome.bootstrap.core import open_core
from wayhome.bootstrap.simulation import Plan, TopicSource, simulate
from wayhome.bootstrap.topics import topic_reader
from wayhome.clock import SetClock, SystemClock
from wayhome.db.embedded import EmbeddedServer
from wayhome.db.migrate import upgrade
from wayhome.settings import Settings
from wayhome.simulation.report import Report, Share, share_of

#: People are shared out by how many they are, whatever the number of processes, so that the
#: report does not depend on the machine: in two parts, unless these would be too large or too
#: small to be worth a start of their own.
_LARGEST_PART: Final = 500
_SMALLEST_PART: Final = 12
_TEMPLATE: Final = "simulation_template"
_KILOBYTE: Final = 1024


class NotTrained(Exception):  # noqa: N818 - reads as what is wrong
    """There is no trained assistant to read texts; run `wayhome train`."""


def run(settings: Settings, plan: Plan, processes: int, say: Callable[[str], None]) -> Report:
    """Raises NotTrained."""
    began = time.perf_counter()
    # A pace is kept by the machine's clock, of which six weeks have but minutes.
    settings = settings.model_copy(update={"sms_rate": 0, "telegram_rate": 0})
    with _postgres(settings) as server:
        shares = list(_lived(settings, server, parts_of(plan), processes, say))
    return Report(
        seed=plan.seed,
        start=plan.start.isoformat(),
        days=plan.days,
        shares=shares,
        took=time.perf_counter() - began,
    )


def parts_of(plan: Plan) -> Sequence[Plan]:
    """The same people, each in one part."""
    half = math.ceil(plan.people / 2)
    size = min(max(half, _SMALLEST_PART), _LARGEST_PART)
    return [
        replace(plan, first=first, people=min(size, plan.people - first))
        for first in range(0, plan.people, size)
    ]


def _lived(
    settings: Settings,
    server: EmbeddedServer,
    parts: Sequence[Plan],
    processes: int,
    say: Callable[[str], None],
) -> Iterator[Share]:
    lived = 0
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        work = ((settings, server.url("postgres"), one) for one in parts)
        for share in pool.map(_live, work):
            lived += share.people
            say(f"{lived} people have lived their days ...")
            yield share


def _live(work: tuple[Settings, str, Plan]) -> Share:
    """One part of the people on a database of their own, in a process of the pool."""
    settings, admin, plan = work
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    source = topic_reader(settings)
    if source is None:
        raise NotTrained(NotTrained.__doc__)
    name = f"simulation_{plan.first}"
    runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
    with _own_database(admin, name) as url, runner:
        return runner.run(_live_in(settings, url, plan, source))


async def _live_in(settings: Settings, url: str, plan: Plan, source: TopicSource) -> Share:
    clock = SetClock(SystemClock().now())
    async with open_core(settings, url, clock, connections=10) as core:
        world, evidence = await simulate(core, clock, plan, source)
    share = share_of(evidence, world.people, world.service.jobs.killed)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILOBYTE
    return replace(share, memory=used)


@contextmanager
def _postgres(settings: Settings) -> Iterator[EmbeddedServer]:
    """Never the user's own: another folder, which is gone afterwards."""
    folder = settings.var / "simulation"
    shutil.rmtree(folder, ignore_errors=True)
    server = EmbeddedServer(folder / "postgres")
    server.start()
    try:
        _hurry(server.url("postgres"))
        upgrade(server.url(_TEMPLATE))
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _hurry(admin: str) -> None:
    """A simulation need not survive a power cut."""
    with psycopg.connect(admin, autocommit=True) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(name)))
        connection.execute("SELECT pg_reload_conf()")


@contextmanager
def _own_database(admin: str, name: str) -> Iterator[str]:
    _run(admin, "CREATE DATABASE {} TEMPLATE {}", name, _TEMPLATE)
    try:
        yield make_url(admin).set(database=name).render_as_string(hide_password=False)
    finally:
        _run(admin, "DROP DATABASE {} WITH (FORCE)", name)


def _run(admin: str, statement: str, *names: str) -> None:
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
