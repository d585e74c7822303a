"""Sees to all that is due of one person in one transaction: sent, held, given away or let go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

import structlog

from wayhome.checkins.by_a_person import give_to_a_person
from wayhome.checkins.ending import end
from wayhome.checkins.failing import blaming, try_later_or_give_up
from wayhome.checkins.lateness import why_stale
from wayhome.checkins.rendering import NotNow, Rendered
from wayhome.checkins.silences import LOOK_AGAIN, Silences, first_look
from wayhome.checkins.standing import Standing, open_rows, standing_of
from wayhome.models import CheckIn, CheckInKind, CheckInStatus
from wayhome.people.texting_hours import texting_hours

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.checkins.rendering import Reminders, Renderers
    from wayhome.clock import Clock
    from wayhome.outbox.queueing import Leaving, Outbox

log = structlog.get_logger()

#: What comes first of what is due at once.
_ORDER: Final = (
    CheckInKind.QUESTIONS,
    CheckInKind.SURVEY,
    CheckInKind.EXERCISES,
    CheckInKind.MESSAGE,
)
#: Nobody is rung up for these: an exercise that cannot be texted is left out that day.
_NOT_WORTH_A_CALL: Final = frozenset({CheckInKind.EXERCISES})


class OnePerson:
    def __init__(
        self, outbox: Outbox, renderers: Renderers, reminders: Reminders, clock: Clock
    ) -> None:
        self._outbox = outbox
        self._renderers = renderers
        self._silences = Silences(outbox, reminders, clock)
        self._clock = clock

    async def see_to(
        self, session: AsyncSession, person_id: int, claimed: Collection[int]
    ) -> Sequence[Leaving]:
        """What to send once the caller has committed.

        `claimed` are the rows whose time to be looked at has come. Raises CannotSay.
        """
        now = self._clock.now()
        standing = await standing_of(session, person_id, now)
        rows = await open_rows(session, person_id, now)
        for row in rows:
            why = standing.cancels(row.support_period)
            if why is not None:
                end(row, CheckInStatus.CANCELLED, now, why)
        going = [one for one in self._still_useful(standing, rows) if one.id in claimed]
        asked = [one for one in rows if one.status is CheckInStatus.ASKED]
        leaves_now = [one for one in going if self._may_leave(standing, one)]
        for one in asked:
            if any(_replaces(newer, one) for newer in leaves_now):
                await self._silences.give_up(session, standing, one)
            elif one.id in claimed:
                await self._silences.see_to(session, standing, one)
        leaving = []
        for one in sorted(going, key=lambda row: _ORDER.index(row.kind)):
            leaving.append(await self._go_or_wait(session, standing, one, asked))
            asked.append(one)
        return [one for one in leaving if one is not None]

    async def could_not_say(self, session: AsyncSession, person_id: int, check_in_id: int) -> None:
        """After CannotSay, in a transaction of its own."""
        await try_later_or_give_up(session, self._clock, person_id, check_in_id)

    def _may_leave(self, standing: Standing, check_in: CheckIn) -> bool:
        allowed = texting_hours(standing.person).allow(self._clock.now())
        return allowed and standing.holds(check_in.support_period) is None

    def _still_useful(self, standing: Standing, rows: Sequence[CheckIn]) -> Sequence[CheckIn]:
        now, useful = self._clock.now(), list[CheckIn]()
        planned = [one for one in rows if one.status is CheckInStatus.PLANNED]
        for one, why in why_stale(planned, now):
            if why is None:
                useful.append(one)
            else:
                end(one, CheckInStatus.STALE, now, standing.holds(one.support_period) or why)
        return useful

    async def _go_or_wait(
        self,
        session: AsyncSession,
        standing: Standing,
        check_in: CheckIn,
        asked: Sequence[CheckIn],
    ) -> Leaving | None:
        now, hours = self._clock.now(), texting_hours(standing.person)
        held = standing.holds(check_in.support_period)
        if held is None and _must_wait(check_in, asked):
            held = "one_at_a_time"
        if held is not None:
            check_in.look_at, check_in.why = hours.next_from(now + LOOK_AGAIN), held
        elif not hours.allow(now):
            check_in.look_at = hours.next_from(now)
        else:
            return await self._say(session, standing, check_in)
        return None

    async def _say(
        self, session: AsyncSession, standing: Standing, check_in: CheckIn
    ) -> Leaving | None:
        if standing.by_a_person is not None and check_in.kind in _NOT_WORTH_A_CALL:
            end(check_in, CheckInStatus.STALE, self._clock.now(), standing.by_a_person)
            return None
        said = await self._words(session, standing, check_in)
        if isinstance(said, NotNow):
            self._let_go(check_in, said)
            return None
        if standing.point is None or standing.by_a_person is not None:
            await give_to_a_person(
                session, self._outbox, self._clock, standing, check_in, said.texts
            )
            return None
        leaving = await self._outbox.start_now(
            session, standing.point, said.texts, said.picture, said.buttons
        )
        check_in.message_id = leaving.last_id
        self._mark(standing, check_in, said)
        return leaving

    async def _words(
        self, session: AsyncSession, standing: Standing, check_in: CheckIn
    ) -> Rendered | NotNow:
        renderer = self._renderers.get(check_in.kind)
        if renderer is None:
            return NotNow(why="no_words", again_at=self._clock.now() + LOOK_AGAIN)
        with blaming(check_in):
            return await renderer.render(session, standing.person, check_in)

    def _let_go(self, check_in: CheckIn, said: NotNow) -> None:
        if said.again_at is None:
            end(check_in, CheckInStatus.STALE, self._clock.now(), said.why)
        else:
            check_in.look_at, check_in.why = said.again_at, said.why

    def _mark(self, standing: Standing, check_in: CheckIn, said: Rendered) -> None:
        now = self._clock.now()
        check_in.asked_at = now
        if said.question is None:
            end(check_in, CheckInStatus.TOLD, now)
        else:
            check_in.status, check_in.question = CheckInStatus.ASKED, said.question
            check_in.why, check_in.look_at = None, first_look(now, standing)
        log.info("check_in_sent", check_in_id=check_in.id, asks=said.question is not None)


def _replaces(newer: CheckIn, older: CheckIn) -> bool:
    return (newer.schedule, newer.kind) == (older.schedule, older.kind)


def _must_wait(check_in: CheckIn, asked: Sequence[CheckIn]) -> bool:
    """One conversation at a time: a second question would make a bare "1" mean two things."""
    return check_in.kind is not CheckInKind.MESSAGE and any(
        one.status is CheckInStatus.ASKED and one.kind.asks for one in asked
    )
