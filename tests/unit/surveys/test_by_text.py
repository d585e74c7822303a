"""The survey as people have it: by text, in their own time, with nothing asked of them after it."""

from datetime import UTC, datetime
from typing import Any

from tests.unit.checkins.talking import ANN, CheckInTalk
from wayhome.bootstrap.core import Core
from wayhome.clock import SetClock
from wayhome.models import CheckInStatus, HandoffReason

DOCUMENT: dict[str, Any] = {
    "person": {"id": "ann", "name": "Ann Bell", "called": "Ann", "mobiles": [ANN]},
    "plan": {
        "hospital": "Fairhill Hospital",
        "discharged_on": "2026-11-24",
        "reason": "a new hip",
    },
}


async def asked(core: Core, clock: SetClock) -> CheckInTalk:
    """Ann skipped the check-in of day 14 and has just had the survey's first question."""
    talk = CheckInTalk(core, clock)
    await talk.enrol(DOCUMENT)
    await talk.fire()
    clock.move_to(datetime(2026, 12, 8, 10, 30, tzinfo=UTC))
    await talk.fire()
    await talk.say("skip all")
    clock.move_to(datetime(2026, 12, 9, 14, 5, tzinfo=UTC))
    assert "what you were told?" in await talk.fire()
    return talk


async def test_the_survey_is_answered_question_by_question(core: Core, clock: SetClock) -> None:
    talk = await asked(core, clock)

    await talk.say("2")
    assert "3 Neither good nor poor" in await talk.say("last minute")
    assert "your own words" in await talk.say("6")
    said = await talk.say("The nurse was kind but nobody told my daughter")

    assert said.endswith("That was the last question.")
    assert (await talk.check_in("day_15")).status is CheckInStatus.ANSWERED
    answers = await talk.answers()
    assert (answers["understood"], answers["overall"]) == ("some_of_it", "do_not_know")
    assert answers["better"] == "own_words"


async def test_who_does_not_answer_is_reminded_of_nothing_and_rung_by_nobody(
    core: Core, clock: SetClock
) -> None:
    talk = await asked(core, clock)
    texts = len(talk.sms.taken)

    await talk.fall_silent("day_15")

    assert (await talk.check_in("day_15")).status is CheckInStatus.MISSED
    assert len(talk.sms.taken) == texts
    assert HandoffReason.SILENCE not in {one.reason for one in await talk.handoffs()}


async def test_a_poor_rating_is_no_alarm_and_an_alarm_in_it_is_one(
    core: Core, clock: SetClock
) -> None:
    talk = await asked(core, clock)

    await talk.say("skip")
    assert await talk.handoffs() == []

    message_id = await talk.receive("poor and I have crushing chest pain")
    await talk.handle(message_id, "feedback")
    assert [one.reason for one in await talk.handoffs()] == [HandoffReason.SAFETY_NET]
