"""Facts: a carer is asked on while the patient rests by their wish, not after grave news."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.unit.checkins.talking import ANN, CheckInTalk
from wayhome.bootstrap.core import Core
from wayhome.clock import SetClock
from wayhome.models import Person, PersonKind
from wayhome.people.support import PauseReason, pause_support

DOT = "+447700900512"
PATIENT: dict[str, Any] = {
    "person": {"id": "ann", "name": "Ann Bell", "called": "Ann", "mobiles": [ANN]},
    "plan": {
        "hospital": "Fairhill Hospital",
        "discharged_on": "2026-11-24",
        "reason": "a new hip",
    },
}
CARER: dict[str, Any] = {
    "person": {
        "id": "dot",
        "kind": "carer",
        "name": "Dot Bell",
        "called": "Dot",
        "mobiles": [DOT],
        "cares_for": [{"person": "ann", "relationship": "daughter", "may_know": ["all"]}],
    }
}


@pytest.mark.parametrize(
    ("why", "kept"),
    [
        (PauseReason.ASKED, {"managing": "managing"}),
        (PauseReason.IN_HOSPITAL, {}),
        (PauseReason.BEREAVEMENT, {}),
    ],
)
async def test_what_a_carer_answers_depends_on_why_the_patient_rests(
    core: Core, clock: SetClock, why: PauseReason, kept: dict[str, str]
) -> None:
    talk = CheckInTalk(core, clock, mobile=DOT)
    await talk.enrol(PATIENT, CARER)
    await talk.fire()
    clock.move_on(timedelta(days=2, hours=2))
    assert "How are you managing?" in await talk.fire()
    async with core.sessions.begin() as session:
        ann = await session.scalar(select(Person).where(Person.kind == PersonKind.PATIENT))
        assert ann is not None
        await pause_support(session, clock, ann, why)

    await talk.say("1")

    assert await talk.answers() == kept
