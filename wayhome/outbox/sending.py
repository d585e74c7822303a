"""Sends one queued text: claimed first, looked up if unsure, given to a person if it cannot go."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final, TypeAlias

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from channels.base import Channel, OutboundText, Picture, Sent
from channels.errors import CannotLookUp, ChannelError, Problem
from channels.text import segments
from wayhome.clock import Clock
from wayhome.db.engine import Sessions
from wayhome.models import ChannelName, ContactPoint, Message, MessageStatus, Purpose, SendOutcome
from wayhome.outbox.ledger import Claim, TryLater, claim, finish, settle
from wayhome.outbox.pace import Pace

log = structlog.get_logger()

#: After this many tries a person rings instead; with the waits below that is about 10 minutes.
MOST_TRIES: Final = 8
_FIRST_WAIT: Final = timedelta(seconds=2)
_LONGEST_WAIT: Final = timedelta(minutes=5)
#: Gives a provider that answered late the time to list what it took.
_BEFORE_LOOKING_UP: Final = timedelta(seconds=5)

_UNSURE = Problem(
    for_staff="The text may not have arrived and this channel cannot tell. Call the person.",
    needs_person=True,
)

#: A job waits no longer for its sender, since somebody's reply may need the job's place.
_PATIENCE: Final = timedelta(seconds=2)

Undelivered: TypeAlias = Callable[[AsyncSession, Message, Problem], Awaitable[None]]
FindPicture: TypeAlias = Callable[[str], Picture | None]


class Sender:
    def __init__(  # noqa: PLR0913 - all that sending touches
        self,
        sessions: Sessions,
        channels: Mapping[ChannelName, Channel],
        clock: Clock,
        undelivered: Undelivered,
        pictures: FindPicture,
        pace: Pace,
    ) -> None:
        self._sessions = sessions
        self._channels = channels
        self._clock = clock
        self._undelivered = undelivered
        self._pictures = pictures
        self.pace = pace

    async def send(self, message_id: int) -> None:
        """Safe to run twice: a text that has left is left alone. Raises TryLater."""
        await self._wait_if_bulk(message_id)
        async with self._sessions.begin() as session:
            claimed = await claim(session, self._clock, message_id)
        if claimed is not None:
            await self.send_claimed(claimed)

    async def send_claimed(self, claimed: Claim) -> None:
        """Sends what was claimed in a transaction that is committed. Raises TryLater."""
        try:
            if claimed.is_bulk:
                await self.pace.leave(claimed.channel, segments(claimed.outbound.text).count)
            sent, outcome = await self._send_or_find(claimed)
        except CannotLookUp:
            await self._give_up(claimed, MessageStatus.UNKNOWN, _UNSURE)
        except ChannelError as error:
            await self._not_sent(claimed, error.problem)
        else:
            await settle(self._sessions, self._clock, claimed, sent, outcome)
            if claimed.is_bulk:
                await self.pace.add(claimed.channel, sent.segments)

    async def _wait_if_bulk(self, message_id: int) -> None:
        """Before it is claimed, so that a claim is never older than a call to the provider."""
        if not self.pace.holds:
            return
        async with self._sessions() as session:
            message = await session.get(Message, message_id)
        if message is None or message.purpose is not Purpose.PROGRAMME:
            return
        point_id = message.contact_point_id
        if not await self.pace.wait(message.channel, point_id, _PATIENCE):
            raise TryLater(_PATIENCE, "sender_busy")

    async def _send_or_find(self, claimed: Claim) -> tuple[Sent, SendOutcome]:
        channel = self._channels[claimed.channel]
        if claimed.look_up_since is not None:
            found = await self._find(channel, claimed)
            if found is not None:
                return found, SendOutcome.FOUND
        return await channel.send(self._with_picture(claimed)), SendOutcome.SENT

    def _with_picture(self, claimed: Claim) -> OutboundText:
        """The words are enough, so that a picture that is gone holds nothing up."""
        if claimed.picture is None:
            return claimed.outbound
        return replace(claimed.outbound, picture=self._pictures(claimed.picture))

    async def _find(self, channel: Channel, claimed: Claim) -> Sent | None:
        assert claimed.look_up_since is not None  # noqa: S101 - the caller's reason to ask
        try:
            return await channel.find(claimed.outbound, claimed.look_up_since, claimed.known)
        except CannotLookUp:
            if claimed.is_safety:
                # A 999 text twice is better than a 999 text never.
                return None
            raise

    async def _not_sent(self, claimed: Claim, problem: Problem) -> None:
        may_retry = problem.retryable or problem.outcome_unknown
        if not may_retry or claimed.tries >= MOST_TRIES:
            await self._give_up(claimed, MessageStatus.FAILED, problem)
            return
        outcome = SendOutcome.UNKNOWN if problem.outcome_unknown else SendOutcome.REFUSED
        async with self._sessions.begin() as session:
            await finish(session, self._clock, claimed, outcome, problem)
        raise TryLater(_wait(claimed.tries, problem), problem.code)

    async def _give_up(self, claimed: Claim, status: MessageStatus, problem: Problem) -> None:
        outcome = SendOutcome.REFUSED if status is MessageStatus.FAILED else SendOutcome.UNKNOWN
        async with self._sessions.begin() as session:
            message = await session.get_one(Message, claimed.message_id, with_for_update=True)
            message.status = status
            message.failure_code = problem.code
            message.failure_reason = problem.for_staff
            await finish(session, self._clock, claimed, outcome, problem)
            if problem.address_is_dead:
                point = await session.get_one(ContactPoint, message.contact_point_id)
                point.unreachable_since = self._clock.now()
                point.unreachable_why = problem.for_staff
            await self._undelivered(session, message, problem)
        log.warning("text_not_sent", message_id=claimed.message_id, code=problem.code)


def _wait(tries: int, problem: Problem) -> timedelta:
    if problem.retry_after is not None:
        return problem.retry_after
    if problem.outcome_unknown:
        return _BEFORE_LOOKING_UP
    if problem.retry_waits:
        return problem.retry_waits[min(tries, len(problem.retry_waits)) - 1]
    doubled: timedelta = _FIRST_WAIT * 2 ** (tries - 1)
    return min(doubled, _LONGEST_WAIT)
