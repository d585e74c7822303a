"""Takes up the programmes whose pause has run out."""

from wayhome.clock import Clock
from wayhome.db.engine import Sessions
from wayhome.people.support import resume_support


async def resume(sessions: Sessions, clock: Clock) -> dict[str, int]:
    async with sessions.begin() as session:
        return {"resumed": await resume_support(session, clock)}
