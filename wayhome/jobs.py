"""Jobs on procrastinate: deferred in the same transaction as the row that they are about."""

from typing import Any

import procrastinate
import psycopg
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.db.engine import conninfo

HANDLE_MESSAGE = "handle_message"
SEND_MESSAGE = "send_message"

#: Emergencies overtake whatever waits.
URGENT_PRIORITY = 100


def create_job_app(database_url: str, *, connections: int = 10) -> procrastinate.App:
    """The engine's application; open it before use, and add tasks in a worker."""
    connector = procrastinate.PsycopgConnector(
        conninfo=conninfo(database_url), min_size=1, max_size=connections
    )
    return procrastinate.App(connector=connector)


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
