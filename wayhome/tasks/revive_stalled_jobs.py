"""Runs again what a worker was doing when it died."""

from datetime import timedelta

import procrastinate
import structlog

log = structlog.get_logger()


async def revive(app: procrastinate.App, stalled_after: timedelta) -> int:
    """How many jobs of workers that have not been heard of for `stalled_after` run again."""
    manager = app.job_manager
    stalled = list(
        await manager.get_stalled_jobs(seconds_since_heartbeat=stalled_after.total_seconds())
    )
    for job in stalled:
        await manager.retry_job(job)
    if stalled:
        log.warning("stalled_jobs_revived", count=len(stalled))
    return len(stalled)
