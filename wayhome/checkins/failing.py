"""A check-in whose words fail: tried again a few times, then given to a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError

from wayhome.checkins.by_a_person import ask_for_a_person
from wayhome.checkins.ending import end
from wayhome.checkins.standing import standing_of
from wayhome.models import CheckIn, CheckInStatus
from wayhome.people.texting_hours import texting_hours

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.clock import Clock

log = structlog.get_logger()

#: Over an hour and a quarter: what passes by itself has passed by then.
MOST_TRIES: Final = 5
#: Longer than a claim lasts, so that the person's other check-ins are seen to without it.
FIRST_WAIT: Final = timedelta(minutes=5)
WORDS_FAILED: Final = "words_failed"


class CannotSay(Exception):  # noqa: N818 - reads as what went wrong
    """The words of this check-in failed; what went wrong with them is the cause."""

    def __init__(self, check_in_id: int) -> None:
        super().__init__(f"{CannotSay.__doc__} Check-in {check_in_id}.")
        self.check_in_id = check_in_id


@contextmanager
def blaming(check_in: CheckIn) -> Iterator[None]:
    """Raises CannotSay for whatever fails in it, but for a database that is out of reach."""
    check_in_id = check_in.id
    try:
        yield
    except (OperationalError, InterfaceError):
        raise
    except Exception as fault:
        raise CannotSay(check_in_id) from fault


async def try_later_or_give_up(
    session: AsyncSession, clock: Clock, person_id: int, check_in_id: int
) -> None:
    """After a try that failed, in a transaction of its own; the caller commits."""
    now = clock.now()
    standing = await standing_of(session, person_id, now)
    check_in = await session.get_one(CheckIn, check_in_id, populate_existing=True)
    if check_in.ended_at is not None:
        return
    check_in.failed_tries += 1
    if check_in.failed_tries < MOST_TRIES:
        wait = FIRST_WAIT * 2 ** (check_in.failed_tries - 1)
        check_in.look_at = texting_hours(standing.person).next_from(now + wait)
        check_in.why = WORDS_FAILED
        return
    which = f"{check_in.schedule}/{check_in.key}"
    await ask_for_a_person(session, clock, standing, None, WORDS_FAILED, which)
    end(check_in, CheckInStatus.FOR_A_PERSON, now, WORDS_FAILED)
    log.error("check_in_given_up", check_in_id=check_in.id, tries=check_in.failed_tries)
