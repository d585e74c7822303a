"""What every test may ask for: a real PostgreSQL, a set clock, the approved wording."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from psycopg import sql

from wayhome.bootstrap.core import Core, open_core
from wayhome.bootstrap.logs import set_up_logs
from wayhome.clock import SetClock
from wayhome.db.embedded import EmbeddedServer
from wayhome.db.migrate import upgrade
from wayhome.settings import Env, Settings

#: A Tuesday morning, in working hours, far from a clock change.
TUESDAY_MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:  # noqa: ANN401 - xdist has no types
    """The flows share one running service, so that one worker of the run takes them all.

    xdist 3.8 would do so by its group marks, which pytest 9.2 does not let it write into ids.
    """
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

    class FlowsTogether(LoadScopeScheduling):  # type: ignore[misc] # xdist has no types
        def _split_scope(self, nodeid: str) -> str:
            return "flows" if nodeid.startswith("tests/flows/") else nodeid

    return FlowsTogether(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The quick half of all tests: those of one unit that need no database."""
    for item in items:
        needs_database = "postgres" in getattr(item, "fixturenames", ())
        if item.nodeid.startswith("tests/unit/") and not needs_database:
            item.add_marker(pytest.mark.quick)


@pytest.fixture(scope="session", autouse=True)
def logs() -> None:
    """As the service writes them: the library's own look at a fault lists every variable."""
    set_up_logs(json=True)


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """A folder that PostgreSQL's own user may enter; pytest closes its own to all others."""
    with TemporaryDirectory(prefix="wayhome-", ignore_cleanup_errors=True) as name:
        yield Path(name)


@pytest.fixture(scope="session")
def postgres(open_folder: Path) -> Iterator[EmbeddedServer]:
    """One server for the whole run, with a migrated database to copy from."""
    server = EmbeddedServer(open_folder / "data")
    server.start()
    _hurry(server.url("postgres"))
    upgrade(server.url("template_wayhome"))
    yield server
    server.stop()


@pytest.fixture
def database_url(postgres: EmbeddedServer, request: pytest.FixtureRequest) -> Iterator[str]:
    """A fresh, migrated database of the test's own; a copy is a matter of milliseconds."""
    name = f"test_{abs(hash(request.node.nodeid))}"
    admin = postgres.url("postgres")
    _run(admin, "DROP DATABASE IF EXISTS {}", name)
    _run(admin, "CREATE DATABASE {} TEMPLATE template_wayhome", name)
    yield postgres.url(name)
    _run(admin, "DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(TUESDAY_MORNING)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The demo's own defaults, untouched by this machine's environment."""
    for name in Settings.model_fields.values():
        monkeypatch.delenv(str(name.validation_alias), raising=False)
    return Settings(_env_file=None, env=Env.TEST, var=tmp_path)


@pytest.fixture
async def core(settings: Settings, database_url: str, clock: SetClock) -> AsyncIterator[Core]:
    async with open_core(settings, database_url, clock, connections=4) as opened:
        yield opened


def _hurry(admin: str) -> None:
    """A test's data need not survive a power cut."""
    with psycopg.connect(admin, autocommit=True) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(name)))
        connection.execute("SELECT pg_reload_conf()")


def _run(admin: str, statement: str, name: str) -> None:
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
