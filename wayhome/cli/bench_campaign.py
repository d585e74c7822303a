"""wayhome bench campaign: a text to many at the pace of their sender, with replies or kills."""

import os
import shutil

import typer

from wayhome.bootstrap.campaign_benchmark import CampaignBenchmark, CampaignFigures
from wayhome.bootstrap.check_in_benchmark import Enrolled
from wayhome.bootstrap.core import open_core
from wayhome.bootstrap.costs import kill_ours
from wayhome.bootstrap.counting_provider import CountingProvider
from wayhome.bootstrap.inbound_benchmark import InboundBenchmark, enrol, machine, provider
from wayhome.bootstrap.service import CannotStart, Service, workers_running
from wayhome.cli.bench_settings import lend_model, own_settings, provider_port
from wayhome.cli.say import Problem, run, say, show
from wayhome.cli.service import stoppable
from wayhome.db.embedded import EmbeddedServer
from wayhome.db.migrate import upgrade
from wayhome.settings import Settings


def campaign(
    people: int = typer.Option(10_000, help="How many people are texted."),
    rate: float = typer.Option(100.0, help="SMS segments a second that the sender takes."),
    replies: int = typer.Option(100, help="So many texts are answered meanwhile, one at a time."),
    kills: int = typer.Option(0, help="Instead: kill -9 every worker so many times on the way."),
    workers: int = typer.Option(2, help="How many workers, where they are killed."),
) -> None:
    """A campaign at its sender's pace: how long a reply takes meanwhile, or what kills do to it."""
    os.environ["WAYHOME_SMS_PER_SECOND"] = str(rate)
    settings = own_settings(1)
    shutil.rmtree(settings.var / "postgres", ignore_errors=True)
    if not kills:
        _with_replies(settings, people, replies)
        return
    figures = _with_kills(settings, people, kills, workers)
    show(figures.line())
    if not figures.is_right:
        raise typer.Exit(1)


def _with_replies(settings: Settings, people: int, replies: int) -> None:
    lend_model(settings)
    try:
        with stoppable(), Service(settings, say, demo=False).running() as url:
            run(_measure_replies(settings, url, people, replies))
    except CannotStart as problem:
        raise Problem(str(problem)) from None


async def _measure_replies(settings: Settings, url: str, people: int, replies: int) -> None:
    async with (
        open_core(settings, url, connections=2) as core,
        provider(settings, provider_port(settings)) as phones,
    ):
        inbound = InboundBenchmark(phones, await enrol(core, 1))
        show(await machine(core))
        await inbound.run(10, 1)
        show(f"nobody else: {(await inbound.run(replies, 1)).line()}")
        benchmark = CampaignBenchmark(core)
        await Enrolled(core).enrol(people)
        show(await benchmark.start())
        while not (before := await benchmark.progress()).sent:
            await inbound.run(1, 1)
        figures = await inbound.run(replies, 1)
        after = await benchmark.progress()
        show(f"meanwhile:   {figures.line()}")
        show(
            f"    the campaign sent {after.sent - before.sent} texts in those {figures.took:.1f} s;"
            f" {after.waiting} of {people} still wait"
        )


def _with_kills(settings: Settings, people: int, kills: int, workers: int) -> CampaignFigures:
    server = EmbeddedServer(settings.var / "postgres")
    server.start()
    try:
        with stoppable():
            upgrade(server.url())
            return run(_drill(settings, server.url(), people, kills, workers))
    finally:
        server.stop()


async def _drill(
    settings: Settings, url: str, people: int, kills: int, workers: int
) -> CampaignFigures:
    def kill() -> None:
        say("kill -9 worker")
        kill_ours("worker")

    async with open_core(settings, url, connections=2) as core:
        provider_ = CountingProvider(core.clock)
        show(await machine(core))
        await Enrolled(core).enrol(people)
        benchmark = CampaignBenchmark(core)
        show(await benchmark.start())
        async with provider_.serving(provider_port(settings)):
            with workers_running(settings, url, workers):
                return await benchmark.watch(provider_, people, kill, kills)
