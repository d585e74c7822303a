"""The migrations and the models say the same."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from wayhome.db.engine import driver_url
from wayhome.db.migrate import pending
from wayhome.models import Base


def test_a_migrated_database_has_exactly_the_models_tables(database_url: str) -> None:
    engine = create_engine(driver_url(database_url))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: not _is_job_engines(name, kind)},
        )
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()

    assert differences == []


def test_a_migrated_database_has_nothing_pending(database_url: str) -> None:
    assert not pending(database_url)


def _is_job_engines(name: str | None, kind: str) -> bool:
    return kind == "table" and (name or "").startswith("procrastinate_")
