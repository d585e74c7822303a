"""The commands that run one process each; `wayhome up` runs them all."""

import os

import typer

from wayhome.bootstrap import embeddings, level_model, rasa_environment, rasa_server
from wayhome.bootstrap.logs import set_up_logs
from wayhome.cli.context import current_database, read_settings
from wayhome.cli.say import Problem, run, say
from wayhome.settings import ROOT, Settings


def web() -> None:
    """Run the web process: webhooks, health and the console."""
    from wayhome.bootstrap.web import run_web

    settings = _set_up()
    with current_database(settings) as url:
        run(run_web(settings, url))


def worker() -> None:
    """Run a worker; start as many as you like, on as many machines."""
    from wayhome.bootstrap.worker import run_worker

    settings = _set_up()
    with current_database(settings) as url:
        run(run_worker(settings, url))


def actions() -> None:
    """Run the action server that Rasa asks for answers."""
    from wayhome.bootstrap.actions import run_actions

    settings = _set_up()
    with current_database(settings) as url:
        run(run_actions(settings, url))


def phones() -> None:
    """Run the demo's phones: doubles of Twilio and Telegram with a page to text from."""
    from wayhome.bootstrap.phones import run_phones

    run(run_phones(_set_up()))


def rasa(number: int = typer.Option(1, help="Which of RASA_URL's servers to be, from 1.")) -> None:
    """Run a Rasa server, on loopback and behind its token."""
    settings = read_settings()
    if not rasa_server.model(settings).exists():
        raise Problem("There is no trained model. Run: wayhome train")
    os.chdir(ROOT)
    command = rasa_server.server_command(settings, settings.rasa_urls[number - 1])
    os.execve(command[0], command, rasa_server.environment(settings))  # noqa: S606 - becomes Rasa


def install_rasa() -> None:
    """Build the Rasa server's own Python 3.10 environment; add sentence vectors to both."""
    say("Rasa's environment: checking (the first time takes about a minute) ...")
    try:
        built = rasa_environment.install()
    except rasa_environment.NoPython310 as missing:
        raise Problem(str(missing)) from None
    say("Rasa's environment: built." if built else "Rasa's environment: as it should be.")
    if not embeddings.install():
        say("Sentence vectors could not be added: texts are read by n-grams alone, less well.")


def train(*, force: bool = typer.Option(False, help="Train even if nothing has changed.")) -> None:
    """Train the level model and the assistant, if what they are made from has changed."""
    settings = read_settings()
    say("The level model: training if its texts changed (two minutes or so) ...")
    levels = level_model.train(settings, even_if_unchanged=force)
    say("The level model: trained." if levels else "The level model: nothing to train.")
    if not rasa_environment.PYTHON.exists():
        raise Problem("Rasa's environment is not there. Run: wayhome install-rasa")
    say("The assistant: training if its inputs changed (two minutes or so) ...")
    trained = rasa_server.train(settings, even_if_unchanged=force)
    say("The assistant: trained." if trained else "The assistant: nothing to train.")


def _set_up() -> Settings:
    settings = read_settings()
    set_up_logs(json=not os.isatty(2))
    return settings
