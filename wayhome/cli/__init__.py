"""The command line: data on standard output, talk on standard error."""

import importlib
import sys
from typing import Any, Final

import typer
from typer.core import TyperGroup

from wayhome.cli.say import Problem, say

#: Where each command stands and what it does; a command's code is read only when it is used.
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "up": ("service:up", "Start everything on this machine; begin here."),
    "chat": ("chat:chat", "Text as a demo person, through the whole real path."),
    "survey": ("surveys:app", "The survey's results by question and group, and its comments."),
    "handoff": ("handoffs:app", "Concerns that wait for a person: list, claim, resolve."),
    "checkin": ("check_ins:app", "What we text a person first: list and plan."),
    "plan": ("plans:app", "Discharge plans: import and show."),
    "content": ("contents:app", "The words that people read: check and preview."),
    "campaign": ("campaigns:app", "One text or schedule for many: preview, start, pause, watch."),
    "exercise": ("exercises:app", "Move to Improve: clear exercises, see what came back."),
    "patient": ("patients:app", "The people on record: add, import, list, link a Telegram chat."),
    "assess": ("assessing:assess", "What the service makes of texts on standard input."),
    "evaluate": ("evaluating:evaluate", "Score a file of labelled texts; misses are listed."),
    "doctor": ("doctor:doctor", "What is well, what is not, and how to put it right."),
    "jobs": ("jobs:app", "Dead jobs: list and retry."),
    "simulate": ("simulating:simulate", "Simulated people live six weeks; laws are checked."),
    "bench": ("bench:app", "Measure on this machine."),
    "train": ("processes:train", "Train the assistant, if its inputs changed."),
    "db": ("database:app", "The database: bring its tables up to date."),
    "telegram": ("telegram:app", "Telegram: set the webhook, or poll in development."),
    "web": ("processes:web", "Run the web process: webhooks, health and the console."),
    "worker": ("processes:worker", "Run a worker; as many as you like, on any machine."),
    "actions": ("processes:actions", "Run the action server that Rasa asks for answers."),
    "rasa": ("processes:rasa", "Run a Rasa server, on loopback and behind its token."),
    "phones": ("processes:phones", "Run the demo's phones: doubles of Twilio and Telegram."),
    "install-rasa": ("processes:install_rasa", "Build Rasa's own Python 3.10 environment."),
}


class Commands(TyperGroup):
    """Reads a command's code when it is asked for, so that every process starts light."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002 - Typer's signature
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ANN401, ARG002 - Typer keeps its command's type to itself
        return command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # noqa: ANN401 - as above
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, what) for name, (_, what) in COMMANDS.items()])


def command(name: str) -> Any:  # noqa: ANN401 - Typer keeps its command's type to itself
    """One command as Typer runs it."""
    module, _, attribute = COMMANDS[name][0].partition(":")
    found = getattr(importlib.import_module(f"wayhome.cli.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name)(found)
        found = alone
    return typer.main.get_command(found)


def build() -> Commands:
    return Commands(
        name="wayhome",
        help="A companion for the six weeks after a hospital stay. Begin with: wayhome up",
        no_args_is_help=True,
        rich_markup_mode=None,
    )


def main() -> None:
    """Exit 0 for done, 1 for failed with a sentence, 2 for used wrongly."""
    try:
        build()()
    except Problem as problem:
        say(str(problem))
        sys.exit(1)
