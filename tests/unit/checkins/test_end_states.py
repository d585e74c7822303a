"""Whatever happens in six weeks, each check-in ends in one state, which never changes again."""

import random
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from tests.unit.checkins.conftest import Ward
from wayhome.checkins.ending import AlreadyEnded, cancel_what_is_left, end
from wayhome.levels import Level
from wayhome.models import (
    CheckIn,
    CheckInStatus,
    Handoff,
    HandoffReason,
    Message,
    MessageStatus,
    Person,
    SupportPeriod,
    SupportStatus,
)
from wayhome.people import consent
from wayhome.people.safe_to_text import mark_unsafe
from wayhome.people.support import OPTED_OUT, PauseReason, end_support, pause_support

#: Six weeks from here go over the night in March on which the clocks go forward.
HOME: Final = date(2027, 3, 1)
ENDS: Final = [one for one in CheckInStatus if one.is_end]


@pytest.mark.parametrize(
    ("was", "becomes"),
    [(one, CheckInStatus.PLANNED) for one in ENDS]
    + [(one, CheckInStatus.ANSWERED) for one in ENDS if one is not CheckInStatus.ANSWERED],
)
async def test_the_database_refuses_to_change_an_end(
    ward: Ward, was: CheckInStatus, becomes: CheckInStatus
) -> None:
    await ward.enrol("Ann", HOME)
    ward.clock.move_to(datetime(2027, 3, 1, 18, 0, tzinfo=UTC))
    await ward.planner.plan_all_open()
    async with ward.core.sessions.begin() as session:
        await session.execute(update(CheckIn).values(status=was, ended_at=ward.clock.now()))
    open_again = None if becomes is CheckInStatus.PLANNED else ward.clock.now()

    with pytest.raises(IntegrityError):
        async with ward.core.sessions.begin() as session:
            await session.execute(update(CheckIn).values(status=becomes, ended_at=open_again))


def test_ending_twice_is_refused_before_the_database_is_asked() -> None:
    row = CheckIn(status=CheckInStatus.ASKED, ended_at=None)
    end(row, CheckInStatus.ANSWERED, datetime(2027, 3, 1, tzinfo=UTC))

    with pytest.raises(AlreadyEnded):
        end(row, CheckInStatus.MISSED, datetime(2027, 3, 2, tzinfo=UTC))


