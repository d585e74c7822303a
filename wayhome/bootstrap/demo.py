"""Loads the demo people into a database."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.bootstrap import content
from wayhome.checkins.enrolling import Planner
from wayhome.clock import Clock, SystemClock
from wayhome.content.movements import MovementSet
from wayhome.db.engine import create_engine, create_sessions
from wayhome.demo import load_demo
from wayhome.exercises.choosing import WhyNone, allowed
from wayhome.exercises.clearing import Wish, clear, propose
from wayhome.models import ExerciseLevel, Person, Role, StaffMember

_EXERCISES: Final = "demo-arthur"
#: What the demo clears anew: its stays begin on another day each day.
_NOT_YET: Final = frozenset({WhyNone.NOT_CLEARED, WhyNone.NEW_STAY})


async def load_demo_people(database_url: str) -> str:
    """What was loaded, in a few words; loading again changes nothing."""
    engine = create_engine(database_url)
    sessions, clock = create_sessions(engine), SystemClock()
    planner = Planner(sessions, content.schedules(), clock)
    try:
        async with sessions.begin() as session:
            loaded = await load_demo(session, clock)
            await _clear_exercises(session, clock, planner)
        planned = await planner.plan_all_open()
        return f"{loaded}, check-ins of {planned} people planned"
    finally:
        await engine.dispose()


async def _clear_exercises(session: AsyncSession, clock: Clock, planner: Planner) -> None:
    """One of the demo's people has exercises: a new hip, cleared for the chair."""
    found = await session.scalars(select(Person).where(Person.local_id == _EXERCISES))
    someone, exercises = found.one(), content.move_to_improve()
    if (await allowed(session, exercises, someone.id)).why_none not in _NOT_YET:
        return
    clinician = select(StaffMember).where(StaffMember.role == Role.CLINICAL_REVIEWER).limit(1)
    priya = (await session.scalars(clinician)).one()
    proposed = await propose(session, exercises, someone, Wish(sets=frozenset({MovementSet.CHAIR})))
    await clear(session, clock, someone, priya, proposed, ExerciseLevel.STANDARD)
    await planner.plan_chosen(session, someone, "move_to_improve")
