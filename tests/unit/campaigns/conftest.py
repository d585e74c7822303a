"""An office with people in their six weeks, campaigns to start, and the engine that fires them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.cast import person, worker
from tests.fakes import FakeChannel
from wayhome.bootstrap.campaigns import make_forecaster
from wayhome.bootstrap.checkins import make_check_ins
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.worker import make_departures, make_sender
from wayhome.campaigns import holding, records, starting
from wayhome.campaigns.definition import Definition
from wayhome.campaigns.forecast import Forecast
from wayhome.campaigns.progress import Progress, Reasons, progress_of, reasons_of
from wayhome.checkins.firing import CheckIns
from wayhome.clock import SetClock
from wayhome.models import (
    CareLink,
    ChannelName,
    CheckIn,
    CommunicationNeed,
    DischargePlan,
    NeedKind,
    Person,
    PersonKind,
    PlanStatus,
    StaffMember,
)
from wayhome.plans.store import start_support

HOME_SINCE = date(2026, 11, 20)


def definition(**how: Any) -> Definition:  # noqa: ANN401 - the fields of a file
    fields: dict[str, Any] = {
        "name": "keep_warm",
        "title": "Keep warm",
        "approved_by": "Ola Brand",
        "approved_on": "2026-11-20",
        "message": "Hello {{ called }}. It will be cold. Keep one room warm.",
        "starts_on": "2026-11-24",
        "ends_on": "2026-11-26",
        "pace": {"sms": 1},
    }
    return Definition(**{**fields, **how})


@dataclass
class Office:
    core: Core
    clock: SetClock
    channel: FakeChannel
    telegram: FakeChannel
    engine: CheckIns
    sam: StaffMember

    async def enrol(
        self,
        name: str,
        *,
        sms: str | None = None,
        telegram: str | None = None,
        home_since: date = HOME_SINCE,
        plan: dict[str, Any] | None = None,
        **facts: Any,  # noqa: ANN401 - columns of a person
    ) -> Person:
        """`plan` are columns of their approved plan; None: there is none."""
        async with self.core.sessions.begin() as session:
            someone = await person(session, self.clock, name, sms=sms, telegram=telegram)
            for fact, value in facts.items():
                setattr(someone, fact, value)
            await start_support(session, self.clock, someone, home_since)
            if plan is not None:
                session.add(_approved(someone, home_since, self.clock, **plan))
        return someone

    async def carer_of(self, patient: Person, name: str, sms: str) -> Person:
        async with self.core.sessions.begin() as session:
            carer = await person(session, self.clock, name, sms=sms)
            carer.kind = PersonKind.CARER
            session.add(
                CareLink(carer_id=carer.id, patient_id=patient.id, relationship_name="daughter")
            )
        return carer

    async def needs(self, someone: Person, kind: NeedKind) -> None:
        async with self.core.sessions.begin() as session:
            session.add(
                CommunicationNeed(
                    person_id=someone.id, position=0, kind=kind, recorded_at=self.clock.now()
                )
            )

    async def names(self, **audience: Any) -> list[str]:  # noqa: ANN401 - lines of an audience
        """Who would get a text."""
        forecast = await self.preview(definition(audience=audience))
        return sorted(one.name for one in forecast.entries)

    async def left_out(self, **audience: Any) -> dict[str, str]:  # noqa: ANN401 - as above
        forecast = await self.preview(definition(audience=audience))
        return {one.name: one.why for one in forecast.left_out}

    async def many(self, count: int) -> None:
        for number in range(count):
            await self.enrol(f"P{number}", sms=f"+4477009001{number:02}")

    async def preview(self, wanted: Definition | None = None) -> Forecast:
        async with self.core.sessions.begin() as session:
            forecast = await make_forecaster(self.core).forecast(session, wanted or definition())
            await starting.remember(session, self.clock, forecast)
        return forecast

    async def start(self, wanted: Definition | None = None) -> int | None:
        async with self.core.sessions.begin() as session:
            forecast = await make_forecaster(self.core).forecast(session, wanted or definition())
            return await starting.start(session, self.clock, forecast, self.sam, sure=True)

    async def begin(self, wanted: Definition | None = None) -> int | None:
        await self.preview(wanted)
        return await self.start(wanted)

    async def pause(self, name: str = "keep_warm") -> int:
        async with self.core.sessions.begin() as session:
            return await holding.pause(session, self.clock, name, self.sam)

    async def cancel(self, name: str = "keep_warm") -> int:
        async with self.core.sessions.begin() as session:
            return await holding.cancel(session, self.clock, name, self.sam)

    async def resume(self, name: str = "keep_warm") -> int:
        async with self.core.sessions.begin() as session:
            campaign = await records.find(session, name, lock=True)
            assert campaign is not None
            forecast = await make_forecaster(self.core).forecast(
                session, Definition(**campaign.definition), own=campaign.id
            )
            return await holding.resume(session, self.clock, campaign, forecast, self.sam)

    async def fire(self, after: timedelta = timedelta()) -> list[str]:
        """What was texted since, once that time has passed."""
        before = len(self.channel.taken)
        self.clock.move_on(after)
        await self.engine.fire_all_due()
        return [one.address for one in self.channel.taken[before:]]

    async def progress(self, name: str = "keep_warm") -> Progress:
        async with self.core.sessions() as session:
            campaign = await records.find(session, name)
            assert campaign is not None
            return await progress_of(session, self.clock, campaign)

    async def reasons(self, name: str = "keep_warm") -> Reasons:
        async with self.core.sessions() as session:
            campaign = await records.find(session, name)
            assert campaign is not None
            return await reasons_of(session, self.clock, campaign)

    async def state(self, name: str = "keep_warm") -> str:
        async with self.core.sessions() as session:
            campaign = await records.find(session, name)
            assert campaign is not None
            return (await progress_of(session, self.clock, campaign)).state(campaign)

    async def rows(self) -> list[CheckIn]:
        async with self.core.sessions() as session:
            return list(await session.scalars(select(CheckIn).order_by(CheckIn.id)))


def _approved(someone: Person, home_since: date, clock: SetClock, **facts: Any) -> DischargePlan:  # noqa: ANN401 - columns
    return DischargePlan(
        person_id=someone.id,
        version=1,
        status=PlanStatus.APPROVED,
        discharged_on=home_since,
        reason="a fall",
        source="test",
        created_at=clock.now(),
        **{"hospital": "Northfield General", **facts},
    )


@pytest.fixture
async def office(core: Core, clock: SetClock) -> Office:
    channel, telegram = FakeChannel(), FakeChannel(name="telegram")
    channels = {ChannelName.SMS: channel, ChannelName.TELEGRAM: telegram}
    departures = make_departures(core, make_sender(core, channels))
    async with core.sessions.begin() as session:
        sam = await worker(session, clock)
    return Office(core, clock, channel, telegram, make_check_ins(core, departures), sam)
