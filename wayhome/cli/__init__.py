"""The command line: data on standard output, talk on standard error."""

import sys

import typer

from wayhome.cli import (
    assessing,
    chat,
    database,
    doctor,
    handoffs,
    jobs,
    patients,
    plans,
    processes,
    service,
    telegram,
)
from wayhome.cli.say import Problem, say


def build() -> typer.Typer:
    """Every command; each answers --help."""
    app = typer.Typer(
        name="wayhome",
        help="A companion for the six weeks after a hospital stay. Begin with: wayhome up",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    service.add_to(app)
    chat.add_to(app)
    assessing.add_to(app)
    doctor.add_to(app)
    processes.add_to(app)
    app.add_typer(patients.app, name="patient")
    app.add_typer(plans.app, name="plan")
    app.add_typer(handoffs.app, name="handoff")
    app.add_typer(jobs.app, name="jobs")
    app.add_typer(telegram.app, name="telegram")
    app.add_typer(database.app, name="db")
    return app


def main() -> None:
    """Exit 0 for done, 1 for failed with a sentence, 2 for used wrongly."""
    try:
        build()()
    except Problem as problem:
        say(str(problem))
        sys.exit(1)
