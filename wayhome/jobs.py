"""Jobs on procrastinate: deferred in the same transaction as the row that they are about."""

from typing import Any, LiteralString

import procrastinate
import psycopg
from procrastinate.exceptions import ConnectorException
from psycopg_pool import AsyncConnectionPool
from sqlalchemy import ColumnElement, cast, func, null
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import UserDefinedType

from wayhome.db.engine import conninfo

HANDLE_MESSAGE = "handle_message"
SEND_MESSAGE = "send_message"

#: Emergencies overtake whatever waits.
URGENT_PRIORITY = 100
#: What nobody waits for lets everything else pass.
BULK_PRIORITY = -10


class FewTrips(procrastinate.PsycopgConnector):
    """Runs each of the engine's statements in one trip to the database instead of four.

    The engine's own way is to try the connection, begin, run one statement and commit. Each
    statement of its is whole by itself, so that none needs a transaction around it.
    """

    def __init__(self, database_url: str, connections: int) -> None:
        super().__init__(
            pool_factory=_untried,
            conninfo=conninfo(database_url),
            configure=_without_transactions,
            min_size=1,
            max_size=connections,
        )

    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:  # noqa: ANN401 - the engine's own signature
        """For what must be written down, such as the end of a job: tried again on a fresh line.

        Were it lost, the job would stay `doing` for as long as its worker lives.
        """
        try:
            await super().execute_query_async(query, **arguments)
        except ConnectorException:
            await self.pool.check()
            await super().execute_query_async(query, **arguments)


async def _without_transactions(connection: psycopg.AsyncConnection[Any]) -> None:
    await connection.set_autocommit(True)


def _untried(**options: Any) -> AsyncConnectionPool:  # noqa: ANN401 - the pool's own options
    return AsyncConnectionPool(**{**options, "check": None})


def create_job_app(database_url: str, *, connections: int = 10) -> procrastinate.App:
    """The engine's application; open it before use, and add tasks in a worker."""
    return procrastinate.App(connector=FewTrips(database_url, connections))


async def renew_lines(app: procrastinate.App) -> None:
    """Puts fresh connections in place of those that PostgreSQL took with it."""
    if isinstance(app.connector, FewTrips):
        await app.connector.pool.check()


class _Job(UserDefinedType[Any]):
    """The composite type in which procrastinate takes a job."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own signature
        return "procrastinate_job_to_defer_v1"


def deferral(
    task: str,
    lock: ColumnElement[Any],
    priority: ColumnElement[Any],
    arguments: ColumnElement[Any],
) -> ColumnElement[Any]:
    """Defers a job as part of a larger statement, so that a text and its job are one trip.

    It is the call that procrastinate's own `defer_jobs` makes, by the functions of its schema.
    """
    row = func.row("default", task, priority, lock, null(), arguments, null())
    return func.procrastinate_defer_jobs_v1(array([cast(row, _Job())]))


class Jobs:
    """Defers jobs by name, so that whoever asks for one need not know the code that runs it."""

    def __init__(self, app: procrastinate.App) -> None:
        self._app = app

    async def defer(
        self,
        session: AsyncSession,
        task: str,
        *,
        lock: str | None = None,
        priority: int = 0,
        after_seconds: float = 0,
        **arguments: Any,  # noqa: ANN401 - any JSON value
    ) -> None:
        """Defers on the session's own connection: a rollback takes the job back.

        Jobs of one lock run one at a time, in the order in which they were deferred.
        """
        await session.flush()
        raw = await (await session.connection()).get_raw_connection()
        connection: psycopg.AsyncConnection[Any] = raw.driver_connection  # type: ignore[assignment]
        await self._app.configure_task(
            task,
            connection=connection,
            lock=lock,
            priority=priority,
            schedule_in={"seconds": after_seconds} if after_seconds else None,
        ).defer_async(**arguments)
