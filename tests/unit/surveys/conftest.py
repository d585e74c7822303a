"""People who were sent the survey's text of day 15, and what they answered."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tests.cast import person, text_from
from wayhome.bootstrap.core import Core
from wayhome.clock import SetClock
from wayhome.models import (
    Answer,
    CheckIn,
    CheckInKind,
    CheckInStatus,
    DischargePlan,
    Person,
    PlanStatus,
    SupportPeriod,
)
from wayhome.plans.store import start_support


@dataclass
class Polled:
    core: Core
    clock: SetClock
    people: int = 0

    async def ask(self, *said: str, hospital: str = "Fairhill") -> None:
        """As many more people as answers; what is said to `overall` comes before a colon.

        What comes after it is said to `better`, in their own words.
        """
        async with self.core.sessions.begin() as session:
            for one in said:
                self.people += 1
                await self._answered(session, one, hospital)

    async def _answered(self, session: AsyncSession, said: str, hospital: str) -> None:
        someone = await person(
            session, self.clock, f"Ann {self.people}", sms=f"+4477009{self.people:05}"
        )
        day = self.clock.now().date() - timedelta(days=15)
        await start_support(session, self.clock, someone, day)
        session.add(
            DischargePlan(
                person_id=someone.id,
                version=1,
                status=PlanStatus.APPROVED,
                hospital=hospital,
                discharged_on=day,
                reason="a new hip",
                source="test",
                created_at=self.clock.now(),
            )
        )
        check_in = await self._sent(session, someone)
        value, _, words = said.partition(":")
        if value:
            await self._keep(session, someone, check_in, "overall", value, "a number")
        if words:
            await self._keep(session, someone, check_in, "better", "own_words", words)

    async def _sent(self, session: AsyncSession, someone: Person) -> CheckIn:
        period = await session.scalar(
            select(SupportPeriod).where(SupportPeriod.person_id == someone.id)
        )
        assert period is not None
        now = self.clock.now()
        check_in = CheckIn(
            person_id=someone.id,
            support_period_id=period.id,
            schedule="survey",
            key="day_15",
            kind=CheckInKind.SURVEY,
            due_at=now,
            look_at=now,
            status=CheckInStatus.ASKED,
            planned_at=now,
            asked_at=now,
        )
        session.add(check_in)
        await session.flush()
        return check_in

    async def _keep(  # noqa: PLR0913 - an answer and all that it hangs on
        self,
        session: AsyncSession,
        someone: Person,
        check_in: CheckIn,
        question: str,
        value: str,
        text: str,
    ) -> None:
        message = await text_from(session, self.clock, someone, text)
        session.add(
            Answer(
                check_in_id=check_in.id,
                question=question,
                value=value,
                message_id=message.id,
                given_at=self.clock.now(),
            )
        )


@pytest.fixture
def polled(core: Core, clock: SetClock) -> Polled:
    return Polled(core, clock)
