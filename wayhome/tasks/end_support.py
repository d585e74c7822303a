"""Ends the six weeks that are over, and what was still planned in them."""

from wayhome.checkins.ending import cancel_what_is_left
from wayhome.clock import Clock
from wayhome.db.engine import Sessions
from wayhome.people.support import end_support


async def end(sessions: Sessions, clock: Clock) -> dict[str, int]:
    async with sessions.begin() as session:
        ended = await end_support(session, clock)
        return {"ended": ended, "cancelled": await cancel_what_is_left(session, clock)}
