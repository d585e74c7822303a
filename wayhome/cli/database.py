"""wayhome db: the tables."""

import typer

from wayhome.bootstrap.database import database
from wayhome.cli.context import read_settings
from wayhome.cli.say import say
from wayhome.db.migrate import upgrade as migrate

app = typer.Typer(help="The database.", no_args_is_help=True)


@app.callback()
def db() -> None:
    """The database."""


@app.command()
def upgrade() -> None:
    """Bring the tables to what this code needs."""
    with database(read_settings()) as url:
        migrate(url)
    say("The database is up to date.")
