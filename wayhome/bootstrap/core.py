"""What every process shares: sessions, jobs, the clock and the wording."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property

import procrastinate

from wayhome.bootstrap import content
from wayhome.bootstrap.safety import safety_net
from wayhome.clock import Clock, SystemClock
from wayhome.content.nods import Nods
from wayhome.content.replies import Replies
from wayhome.db.engine import Sessions, create_engine, create_sessions
from wayhome.jobs import Jobs, create_job_app
from wayhome.people.consent import ConsentWords
from wayhome.safety import SafetyNet
from wayhome.settings import Settings


@dataclass(frozen=True)
class Core:
    settings: Settings
    sessions: Sessions
    job_app: procrastinate.App
    clock: Clock

    @property
    def jobs(self) -> Jobs:
        return Jobs(self.job_app)

    @property
    def service(self) -> dict[str, str]:
        """What every wording may name."""
        return {
            "service_name": self.settings.service_name,
            "team_phone": self.settings.team_phone,
        }

    @cached_property
    def replies(self) -> Replies:
        return content.replies()

    @cached_property
    def nods(self) -> Nods:
        return content.nods()

    @cached_property
    def signs(self) -> SafetyNet:
        return content.signs()

    @cached_property
    def consent_words(self) -> ConsentWords:
        return content.consent_words()

    @cached_property
    def safety(self) -> SafetyNet:
        return safety_net(self.settings)


@asynccontextmanager
async def open_core(
    settings: Settings,
    database_url: str,
    clock: Clock | None = None,
    *,
    connections: int = 10,
) -> AsyncIterator[Core]:
    """Opens the database for a process; `connections` is for its busiest moment."""
    engine = create_engine(database_url, pool_size=connections)
    job_app = create_job_app(database_url, connections=connections)
    try:
        async with job_app.open_async():
            yield Core(settings, create_sessions(engine), job_app, clock or SystemClock())
    finally:
        await engine.dispose()
