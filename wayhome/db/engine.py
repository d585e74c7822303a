"""Engines and sessions for PostgreSQL, by psycopg 3."""

from typing import TypeAlias

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

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


def create_engine(database_url: str, *, pool_size: int = 10, ping: bool = True) -> AsyncEngine:
    """A ping before each use finds PostgreSQL again after a restart without a failed request.

    Where failed work is run again anyhow, it is a round trip for nothing.
    """
    # What people wrote travels as parameters, which must not stand in an error's words or a log.
    return create_async_engine(
        driver_url(database_url),
        pool_size=pool_size,
        # A connection beyond the pool would be opened and closed for every single use.
        max_overflow=0,
        pool_pre_ping=ping,
        hide_parameters=True,
    )


def create_sessions(engine: AsyncEngine) -> Sessions:
    return async_sessionmaker(engine, expire_on_commit=False)
