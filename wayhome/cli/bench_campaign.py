"""wayhome bench campaign: a text to many at the pace of their sender, with replies or kills."""

import asyncio
import os
import shutil
from collections.abc import Callable, Iterable

import typer

from wayhome.bootstrap.campaign_benchmark import (
    CampaignBenchmark,
    CampaignFigures,
    Milestone,
    TalliedPhones,
)
from wayhome.bootstrap.check_in_benchmark import Enrolled
from wayhome.bootstrap.core import Core, open_core
from wayhome.bootstrap.costs import Costs, costs_now, kill_ours, memory_lines
from wayhome.bootstrap.counting_provider import CountingProvider
from wayhome.bootstrap.inbound_benchmark import (
    Figures,
    InboundBenchmark,
    enrol,
    machine,
    percentiles,
    provider,
)
from wayhome.bootstrap.service import CannotStart, Service, workers_running
from wayhome.bootstrap.tally import Tally
from wayhome.cli.bench_settings import lend_model, own_settings, provider_port
from wayhome.cli.say import Problem, run, say, show
from wayhome.cli.service import stoppable
from wayhome.db.embedded import EmbeddedServer
from wayhome.db.migrate import upgrade
from wayhome.settings import Settings

_LOOK_EVERY = 0.1
#: The double and the measuring share one process.
_ASKER = "benchmark and provider double"


def campaign(
    people: int = typer.Option(10_000, min=1, help="How many people are texted."),
    rate: float = typer.Option(100.0, min=0.1, help="SMS segments a second that the sender takes."),
    replies: int = typer.Option(
        100, min=1, help="So many questions are asked from the first text to the last, one by one."
    ),
    kills: int = typer.Option(
        0, min=0, help="Instead: kill -9 every worker so many times on the way."
    ),
    workers: int = typer.Option(2, min=1, help="How many workers, where they are killed."),
) -> None:
    """A campaign at its sender's pace, to the last text: what it sends, costs, and makes wait."""
    os.environ["WAYHOME_SMS_PER_SECOND"] = str(rate)
    settings = own_settings(1)
    shutil.rmtree(settings.var / "postgres", ignore_errors=True)
    if kills:
        figures = _with_kills(settings, people, kills, workers)
    else:
        figures = _with_replies(settings, people, replies)
    if not figures.is_right:
        raise Problem("Not everybody was texted once. The lines above say how many were not.")


def _with_replies(settings: Settings, people: int, replies: int) -> CampaignFigures:
    lend_model(settings)
    try:
        with stoppable(), Service(settings, say, demo=False).running() as url:
            return run(_measure_replies(settings, url, people, replies))
    except CannotStart as problem:
        raise Problem(str(problem)) from None


async def _measure_replies(
    settings: Settings, url: str, people: int, replies: int
) -> CampaignFigures:
    async with (
        open_core(settings, url, connections=2) as core,
        provider(settings, provider_port(settings)) as phones,
    ):
        numbers = await enrol(core, 1)
        asking, tally = InboundBenchmark(phones, numbers), TalliedPhones(phones, numbers)
        show(await machine(core))
        await asking.run(10, 1)
        quiet = await asking.run(replies, 1)
        benchmark = await _started(core, people)
        watching = asyncio.create_task(_watched(benchmark, settings, tally, people))

        async def is_its_turn(turn: int) -> bool:
            """As far on in the campaign as it is in the questions; None is asked after it."""
            while tally().reached <= turn * people // replies and not watching.done():  # noqa: ASYNC110 - others text
                await asyncio.sleep(_LOOK_EVERY)
            return tally().reached < people and not watching.done()

        asked = await asking.run(replies, 1, is_its_turn)
        figures = await watching
        show(f"replies, nobody else texted:        {_waits(quiet)}")
        show(f"replies, from first text to last:   {_waits(asked)}")
        return figures


def _waits(figures: Figures) -> str:
    waits = figures.replied
    if not waits:
        return "none was asked; the campaign was over too soon"
    return f"{len(waits):>5} asked, {percentiles(waits)} max {max(waits) * 1000:.0f} ms"


async def _started(core: Core, people: int) -> CampaignBenchmark:
    await Enrolled(core).enrol(people)
    benchmark = CampaignBenchmark(core)
    show(await benchmark.start())
    return benchmark


async def _watched(
    benchmark: CampaignBenchmark,
    settings: Settings,
    tally: Callable[[], Tally],
    people: int,
    others: Iterable[Milestone] = (),
) -> CampaignFigures:
    samples: list[Costs] = []

    def weigh() -> None:
        samples.append(costs_now(settings.var, _ASKER))

    figures = await benchmark.watch(tally, people, [(1, weigh), (people // 2, weigh), *others])
    weigh()
    show(figures.line())
    show("memory at the first text, half way, and after the last:")
    for line in memory_lines(samples):
        show(line)
    for line in samples[-1].lines(samples[0], people, _ASKER):
        show(line)
    return figures


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

    victims = [(people * number // (kills + 1), kill) for number in range(1, kills + 1)]
    async with open_core(settings, url, connections=2) as core:
        double = CountingProvider(core.clock)
        show(await machine(core))
        benchmark = await _started(core, people)
        async with double.serving(provider_port(settings)):
            with workers_running(settings, url, workers):
                return await _watched(benchmark, settings, lambda: double.tally, people, victims)
