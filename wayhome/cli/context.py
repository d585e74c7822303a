"""What a command that works on the database opens: settings, the database, a session."""

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.bootstrap.core import Core, open_core
from wayhome.bootstrap.database import database
from wayhome.bootstrap.logs import set_up_logs
from wayhome.cli.say import Problem
from wayhome.db.migrate import pending
from wayhome.models import StaffMember
from wayhome.settings import Settings


def read_settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(str(fault["msg"]) for fault in error.errors())
        raise Problem(f"The settings cannot be used: {faults}") from None


@contextmanager
def current_database(settings: Settings) -> Iterator[str]:
    """The database's address; its tables must be the newest."""
    with database(settings) as url:
        if pending(url):
            raise Problem("The database's tables are older than this code. Run: wayhome db upgrade")
        yield url


@asynccontextmanager
async def opened() -> AsyncIterator[Core]:
    # A command says itself what it did; what a script reads from it is no place for a log.
    set_up_logs(json=False, least=logging.WARNING)
    settings = read_settings()
    with current_database(settings) as url:
        async with open_core(settings, url, connections=2) as core:
            yield core


async def acting_staff(session: AsyncSession, email: str) -> StaffMember:
    """Every change has an actor; raises Problem for an address that is nobody's."""
    staff = await session.scalar(select(StaffMember).where(StaffMember.email == email.lower()))
    if staff is None:
        raise Problem(f"Nobody on the staff has the address {email}. Give --as with one that is.")
    return staff
