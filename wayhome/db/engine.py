"""Engines and sessions for PostgreSQL, by psycopg 3."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final, TypeAlias

import psycopg
from sqlalchemy import Engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

#: PostgreSQL takes about as long to restart.
_IDLE_SECONDS: Final = 1.0
_USED_AT: Final = "used_at"
#: More than the service has, so that none is planned anew for want of room.
_STATEMENTS: Final = 500

Sessions: TypeAlias = async_sessionmaker[AsyncSession]


def driver_url(database_url: str) -> str:
    """The same address, spoken by psycopg 3; raises ValueError for anything but PostgreSQL."""
    url = make_url(database_url)
    if url.get_backend_name() not in {"postgresql", "postgres"}:
        raise ValueError(
            f"DATABASE_URL names {url.get_backend_name()}; Wayhome keeps everything in PostgreSQL. "
            "Leave DATABASE_URL empty for the embedded server."
        )
    return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def conninfo(database_url: str) -> str:
    """The same address for psycopg itself, which knows no driver names."""
    return make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)


def create_engine(database_url: str, *, pool_size: int = 10) -> AsyncEngine:
    """A connection that lay idle is tried first, so that a restart of PostgreSQL costs no request.

    One in constant use is not: its next request fails then, and whoever asked asks again.
    """
    # What people wrote travels as parameters, which must not stand in an error's words or a log.
    engine = create_async_engine(
        driver_url(database_url),
        pool_size=pool_size,
        # A connection beyond the pool would be opened and closed for every single use.
        max_overflow=0,
        # The one that was used last has the most statements prepared.
        pool_use_lifo=True,
        hide_parameters=True,
    )
    _try_after_idling(engine.sync_engine)
    _keep_prepared(engine.sync_engine)
    return engine


def _try_after_idling(engine: Engine) -> None:
    @event.listens_for(engine, "checkin")
    def remember(_: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
        record.info[_USED_AT] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def try_first(
        line: DBAPIConnection, record: ConnectionPoolEntry, _: PoolProxiedConnection
    ) -> None:
        now = time.monotonic()
        if now - record.info.get(_USED_AT, now) < _IDLE_SECONDS:
            return
        try:
            engine.dialect.do_ping(line)
        except psycopg.Error as lost:
            raise DisconnectionError from lost


def _keep_prepared(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def keep(line: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        line.driver_connection.prepared_max = _STATEMENTS


@asynccontextmanager
async def one_trip(sessions: Sessions) -> AsyncIterator[AsyncConnection]:
    """For one statement that is whole by itself: nothing is begun before it or committed after."""
    engine: AsyncEngine = sessions.kw["bind"]
    async with engine.connect() as connection:
        yield await connection.execution_options(isolation_level="AUTOCOMMIT")


def create_sessions(engine: AsyncEngine) -> Sessions:
    return async_sessionmaker(engine, expire_on_commit=False)
