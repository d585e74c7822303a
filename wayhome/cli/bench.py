"""wayhome bench: figures to trust, with what they were measured on."""

import shutil
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path

import typer

from wayhome.bootstrap.check_in_benchmark import CheckInBenchmark, Enrolled
from wayhome.bootstrap.core import open_core
from wayhome.bootstrap.costs import costs_now, kill_ours
from wayhome.bootstrap.counting_provider import CountingProvider
from wayhome.bootstrap.fault_drill import FaultDrill, Findings
from wayhome.bootstrap.import_benchmark import ImportBenchmark
from wayhome.bootstrap.inbound_benchmark import (
    Figures,
    InboundBenchmark,
    SteadyFigures,
    enrol,
    machine,
    provider,
)
from wayhome.bootstrap.many_files_benchmark import ManyFilesBenchmark
from wayhome.bootstrap.service import CannotStart, Service, workers_running
from wayhome.cli.bench_campaign import campaign
from wayhome.cli.bench_settings import lend_model, own_settings, provider_port
from wayhome.cli.context import opened
from wayhome.cli.say import Problem, run, say, show
from wayhome.cli.service import stoppable
from wayhome.db.embedded import EmbeddedServer
from wayhome.db.migrate import upgrade
from wayhome.settings import Settings

app = typer.Typer(help="Measure on this machine.", no_args_is_help=True)

#: Enough that nobody has a second text before the first is answered.
_STEADY_PEOPLE = 100

#: The double and the measuring share one process.
_ASKER = "benchmark and provider double"


app.command("campaign")(campaign)


@app.callback()
def bench() -> None:
    """Measure on this machine."""


@app.command()
def inbound(
    texts: int = typer.Option(300, help="How many texts in each run."),
    in_flight: list[int] = typer.Option([1, 16], help="How many people text at once."),
    rate: float = typer.Option(0.0, help="Instead: this many a second, waiting for nobody."),
    rasa_servers: int = typer.Option(1, help="How many Rasa servers to run."),
    check_ins: int = typer.Option(0, help="So many check-ins of others fall due meanwhile."),
) -> None:
    """Webhook in to acknowledged, and to the reply at the provider, on a service of its own."""
    settings = own_settings(rasa_servers)
    lend_model(settings)
    # What an earlier run left in its queue would be measured with this one.
    shutil.rmtree(settings.var / "postgres", ignore_errors=True)
    try:
        with stoppable(), Service(settings, say, demo=False).running() as url:
            run(_measure(settings, url, texts, in_flight, rate, check_ins))
    except CannotStart as problem:
        raise Problem(str(problem)) from None


@app.command("import")
def import_(
    files: list[Path],
    bundles: int = typer.Option(1000, help="How many to import, going round the files."),
    together: bool = typer.Option(False, help="All in one import, each of another person."),
) -> None:
    """Read, compare and save bundles one by one, and take each back; time and memory."""
    for line in run(_imported(files, bundles, together=together)):
        show(line)


async def _imported(files: list[Path], bundles: int, *, together: bool) -> list[str]:
    kind = ManyFilesBenchmark if together else ImportBenchmark
    async with opened() as core:
        return [await machine(core), *await kind(core, files).run(bundles)]


@app.command()
def faults(
    texts: int = typer.Option(500, help="How many texts to send."),
    in_flight: int = typer.Option(16, help="How many people text at once."),
) -> None:
    """Kill the worker, web and the worker again while people text, then count what is left."""
    settings = own_settings(1)
    lend_model(settings)
    shutil.rmtree(settings.var / "postgres", ignore_errors=True)
    try:
        with stoppable(), Service(settings, say, demo=False).running() as url:
            findings = run(_drill(settings, url, texts, in_flight))
    except CannotStart as problem:
        raise Problem(str(problem)) from None
    if findings.faults:
        raise typer.Exit(1)


