"""Brings a database to the newest tables, by Alembic."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from wayhome.db.engine import driver_url


def alembic_config(database_url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", "wayhome:migrations")
    config.attributes["database_url"] = driver_url(database_url)
    return config


def upgrade(database_url: str) -> None:
    command.upgrade(alembic_config(database_url), "head")


def pending(database_url: str) -> bool:
    """Whether the database's tables are older than the code."""
    head = ScriptDirectory.from_config(alembic_config(database_url)).get_current_head()
    engine = create_engine(driver_url(database_url))
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision() != head
    finally:
        engine.dispose()
