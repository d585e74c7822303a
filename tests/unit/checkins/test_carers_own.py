"""Facts: a carer is asked on while the patient rests by their wish, not after grave news."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.unit.checkins.talking import ANN, CheckInTalk
from wayhome.bootstrap.core import Core
from wayhome.clock import SetClock
from wayhome.models import CheckInStatus, Person, PersonKind
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


async def away_till_friday(core: Core, clock: SetClock) -> CheckInTalk:
    """It is Wednesday; the carer's first check-in is due on Thursday."""
    talk = CheckInTalk(core, clock, mobile=DOT)
    await talk.enrol(PATIENT, CARER)
    await talk.fire(days=1)
    assert "until Friday 27 November" in await talk.say("away till Friday", "pause")
    return talk


async def test_a_carer_who_is_away_is_not_asked_until_their_day_has_come(
    core: Core, clock: SetClock
) -> None:
    talk = await away_till_friday(core, clock)
    clock.move_on(timedelta(days=1, hours=2))

    assert "How are you managing?" not in await talk.fire()
    assert (await talk.check_in("day_2", "carers")).why == "asked"

    clock.move_on(timedelta(days=1))
    assert "How are you managing?" in await talk.fire()


async def test_the_patient_is_asked_on_while_their_carer_is_away(
    core: Core, clock: SetClock
) -> None:
    talk = await away_till_friday(core, clock)

    await talk.fire(days=1)

    assert (await talk.check_in("day_2", "six_weeks")).status is CheckInStatus.ASKED


async def test_a_carer_who_texts_start_is_asked_at_once(core: Core, clock: SetClock) -> None:
    talk = await away_till_friday(core, clock)
    clock.move_on(timedelta(days=1, hours=2))
    await talk.say("START", "start")

    assert "How are you managing?" in await talk.fire()


async def test_what_a_carer_texts_while_away_is_no_answer_to_what_was_asked_before(
    core: Core, clock: SetClock
) -> None:
    talk = CheckInTalk(core, clock, mobile=DOT)
    await talk.enrol(PATIENT, CARER)
    await talk.fire()
    clock.move_on(timedelta(days=2, hours=2))
    await talk.fire()
    await talk.say("away till Monday", "pause")

    await talk.say("1")

    assert await talk.answers() == {}
