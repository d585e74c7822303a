"""Loads the demo people into a database."""

from wayhome.bootstrap import content
from wayhome.checkins.enrolling import Planner
from wayhome.clock import SystemClock
from wayhome.db.engine import create_engine, create_sessions
from wayhome.demo import load_demo


async def load_demo_people(database_url: str) -> str:
    """What was loaded, in a few words; loading again changes nothing."""
    engine = create_engine(database_url)
    sessions, clock = create_sessions(engine), SystemClock()
    try:
        async with sessions.begin() as session:
            loaded = await load_demo(session, clock)
        planned = await Planner(sessions, content.schedules(), clock).plan_all_open()
        return f"{loaded}, check-ins of {planned} people planned"
    finally:
        await engine.dispose()
