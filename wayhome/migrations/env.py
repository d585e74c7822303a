"""Alembic's entry: runs the migrations on the address that `wayhome.db.migrate` was given."""

from typing import Literal

from alembic import context
from sqlalchemy import create_engine, pool

from wayhome.models import Base
from wayhome.models.base import UtcTime


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    # The job engine brings its own tables and looks after them.
    return not (kind == "table" and (name or "").startswith("procrastinate_"))


def _plain(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Migrations stand on their own: they name SQLAlchemy's types, never ours."""
    if kind == "type" and isinstance(item, UtcTime):
        return "sa.DateTime(timezone=True)"
    return False


def _run() -> None:
    engine = create_engine(context.config.attributes["database_url"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            include_name=_ours,
            render_item=_plain,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


_run()
