"""Times many check-ins that fall due at once, from their due time to a provider double."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.sql import Executable

from wayhome.bootstrap.core import Core
from wayhome.bootstrap.counting_provider import CountingProvider

#: The check-in that falls due; the two before it are over, the others still to come.
_DUE_KEY: Final = "day_3"
_NOON: Final = 12
_PATIENCE: Final = 600.0


@dataclass(frozen=True, kw_only=True)
class DueFigures:
    workers: int
    due: int
    #: From falling due until the last was at the provider; the engine looks every 10 seconds.
    took: float
    #: From the first that was at the provider until the last.
    from_first: float
    twice: int

    def line(self) -> str:
        return (
            f"{self.workers} worker(s)  {self.due:>6} due  all at the provider after"
            f" {self.took:>6.1f} s  {self.due / self.from_first:>6.1f}/s once begun"
            f"  sent twice: {self.twice}"
        )


class Enrolled:
    """Many people whose check-ins can be let fall due."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def enrol(self, people: int) -> None:
        """People with an address, a plan, and the check-ins of six weeks, of which none is due."""
        async with self._core.sessions.begin() as session:
            for statement in _enrolling(people, self._core.clock.now()):
                await session.execute(*statement)
        async with self._core.sessions() as session:
            connection = await session.connection(
                execution_options={"isolation_level": "AUTOCOMMIT"}
            )
            await connection.execute(text("VACUUM ANALYZE"))

    async def let_fall_due(self, due: int) -> None:
        """Other people each time, so that a run finds what the last one found."""
        now = self._core.clock.now()
        async with self._core.sessions.begin() as session:
            await session.execute(
                text(
                    "UPDATE check_ins SET due_at = :now, look_at = :now WHERE id IN"
                    " (SELECT id FROM check_ins WHERE key = :key AND status = 'planned'"
                    "  AND due_at > :now ORDER BY id LIMIT :due)"
                ),
                {"now": now, "key": _DUE_KEY, "due": due},
            )

    async def unfinished(self) -> int:
        """Texts and check-ins that are not written down as sent and asked."""
        async with self._core.sessions() as session:
            return (
                await session.scalar(
                    text(
                        "SELECT (SELECT count(*) FROM messages WHERE status = 'queued')"
                        " + (SELECT count(*) FROM check_ins"
                        "    WHERE status = 'planned' AND due_at <= now())"
                    )
                )
            ) or 0

    async def asked(self) -> int:
        """How many check-ins were sent so far."""
        async with self._core.sessions() as session:
            found = await session.scalar(
                text(
                    "SELECT count(*) FROM check_ins JOIN people ON people.id = person_id"
                    " WHERE local_id LIKE 'bench-%' AND check_ins.status = 'asked'"
                )
            )
        return found or 0

    async def are_working(self, workers: int) -> bool:
        """Whether so many workers have begun to look for jobs."""
        async with self._core.sessions() as session:
            found = await session.scalar(text("SELECT count(*) FROM procrastinate_workers"))
        return (found or 0) >= workers

    async def plan_of_the_due_query(self) -> Sequence[str]:
        """How PostgreSQL finds a batch of due rows."""
        async with self._core.sessions() as session:
            found = await session.scalars(
                text(
                    "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, SUMMARY OFF)"
                    " SELECT id FROM check_ins WHERE ended_at IS NULL AND look_at <= now()"
                    " ORDER BY look_at LIMIT 100 FOR UPDATE SKIP LOCKED"
                )
            )
            return list(found)


class CheckInBenchmark:
    def __init__(self, enrolled: Enrolled, provider: CountingProvider) -> None:
        self._enrolled = enrolled
        self._provider = provider

    async def wait_for(self, workers: int) -> None:
        """What it costs to start a worker is not what a check-in costs."""
        async with asyncio.timeout(_PATIENCE):
            while not await self._enrolled.are_working(workers):  # noqa: ASYNC110 - others start
                await asyncio.sleep(0.2)

    async def run(
        self, workers: int, due: int, kill: Callable[[], None] | None = None, kills: int = 0
    ) -> DueFigures:
        """Lets that many fall due and waits for the last. Raises TimeoutError.

        The workers are killed so many times on the way, evenly.
        """
        victims = [due * number // (kills + 1) for number in range(1, kills + 1)]
        began = time.perf_counter()
        await self._enrolled.let_fall_due(due)
        async with asyncio.timeout(_PATIENCE):
            while self._provider.tally.reached < due:
                if kill is not None and victims and self._provider.tally.reached >= victims[0]:
                    del victims[0]
                    kill()
                await asyncio.sleep(0.1)
            while await self._enrolled.unfinished():  # noqa: ASYNC110 - other processes change it
                await asyncio.sleep(0.5)
        figures = DueFigures(
            workers=workers,
            due=due,
            took=max(self._provider.tally.times) - began,
            from_first=self._provider.tally.took,
            twice=self._provider.tally.twice,
        )
        self._provider.forget()
        return figures


def _enrolling(people: int, now: datetime) -> Iterator[tuple[Executable, dict[str, Any]]]:
    """In bulk: what is measured is the firing."""
    facts: dict[str, Any] = {
        "people": people,
        "now": now,
        "home": now.date() - timedelta(days=2),
        # Where it is about noon now, so that the hour of the run does not matter.
        "zone": f"Etc/GMT{now.hour - _NOON:+d}",
    }
    for statement in _ENROLLING.split(";\n"):
        yield text(statement), facts


_ENROLLING: Final = """
INSERT INTO people (kind, name, called, local_id, timezone, created_at)
SELECT 'patient', 'Bench Person', 'Ben', 'bench-' || n, :zone, :now
FROM generate_series(1, :people) AS n;

INSERT INTO conversations (person_id, created_at)
SELECT id, :now FROM people WHERE local_id LIKE 'bench-%';

INSERT INTO contact_points (channel, address, person_id, conversation_id, created_at)
SELECT 'sms', '+447' || lpad(person_id::text, 9, '0'), person_id, conversations.id, :now
FROM conversations JOIN people ON people.id = person_id WHERE local_id LIKE 'bench-%';

INSERT INTO discharge_plans
    (person_id, version, status, hospital, discharged_on, reason, source, created_at)
SELECT id, 1, 'approved', 'Bench Hospital', :home, 'a fall', 'bench', :now
FROM people WHERE local_id LIKE 'bench-%';

INSERT INTO support_periods (person_id, starts_on, ends_on, status, changed_at, planned_from)
SELECT id, :home, CAST(:home AS date) + 42, 'active', :now, :home
FROM people WHERE local_id LIKE 'bench-%';

INSERT INTO check_ins (person_id, support_period_id, schedule, key, kind, due_at, look_at,
                       status, planned_at, asked_at, ended_at)
SELECT person_id, support_periods.id, 'six_weeks', 'day_' || day, 'questions', due, due,
       CASE WHEN due < :now THEN 'answered' ELSE 'planned' END, :now,
       CASE WHEN due < :now THEN due END, CASE WHEN due < :now THEN due END
FROM support_periods JOIN people ON people.id = person_id AND local_id LIKE 'bench-%',
     unnest(ARRAY[1, 2, 3, 5, 7, 10, 14, 21, 28, 35, 42]) AS day,
     LATERAL (SELECT CAST(:now AS timestamptz)
                     + make_interval(days => day - 3, hours => 12) AS due) AS dated
"""
