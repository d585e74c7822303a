"""PostgreSQL restarts under a running process: what lay idle is tried first, ends are written."""

import asyncio

import psycopg
from sqlalchemy import text

from channels.base import InboundText
from wayhome.bootstrap.core import Core
from wayhome.inbox.receive import Receiver

_END_ALL = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
              WHERE datname = current_database() AND pid <> pg_backend_pid()"""


async def end_every_connection(database_url: str) -> None:
    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as admin:
        await admin.execute(_END_ALL)


async def test_a_text_after_a_quiet_restart_is_stored_at_the_first_try(
    core: Core, database_url: str
) -> None:
    async with core.sessions() as session:
        await session.execute(text("SELECT 1"))
    await end_every_connection(database_url)
    await asyncio.sleep(1.1)

    text_in = InboundText(channel="sms", provider_id="SM1", address="+447700900001", text="hello")
    received = await Receiver(core.sessions, core.safety, core.clock).receive(text_in)

    assert received.message_id is not None


async def test_the_end_of_a_job_is_written_on_a_fresh_connection(
    core: Core, database_url: str
) -> None:
    connector = core.job_app.connector
    await connector.execute_query_async("SELECT 1")
    await end_every_connection(database_url)

    await connector.execute_query_async("CREATE TABLE written AS SELECT 1 AS one")

    assert await connector.execute_query_one_async("SELECT one FROM written") == {"one": 1}
