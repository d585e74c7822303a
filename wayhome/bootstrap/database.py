"""Finds the database: DATABASE_URL, or the embedded server in `var`."""

from collections.abc import Iterator
from contextlib import contextmanager

from wayhome.db.embedded import EmbeddedServer
from wayhome.settings import Settings


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """The address of a running database, for as long as the block lasts."""
    if settings.database_url:
        yield settings.database_url
        return
    server = EmbeddedServer(settings.var / "postgres")
    server.start()
    try:
        yield server.url()
    finally:
        server.stop()
