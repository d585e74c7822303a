"""Facts: news of a death or a stay in hospital outlasts a STOP and the START after it."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.cast import person
from wayhome.bootstrap.core import Core
from wayhome.clock import SetClock
from wayhome.models import SupportPeriod, SupportStatus
from wayhome.people import consent
from wayhome.people.support import PauseReason, pause_support
from wayhome.plans.store import start_support


@pytest.mark.parametrize("why", [PauseReason.BEREAVEMENT, PauseReason.IN_HOSPITAL])
async def test_start_takes_up_nothing_for_who_died_or_is_in_hospital(
    core: Core, clock: SetClock, why: PauseReason
) -> None:
    async with core.sessions.begin() as session:
        ann = await person(session, clock, "Ann", sms="+447700900511")
        await start_support(session, clock, ann, date(2026, 11, 20))
        await consent.stop(session, clock, ann)
        await pause_support(session, clock, ann, why)
        await consent.start(session, clock, ann)

    async with core.sessions() as session:
        period = (await session.scalars(select(SupportPeriod))).one()
    assert (period.status, period.why) == (SupportStatus.PAUSED, why)


async def test_a_wish_for_a_rest_does_not_undo_a_stop(core: Core, clock: SetClock) -> None:
    async with core.sessions.begin() as session:
        ann = await person(session, clock, "Ann", sms="+447700900511")
        await start_support(session, clock, ann, date(2026, 11, 20))
        await consent.stop(session, clock, ann)
        await pause_support(session, clock, ann, PauseReason.ASKED)

    async with core.sessions() as session:
        period = (await session.scalars(select(SupportPeriod))).one()
    assert period.why == "opted_out"
