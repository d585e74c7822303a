"""Loads the demo people into a database."""

from wayhome.clock import SystemClock
from wayhome.db.engine import create_engine, create_sessions
from wayhome.demo import load_demo


async def load_demo_people(database_url: str) -> str:
    """What was loaded, in a few words; loading again changes nothing."""
    engine = create_engine(database_url)
    try:
        async with create_sessions(engine).begin() as session:
            return str(await load_demo(session, SystemClock()))
    finally:
        await engine.dispose()
