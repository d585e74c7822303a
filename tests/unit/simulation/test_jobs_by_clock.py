from datetime import timedelta

from wayhome.bootstrap.core import Core
from wayhome.clock import SetClock
from wayhome.jobs import SEND_MESSAGE
from wayhome.outbox.ledger import TryLater
from wayhome.simulation.jobs_by_clock import JobsByClock
from wayhome.tasks.send_message import WhenTheProviderIsReady


async def test_a_job_waits_its_time_and_holds_up_those_of_its_lock(
    core: Core, clock: SetClock
) -> None:
    ran: list[int] = []

    @core.job_app.task(name=SEND_MESSAGE, retry=WhenTheProviderIsReady())
    async def send_message(message_id: int) -> None:
        ran.append(message_id)
        if ran == [1]:
            raise TryLater(timedelta(hours=9), "quiet_hours")

    jobs = JobsByClock(core.job_app, core.sessions, clock, timedelta(seconds=20))
    began = clock.now()
    async with core.sessions.begin() as session:
        for number, lock in ((1, "send:1"), (2, "send:1"), (3, "send:2")):
            await core.jobs.defer(session, SEND_MESSAGE, lock=lock, message_id=number)

    await jobs.run_due()
    assert ran == [1, 3]
    assert jobs.next_at == began + timedelta(hours=9)
    clock.move_on(timedelta(hours=9))
    await jobs.run_due()
    assert ran == [1, 3, 1, 2]
    assert jobs.next_at is None
