"""wayhome simulate: people who do not exist live six weeks on the real service."""

import json
import os
from datetime import datetime

import typer

from wayhome.bootstrap.simulation import Plan
from wayhome.bootstrap.simulation_run import NotTrained, run
from wayhome.cli.context import read_settings
from wayhome.cli.say import Problem, say, show
from wayhome.simulation.laws import LAWS

_START = typer.Option("2026-10-01", formats=["%Y-%m-%d"], help="The day they leave hospital.")


def simulate(  # noqa: PLR0913 - the options of one command
    people: int = typer.Option(10, min=1, help="How many patients; some have carers besides."),
    seed: int = typer.Option(1, help="The same seed is the same run."),
    start: datetime = _START,
    days: int = typer.Option(44, min=1, help="How many days are lived."),
    processes: int = typer.Option(0, min=0, help="How many at once; 0: one for each core."),
    kill: bool = typer.Option(False, "--kill", help="Workers die in the middle of sending, too."),
    as_json: bool = typer.Option(False, "--json", help="The report as one JSON object."),
    laws: bool = typer.Option(False, "--laws", help="List the laws and do nothing."),
) -> None:
    """Let simulated people live six weeks on the real code; exit 1 where a law is broken."""
    if laws:
        for law in LAWS:
            show(law)
        return
    plan = Plan(seed=seed, first=0, people=people, start=start.date(), days=days, kills=kill)
    try:
        report = run(read_settings(), plan, processes or os.cpu_count() or 1, say)
    except NotTrained as problem:
        raise Problem(str(problem)) from None
    if as_json:
        show(json.dumps(report.fields()))
    else:
        for line in report.lines():
            show(line)
    if report.violations:
        raise typer.Exit(1)