class Life:
    """One person's six weeks, in which anything may happen at any hour."""

    def __init__(self, ward: Ward, chance: random.Random, person: Person) -> None:
        self._ward = ward
        self._chance = chance
        self._person = person
        self.ends: dict[int, tuple[str, datetime | None]] = {}
        self.stops: list[tuple[datetime, datetime | None]] = []

    async def live(self) -> None:
        until = datetime(2027, 4, 18, 12, 0, tzinfo=UTC)
        while self._ward.clock.now() < until:
            self._ward.clock.move_on(timedelta(minutes=self._chance.choice([7, 60, 300, 600])))
            if self._chance.random() < 0.3:
                await self._chance.choice(self._events())()
            await self._ward.fire()
            await self._look()
        async with self._ward.core.sessions.begin() as session:
            await end_support(session, self._ward.clock)
            await cancel_what_is_left(session, self._ward.clock)
        await self._look()

    def _events(self) -> list[Callable[[], Awaitable[None]]]:
        return [
            *(self._stop, self._start, self._start),
            *(self._pause, self._resume, self._resume, self._resume),
            *(self._unsafe, self._safe, self._safe, self._safe),
            *(self._emergency, self._seen_to, self._seen_to, self._seen_to),
            *(self._write, self._answer, self._fail),
        ]

    async def _look(self) -> None:
        """What has ended stays as it ended."""
        for row in (await self._ward.rows()).values():
            if row.id in self.ends:
                assert self.ends[row.id] == (row.status, row.ended_at)
            elif row.status.is_end:
                self.ends[row.id] = (row.status, row.ended_at)

    async def _stop(self) -> None:
        async with self._ward.core.sessions.begin() as session:
            person = await session.get_one(Person, self._person.id)
            if await consent.stop(session, self._ward.clock, person):
                self.stops.append((self._ward.clock.now(), None))

    async def _start(self) -> None:
        async with self._ward.core.sessions.begin() as session:
            person = await session.get_one(Person, self._person.id)
            if await consent.start(session, self._ward.clock, person):
                self.stops[-1] = (self.stops[-1][0], self._ward.clock.now())

    async def _pause(self) -> None:
        why = self._chance.choice(list(PauseReason))
        async with self._ward.core.sessions.begin() as session:
            person = await session.get_one(Person, self._person.id)
            await pause_support(session, self._ward.clock, person, why)

    async def _resume(self) -> None:
        async with self._ward.core.sessions.begin() as session:
            await session.execute(
                update(SupportPeriod)
                .where(SupportPeriod.why != OPTED_OUT)
                .values(status=SupportStatus.ACTIVE, why=None)
            )

    async def _write(self) -> None:
        await self._ward.text_in(self._person, "what day is it")

    async def _answer(self) -> None:
        async with self._ward.core.sessions.begin() as session:
            asked = await session.scalar(
                select(CheckIn).where(CheckIn.status == CheckInStatus.ASKED).with_for_update()
            )
            if asked is not None:
                how = [CheckInStatus.ANSWERED, CheckInStatus.SKIPPED]
                end(asked, self._chance.choice(how), self._ward.clock.now())

    async def _unsafe(self) -> None:
        async with self._ward.core.sessions.begin() as session:
            person = await session.get_one(Person, self._person.id)
            mark_unsafe(session, self._ward.clock, person)

    async def _safe(self) -> None:
        async with self._ward.core.sessions.begin() as session:
            person = await session.get_one(Person, self._person.id)
            person.unsafe_to_text_since = None

    async def _emergency(self) -> None:
        message = await self._ward.text_in(self._person, "help")
        now = self._ward.clock.now()
        async with self._ward.core.sessions.begin() as session:
            session.add(
                Handoff(
                    conversation_id=message.conversation_id,
                    person_id=self._person.id,
                    message_id=message.id,
                    level=Level.EMERGENCY,
                    reason=HandoffReason.SAFETY_NET,
                    opened_at=now,
                    due_at=now,
                )
            )

    async def _seen_to(self) -> None:
        async with self._ward.core.sessions.begin() as session:
            await session.execute(update(Handoff).values(resolved_at=self._ward.clock.now()))

    async def _fail(self) -> None:
        async with self._ward.core.sessions.begin() as session:
            newest = await session.scalar(select(Message).order_by(Message.id.desc()).limit(1))
            if newest is not None and newest.status is MessageStatus.SENT:
                newest.status = MessageStatus.FAILED


@pytest.mark.parametrize("seed", range(8))
async def test_six_weeks_of_anything_end_each_check_in_once(ward: Ward, seed: int) -> None:
    person = await ward.enrol("Ann", HOME, sms="+447700900001")
    ward.clock.move_to(datetime(2027, 3, 1, 19, 0, tzinfo=UTC))
    await ward.planner.plan_all_open()
    life = Life(ward, random.Random(seed), person)  # noqa: S311 - a seeded walk, no secret
    await life.live()

    rows = (await ward.rows()).values()
    assert len(rows) == len(life.ends) == 11
    # A life in which little is said would prove little.
    assert len(await ward.texts()) > 3
    sent = [one for one in await ward.texts() if one.status is not MessageStatus.CANCELLED]
    texts = await ward.texts()
    hours = [one.created_at.astimezone(ZoneInfo("Europe/London")).time() for one in texts]
    assert all(time(9) <= hour < time(18) for hour in hours)
    late = datetime.max.replace(tzinfo=UTC)
    assert not any(
        since < one.created_at < (until or late) for one in sent for since, until in life.stops
    )
    asked = [one.text for one in await ward.texts()].count("How are you?")
    assert asked == sum(row.message_id is not None for row in rows)
