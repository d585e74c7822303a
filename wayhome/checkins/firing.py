"""Finds what is due, in batches that no two workers share, and sees to each person once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

import structlog
from sqlalchemy import select, update

from wayhome.checkins.failing import CannotSay
from wayhome.db.engine import one_trip
from wayhome.models import CheckIn

if TYPE_CHECKING:
    from wayhome.checkins.one_person import OnePerson
    from wayhome.clock import Clock
    from wayhome.db.engine import Sessions
    from wayhome.outbox.departures import Departures

log = structlog.get_logger()

#: So many rows are claimed at once.
BATCH: Final = 100
_AT_ONCE: Final = 8
#: Whoever claimed them has this long; if it died, they are claimed again.
LEASE: Final = timedelta(minutes=2)
#: So near to its end nobody is begun with.
_CLOSE: Final = timedelta(seconds=15)

Help: TypeAlias = Callable[[], Awaitable[None]]


async def _nobody() -> None:
    """Whoever works alone calls nobody."""


class CheckIns:
    """The engine; it knows times and states, and no words."""

    def __init__(
        self, sessions: Sessions, one_person: OnePerson, departures: Departures, clock: Clock
    ) -> None:
        self._sessions = sessions
        self._one_person = one_person
        self._departures = departures
        self._clock = clock

    async def fire_all_due(self, call_for_help: Help = _nobody) -> int:
        """Sees to everything that is due by the clock now; how many rows that were.

        Safe to run at the same time in any number of workers, and to be killed at any point.
        Another worker is called as soon as one batch does not hold all.
        """
        await self._departures.take_up(self._clock.now())
        seen_to, is_full = 0, True
        while is_full:
            most = self._departures.pace.most_at_once(BATCH)
            batch = await self._claim(most)
            claimed = sum(map(len, batch.values()))
            is_full = 0 < claimed == most
            if is_full and seen_to == 0:
                await call_for_help()
            await self._see_to_all(batch)
            seen_to += claimed
        return seen_to

    async def _see_to_all(self, batch: Mapping[int, set[int]]) -> None:
        """A few people at a time, so that the provider's answers are waited for together.

        Whose moment at the sender comes after the lease are left to whoever claims them next.
        """
        people, until = iter(batch.items()), self._clock.now() + LEASE - _CLOSE

        async def one_after_another() -> None:
            for person_id, check_ins in people:
                taken = await self._departures.pace.wait_for(person_id)
                if self._clock.now() < until:
                    sent = await self._try(person_id, check_ins)
                    if taken is not None and not sent:
                        await self._departures.pace.give_back(taken)

        await asyncio.gather(*(one_after_another() for _ in range(_AT_ONCE)))

    async def _claim(self, most: int) -> Mapping[int, set[int]]:
        """Due rows by person, oldest first, which no other worker takes while the lease lasts."""
        now = self._clock.now()
        due = (
            select(CheckIn.id)
            .where(CheckIn.ended_at.is_(None), CheckIn.look_at <= now)
            .order_by(CheckIn.look_at)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        claiming = (
            update(CheckIn)
            .where(CheckIn.id.in_(due.scalar_subquery()))
            .values(look_at=now + LEASE)
            .returning(CheckIn.person_id, CheckIn.id)
        )
        people: dict[int, set[int]] = {}
        async with one_trip(self._sessions) as connection:
            for person_id, check_in_id in await connection.execute(claiming):
                people.setdefault(person_id, set()).add(check_in_id)
        return people

    async def _try(self, person_id: int, check_ins: set[int]) -> bool:
        """Whether anything was sent. One person's trouble is no other's.

        Theirs is claimed again when the lease ends.
        """
        try:
            async with self._sessions.begin() as session:
                texts = await self._one_person.see_to(session, person_id, check_ins)
            for leaving in texts:
                await self._departures.send(leaving)
        except CannotSay as fault:
            why = type(fault.__cause__).__name__
            log.exception("check_in_words_failed", check_in_id=fault.check_in_id, why=why)
            await self._count(person_id, fault)
            return False
        except Exception as fault:
            log.exception("check_in_failed", person_id=person_id, why=type(fault).__name__)
            return False
        return bool(texts)

    async def _count(self, person_id: int, failed: CannotSay) -> None:
        try:
            async with self._sessions.begin() as session:
                await self._one_person.could_not_say(session, person_id, failed.check_in_id)
        except Exception as fault:
            log.exception("check_in_failed", person_id=person_id, why=type(fault).__name__)
