"""The support workers of a run: they claim handoffs and resolve them, in human time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from wayhome.clock import Clock
from wayhome.handoffs import queue
from wayhome.levels import Level
from wayhome.models import Handoff, HandoffOutcome, HandoffReason, StaffMember


@dataclass(frozen=True, kw_only=True)
class _Pace:
    #: None: they ring without answering by text, so that nothing is claimed.
    claims_after: timedelta | None
    resolves_after: timedelta
    outcome: HandoffOutcome


#: By its level; a silence is its own matter.
_PACES: Final = {
    Level.EMERGENCY: _Pace(
        claims_after=timedelta(minutes=3),
        resolves_after=timedelta(minutes=50),
        outcome=HandoffOutcome.EMERGENCY_SERVICES,
    ),
    Level.URGENT: _Pace(
        claims_after=timedelta(minutes=25),
        resolves_after=timedelta(hours=3),
        outcome=HandoffOutcome.CALLED,
    ),
    Level.CONCERN: _Pace(
        claims_after=None, resolves_after=timedelta(hours=21), outcome=HandoffOutcome.CALLED
    ),
}
_SILENCE: Final = _Pace(
    claims_after=None, resolves_after=timedelta(hours=6), outcome=HandoffOutcome.NO_ANSWER
)


@dataclass(frozen=True, kw_only=True)
class Step:
    at: datetime
    handoff_id: int
    #: None: it is claimed.
    outcome: HandoffOutcome | None


class Duty:
    def __init__(self, clock: Clock, staff: StaffMember) -> None:
        self._clock = clock
        self._staff = staff
        self._last = 0

    async def new_steps(self, connection: AsyncConnection) -> Sequence[Step]:
        """What will be done about the handoffs that opened since this was last asked."""
        found = await connection.execute(
            select(Handoff.id, Handoff.level, Handoff.reason)
            .where(Handoff.id > self._last)
            .order_by(Handoff.id)
        )
        steps: list[Step] = []
        for handoff_id, level, reason in found:
            self._last = handoff_id
            pace = _SILENCE if reason is HandoffReason.SILENCE else _PACES[level]
            now = self._clock.now()
            if pace.claims_after is not None:
                steps.append(Step(at=now + pace.claims_after, handoff_id=handoff_id, outcome=None))
            steps.append(
                Step(at=now + pace.resolves_after, handoff_id=handoff_id, outcome=pace.outcome)
            )
        return steps

    async def take(self, session: AsyncSession, step: Step) -> None:
        """The caller commits."""
        if step.outcome is None:
            await queue.claim(session, self._clock, step.handoff_id, self._staff)
        else:
            await queue.resolve(session, self._clock, step.handoff_id, self._staff, step.outcome)
