"""What follows from a check-in that nothing was said to: a reminder, a concern, a phone call.

Source: standards.md 1.9 and H12 (a silent person is a task for a person, never assumed well).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog
from sqlalchemy import func, select

from wayhome.checkins.ending import end
from wayhome.checkins.failing import blaming
from wayhome.checkins.lateness import MAKES_SENSE_FOR
from wayhome.checkins.rendering import NotNow
from wayhome.handoffs.standing import open_or_join
from wayhome.levels import Level
from wayhome.models import (
    Answer,
    CheckIn,
    CheckInKind,
    CheckInStatus,
    Direction,
    Handoff,
    HandoffOutcome,
    HandoffReason,
    Message,
    MessageStatus,
)
from wayhome.people.contact_points import conversation_of
from wayhome.people.texting_hours import texting_hours

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.checkins.rendering import Reminders
    from wayhome.checkins.standing import Standing
    from wayhome.clock import Clock
    from wayhome.outbox.queueing import Outbox

log = structlog.get_logger()

#: After the question, and again after the reminder; both in the person's texting hours.
PATIENCE: Final = timedelta(hours=4)
#: While a person sees to them, an open question is looked at again after this long.
LOOK_AGAIN: Final = timedelta(minutes=30)
#: So many silences in a row are a phone call.
IN_A_ROW: Final = 3

SILENCE, SPOKE_OF_OTHER_THINGS = "silence", "spoke_of_other_things"
#: Under which a silence stands in the queue.
MISSED_ONE, MISSED_THREE = "missed_check_in", "three_silences"

_NOT_ARRIVED: Final = frozenset({MessageStatus.FAILED, MessageStatus.UNKNOWN})
_SPOKEN_WITH: Final = (HandoffOutcome.CALLED, HandoffOutcome.VISITED)


def first_look(said_at: datetime, standing: Standing) -> datetime:
    """When a question that was just asked is looked at for the first time."""
    return texting_hours(standing.person).next_from(said_at + PATIENCE)


class Silences:
    def __init__(self, outbox: Outbox, reminders: Reminders, clock: Clock) -> None:
        self._outbox = outbox
        self._reminders = reminders
        self._clock = clock

    async def see_to(self, session: AsyncSession, standing: Standing, check_in: CheckIn) -> None:
        """Reminds or gives up, where it is time to. The caller holds the person's lock."""
        now = self._clock.now()
        if await self._has_not_arrived(session, check_in):
            return
        held, hours = standing.holds(check_in.support_period), texting_hours(standing.person)
        if not hours.allow(now):
            check_in.look_at = hours.next_from(now)
        elif held is not None:
            self._wait_or_cancel(check_in, held)
        elif check_in.reminded_at is None and await self._remind(session, standing, check_in):
            check_in.reminded_at = now
            check_in.look_at = first_look(now, standing)
        else:
            await self.give_up(session, standing, check_in)

    async def give_up(self, session: AsyncSession, standing: Standing, check_in: CheckIn) -> None:
        """Ends a question that is open: answered in part, or missed, which has an owner."""
        now = self._clock.now()
        answered = select(Answer.id).where(Answer.check_in_id == check_in.id).limit(1)
        if await session.scalar(answered) is not None:
            end(check_in, CheckInStatus.PART_ANSWERED, now)
            return
        spoke_at = await _last_spoke(session, standing)
        silent = spoke_at is None or check_in.asked_at is None or spoke_at < check_in.asked_at
        why = SILENCE if silent else SPOKE_OF_OTHER_THINGS
        if silent and check_in.kind is CheckInKind.QUESTIONS:
            await self._raise(session, standing, check_in, spoke_at)
        end(check_in, CheckInStatus.MISSED, now, why)
        log.info("check_in_missed", check_in_id=check_in.id, why=why)

    async def _has_not_arrived(self, session: AsyncSession, check_in: CheckIn) -> bool:
        """A text that did not arrive was not met with silence; its own handoff stands.

        One that the provider was not reached for is waited for.
        """
        message = await session.get(Message, check_in.message_id or 0)
        if message is None or message.status is MessageStatus.CANCELLED:
            end(check_in, CheckInStatus.CANCELLED, self._clock.now(), "taken_back")
        elif message.status in _NOT_ARRIVED:
            end(check_in, CheckInStatus.FOR_A_PERSON, self._clock.now(), "undelivered")
        elif message.status is MessageStatus.QUEUED:
            self._wait_or_cancel(check_in, "not_sent_yet")
            return True
        return check_in.ended_at is not None

    def _wait_or_cancel(self, check_in: CheckIn, held: str) -> None:
        now = self._clock.now()
        if check_in.asked_at is not None and now - check_in.asked_at > MAKES_SENSE_FOR:
            end(check_in, CheckInStatus.CANCELLED, now, held)
        else:
            check_in.look_at = now + LOOK_AGAIN

    async def _remind(self, session: AsyncSession, standing: Standing, check_in: CheckIn) -> bool:
        reminder = self._reminders.get(check_in.kind)
        if reminder is None or standing.point is None or standing.by_a_person is not None:
            return False
        if await _spoke_since(session, standing, check_in.asked_at):
            return False
        with blaming(check_in):
            said = await reminder.remind(session, standing.person, check_in)
        if isinstance(said, NotNow):
            return False
        for text in said.texts:
            await self._outbox.start(session, standing.point, text)
        return True

    async def _raise(
        self,
        session: AsyncSession,
        standing: Standing,
        check_in: CheckIn,
        spoke_at: datetime | None,
    ) -> None:
        before = await _silences_before(session, standing, spoke_at)
        enough = before + 1 >= IN_A_ROW
        await open_or_join(
            session,
            conversation=await conversation_of(session, self._clock, standing.person),
            message=await session.get(Message, check_in.message_id or 0),
            level=Level.URGENT if enough else Level.CONCERN,
            reason=HandoffReason.SILENCE,
            category=MISSED_THREE if enough else MISSED_ONE,
            clock=self._clock,
        )


async def _spoke_since(session: AsyncSession, standing: Standing, at: datetime | None) -> bool:
    spoke_at = await _last_spoke(session, standing)
    return spoke_at is not None and at is not None and spoke_at >= at


async def _last_spoke(session: AsyncSession, standing: Standing) -> datetime | None:
    """When they last texted us, or were spoken with by one of us."""
    texted = None
    if standing.point is not None:
        texted = await session.scalar(
            select(Message.created_at)
            .where(
                Message.conversation_id == standing.point.conversation_id,
                Message.direction == Direction.IN,
            )
            .order_by(Message.id.desc())
            .limit(1)
        )
    called = await session.scalar(
        select(func.max(Handoff.resolved_at)).where(
            Handoff.person_id == standing.person.id, Handoff.outcome.in_(_SPOKEN_WITH)
        )
    )
    return max((at for at in (texted, called) if at is not None), default=None)


async def _silences_before(
    session: AsyncSession, standing: Standing, since: datetime | None
) -> int:
    missed = select(func.count()).where(
        CheckIn.person_id == standing.person.id,
        CheckIn.status == CheckInStatus.MISSED,
        CheckIn.why == SILENCE,
        CheckIn.kind == CheckInKind.QUESTIONS,
    )
    if since is not None:
        missed = missed.where(CheckIn.asked_at > since)
    return await session.scalar(missed) or 0