@app.command("checkins")
def check_ins(
    due: int = typer.Option(10_000, help="How many fall due at once in each run."),
    workers: str = typer.Option("1,2", help="Runs with so many workers each, with commas."),
    enrolled: int = typer.Option(0, help="How many people are enrolled; else as many as needed."),
    kills: int = typer.Option(0, help="Kill -9 every worker so many times on the way."),
) -> None:
    """Check-ins that fall due at once: fired, rendered and handed to a provider double."""
    settings = own_settings(1)
    shutil.rmtree(settings.var / "postgres", ignore_errors=True)
    runs = [int(one) for one in workers.split(",")]
    server = EmbeddedServer(settings.var / "postgres")
    server.start()
    try:
        with stoppable():
            enrolled = max(enrolled, due * (len(runs) + 1))
            twice = run(_fire(settings, server.url(), due, runs, enrolled, kills))
    finally:
        server.stop()
    if twice:
        raise typer.Exit(1)


async def _fire(  # noqa: PLR0913 - the options of the command
    settings: Settings, url: str, due: int, runs: Sequence[int], enrolled: int, kills: int
) -> int:
    """How many texts were sent twice."""

    def kill() -> None:
        say("kill -9 worker")
        kill_ours("worker")

    upgrade(url)
    twice = 0
    async with open_core(settings, url, connections=2) as core:
        provider_ = CountingProvider(core.clock)
        people = Enrolled(core)
        benchmark = CheckInBenchmark(people, provider_)
        show(await machine(core))
        say(f"Enrolling {enrolled} people ...")
        await people.enrol(enrolled)
        async with provider_.serving(provider_port(settings)):
            for workers in runs:
                with workers_running(settings, url, workers):
                    await benchmark.wait_for(workers)
                    before = costs_now(settings.var, _ASKER)
                    figures = await benchmark.run(workers, due, kill, kills)
                    after = costs_now(settings.var, _ASKER)
                show(figures.line())
                for line in after.lines(before, due, _ASKER):
                    show(line)
                twice += figures.twice
        await people.let_fall_due(due)
        show(f"How a batch of {due} due rows is found among {enrolled} people:")
        for line in await people.plan_of_the_due_query():
            show(f"    {line}")
    return twice


async def _drill(settings: Settings, url: str, texts: int, in_flight: int) -> Findings:
    def kill(name: str) -> None:
        say(f"kill -9 {name}")
        kill_ours(name)

    async with (
        open_core(settings, url, connections=2) as core,
        provider(settings, provider_port(settings)) as phones,
    ):
        findings = await FaultDrill(core, phones, kill).run(await enrol(core, in_flight), texts)
    for line in findings.lines():
        show(line)
    return findings


async def _measure(  # noqa: PLR0913 - the options of the command
    settings: Settings, url: str, texts: int, in_flight: list[int], rate: float, check_ins: int
) -> None:
    most = _STEADY_PEOPLE if rate else max(in_flight)
    async with (
        open_core(settings, url, connections=2) as core,
        provider(settings, provider_port(settings)) as phones,
    ):
        benchmark = InboundBenchmark(phones, await enrol(core, most))
        show(await machine(core))
        show(f"Rasa servers: {len(settings.rasa_urls)}; the provider is a double on this machine:")
        show("what it and the measuring cost is taken from the same cores, and told below.")
        await benchmark.run(3 * most, min(most, 16))
        runs: Sequence[Callable[[], Awaitable[Figures | SteadyFigures]]] = (
            [partial(benchmark.run_steady, texts, rate)]
            if rate
            else [partial(benchmark.run, texts, people) for people in in_flight]
        )
        others = Enrolled(core)
        if check_ins:
            await others.enrol(check_ins * len(runs))
        for one in runs:
            before = costs_now(settings.var, _ASKER)
            await others.let_fall_due(check_ins)
            show((await one()).line())
            if check_ins:
                show(f"    check-ins sent by then: {await others.asked()}")
            for line in costs_now(settings.var, _ASKER).lines(before, texts, _ASKER):
                show(line)
