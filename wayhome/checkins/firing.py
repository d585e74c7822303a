"""Sends the check-ins that are due: one transaction a person, each once, or says why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog
from sqlalchemy import select, update

from wayhome.checkins.ending import end
from wayhome.checkins.lateness import why_stale
from wayhome.checkins.rendering import NotNow, Rendered
from wayhome.models import (
    CheckIn,
    CheckInStatus,
    Person,
    SupportPeriod,
    SupportStatus,
)
from wayhome.people.contact_points import conversation_of, reach
from wayhome.people.texting_hours import texting_hours

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.checkins.rendering import Renderers
    from wayhome.clock import Clock
    from wayhome.db.engine import Sessions
    from wayhome.outbox.queueing import Outbox

log = structlog.get_logger()

#: So many rows are claimed at once.
_BATCH: Final = 100
#: Whoever claimed them has this long; if it died, they are claimed again.
_LEASE: Final = timedelta(minutes=2)
_NO_WORDS_YET: Final = timedelta(hours=1)


class CheckIns:
    """The engine; it knows times and states, and no words."""

    def __init__(
        self, sessions: Sessions, outbox: Outbox, renderers: Renderers, clock: Clock
    ) -> None:
        self._sessions = sessions
        self._outbox = outbox
        self._renderers = renderers
        self._clock = clock

    async def fire_all_due(self) -> int:
        """Sees to everything that is due now; how many people that concerned."""
        seen_to = 0
        while people := await self._claim():
            for person_id in people:
                await self._try(person_id)
            seen_to += len(people)
        return seen_to

    async def _claim(self) -> Sequence[int]:
        """The people of a batch of due rows, which no other worker takes for a while."""
        now = self._clock.now()
        due = (
            select(CheckIn.id)
            .where(CheckIn.ended_at.is_(None), CheckIn.look_at <= now)
            .order_by(CheckIn.look_at)
            .limit(_BATCH)
            .with_for_update(skip_locked=True)
        )
        async with self._sessions.begin() as session:
            claimed = await session.scalars(
                update(CheckIn)
                .where(CheckIn.id.in_(due.scalar_subquery()))
                .values(look_at=now + _LEASE)
                .returning(CheckIn.person_id)
                .execution_options(synchronize_session=False)
            )
            return list(dict.fromkeys(claimed))

    async def _try(self, person_id: int) -> None:
        """One person's trouble is no other's: theirs is claimed again when the lease ends."""
        try:
            await self._see_to(person_id)
        except Exception as fault:
            log.exception("check_in_failed", person_id=person_id, why=type(fault).__name__)

    async def _see_to(self, person_id: int) -> None:
        async with self._sessions.begin() as session:
            # The person is locked first, so that two workers never text one of them at once.
            person = await session.get_one(Person, person_id, with_for_update=True)
            rows = (
                await session.scalars(
                    select(CheckIn)
                    .join(SupportPeriod, SupportPeriod.id == CheckIn.support_period_id)
                    .where(
                        CheckIn.person_id == person_id,
                        CheckIn.status == CheckInStatus.PLANNED,
                        SupportPeriod.status == SupportStatus.ACTIVE,
                    )
                )
            ).all()
            now = self._clock.now()
            for check_in, why in why_stale(rows, now):
                if why is not None:
                    end(check_in, CheckInStatus.STALE, now, why)
                elif not texting_hours(person).allow(now):
                    check_in.look_at = texting_hours(person).next_from(now)
                else:
                    await self._say(session, person, check_in)

    async def _say(self, session: AsyncSession, person: Person, check_in: CheckIn) -> None:
        conversation = await conversation_of(session, self._clock, person)
        point = await reach(session, conversation.id)
        if point is None:
            return
        now = self._clock.now()
        said = await self._words(session, person, check_in)
        if isinstance(said, NotNow):
            _let_go(check_in, said, self._clock)
            return
        for text in said.texts:
            message = await self._outbox.start(session, point, text)
            check_in.message_id = message.id
        check_in.asked_at, check_in.question = now, said.question
        if said.question is None:
            end(check_in, CheckInStatus.TOLD, now)
        else:
            check_in.status = CheckInStatus.ASKED
        log.info("check_in_sent", check_in_id=check_in.id, asks=said.question is not None)

    async def _words(
        self, session: AsyncSession, person: Person, check_in: CheckIn
    ) -> Rendered | NotNow:
        renderer = self._renderers.get(check_in.kind)
        if renderer is None:
            return NotNow(why="no_words", again_at=self._clock.now() + _NO_WORDS_YET)
        return await renderer.render(session, person, check_in)


def _let_go(check_in: CheckIn, said: NotNow, clock: Clock) -> None:
    if said.again_at is None:
        end(check_in, CheckInStatus.STALE, clock.now(), said.why)
    else:
        check_in.look_at, check_in.why = said.again_at, said.why
