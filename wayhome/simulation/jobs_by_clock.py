"""Runs the engine's jobs by the simulated clock: what a worker does, without its waiting.

procrastinate itself reads the machine's clock, so that a job put off for an hour would come after
weeks of simulated time. What a job does, how often it is retried, and the order of one lock are
the real ones; see docs/simulation.md for what that leaves out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import procrastinate
import structlog
from procrastinate.jobs import Job
from sqlalchemy import text

from wayhome.clock import Clock
from wayhome.db.engine import Sessions, one_trip
from wayhome.simulation.phones import WorkerKilled

log = structlog.get_logger()

#: By this cron the worker looks for what is due every few seconds.
_OFTEN_FIELDS: Final = 6
#: Looks for dead workers by the machine's clock; a killed job is revived here instead.
_NOT_OURS: Final = frozenset({"revive_stalled_jobs"})

_NEW: Final = text(
    """
    SELECT id, task_name, lock, priority, args,
           EXTRACT(EPOCH FROM scheduled_at - (
               SELECT at FROM procrastinate_events
               WHERE job_id = procrastinate_jobs.id AND type = 'deferred' LIMIT 1))
    FROM procrastinate_jobs WHERE id > :after AND status = 'todo' ORDER BY id
    """
)
_DONE: Final = text("DELETE FROM procrastinate_jobs WHERE id = :id")


@dataclass(kw_only=True)
class _Waiting:
    id: int
    task: str
    lock: str | None
    priority: int
    arguments: dict[str, Any]
    due: datetime
    attempts: int = 0

    @property
    def turn(self) -> tuple[int, int]:
        return -self.priority, self.id


@dataclass
class JobsByClock:
    app: procrastinate.App
    sessions: Sessions
    clock: Clock
    #: A worker that has not been heard of for so long is dead, and its jobs run again.
    stalled_after: timedelta
    killed: int = 0
    dead: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    _waiting: dict[int, _Waiting] = field(default_factory=dict)
    _last: int = 0

    @property
    def next_at(self) -> datetime | None:
        """When a job is next due that no earlier one of its lock holds up."""
        moments, held = list[datetime](), dict[str, datetime]()
        for one in sorted(self._waiting.values(), key=lambda job: job.turn):
            at = max(one.due, held.get(one.lock or "", one.due))
            moments.append(at)
            if one.lock is not None:
                held[one.lock] = at
        return min(moments, default=None)

    async def run_due(self) -> None:
        """Until nothing is left to do now; jobs that defer others are followed up."""
        await self._take_up()
        while (job := self._next()) is not None:
            while job is not None:
                await self._run(job)
                job = self._next()
            await self._take_up()

    async def every_few_seconds(self) -> None:
        await self._run_periodic(often=True)

    async def every_hour(self) -> None:
        await self._run_periodic(often=False)

    async def _run_periodic(self, *, often: bool) -> None:
        for one in self.app.periodic_registry.periodic_tasks.values():
            is_often = len(one.cron.split()) == _OFTEN_FIELDS
            if is_often is not often or one.task.name in _NOT_OURS:
                continue
            try:
                await self.app.tasks[one.task.name].func(
                    timestamp=int(self.clock.now().timestamp())
                )
            except WorkerKilled:
                self.killed += 1

    async def _take_up(self) -> None:
        async with one_trip(self.sessions) as connection:
            rows: Sequence[Any] = (await connection.execute(_NEW, {"after": self._last})).all()
        now = self.clock.now()
        for job_id, task, lock, priority, arguments, seconds in rows:
            self._last = max(self._last, job_id)
            self._waiting[job_id] = _Waiting(
                id=job_id,
                task=task,
                lock=lock,
                priority=priority,
                arguments=arguments,
                due=now + timedelta(seconds=round(float(seconds or 0))),
            )

    def _next(self) -> _Waiting | None:
        """The most urgent that is due and whose lock no earlier one holds."""
        now, held = self.clock.now(), set[str]()
        for one in sorted(self._waiting.values(), key=lambda job: job.turn):
            if one.lock is not None and one.lock in held:
                continue
            if one.due <= now:
                return one
            if one.lock is not None:
                held.add(one.lock)
        return None

    async def _run(self, job: _Waiting) -> None:
        task = self.app.tasks[job.task]
        try:
            await task.func(**job.arguments)
        except WorkerKilled:
            self.killed += 1
            job.attempts += 1
            job.due = self.clock.now() + self.stalled_after
        except Exception as fault:  # noqa: BLE001 - what a worker does with any fault
            self._retry(job, task, fault)
        else:
            await self._forget(job)

    def _retry(self, job: _Waiting, task: Any, fault: Exception) -> None:  # noqa: ANN401 - procrastinate's generic task
        strategy = task.retry_strategy
        decision = strategy and strategy.get_retry_decision(
            exception=fault, job=_as_procrastinate_has_it(job)
        )
        job.attempts += 1
        if decision is None or decision.retry_at is None:
            log.error("job_failed_for_good", task=job.task, exc_info=fault)
            self.dead.append((job.task, job.arguments))
            del self._waiting[job.id]
            return
        wait = (decision.retry_at - datetime.now(UTC)).total_seconds()  # noqa: TID251 - procrastinate reckons by it
        job.due = self.clock.now() + timedelta(seconds=max(round(wait), 1))

    async def _forget(self, job: _Waiting) -> None:
        del self._waiting[job.id]
        async with one_trip(self.sessions) as connection:
            await connection.execute(_DONE, {"id": job.id})


def _as_procrastinate_has_it(job: _Waiting) -> Job:
    return Job(
        id=job.id,
        task_name=job.task,
        priority=job.priority,
        lock=job.lock,
        queueing_lock=None,
        queue="default",
        attempts=job.attempts,
        task_kwargs=job.arguments,
    )
