"""Each law can fail: a world that breaks it on purpose, beside one as like it as can be."""

import pytest

from tests.unit.simulation.made import (
    ANN,
    CARER,
    DAY,
    HOUR,
    LONG_AFTER,
    MINUTE,
    MORNING,
    NIGHT,
    answer,
    check_in,
    did,
    evidence,
    handoff,
    inbound,
    outbound,
    took,
)
from wayhome.levels import Level
from wayhome.models import CheckInStatus, HandoffReason, MessageStatus, Purpose
from wayhome.simulation.evidence import Evidence
from wayhome.simulation.laws import LAWS, violations

QUESTION = "How are you?\n1 Well\n2 Not so well"
TOLD = "I have told your support team."
MISSED = check_in(
    status=CheckInStatus.MISSED, why="silence", message_id=1, ended_at=MORNING + 9 * HOUR
)
SILENCE = handoff(1, MORNING + 9 * HOUR, reason=HandoffReason.SILENCE)
CRY = inbound(1, NIGHT, level=Level.EMERGENCY)
SAFETY = outbound(2, NIGHT, purpose=Purpose.SAFETY, in_reply_to_id=1)
IN_THE_QUEUE = handoff(1, NIGHT, level=Level.EMERGENCY, reason=HandoffReason.SAFETY_NET)

ASKED = outbound(1, text="Is there food in?\n1 There is\n2 Not enough")
BROKEN = {
    "no text of ours to start leaves in quiet hours": [
        evidence(messages=(outbound(1, NIGHT),)),
        # Made in the evening, and tried again at night.
        evidence(messages=(outbound(1),), taken=(took(outbound(1), NIGHT),)),
    ],
    "none after STOP": [evidence(messages=(outbound(1),), truths=(did("stop", MORNING - HOUR),))],
    "none after a death": [
        evidence(messages=(outbound(1),), truths=(did("death", MORNING - HOUR),)),
        # Told by the carer, about Ann.
        evidence(
            messages=(outbound(1),),
            truths=(did("death", MORNING - HOUR, person_id=CARER),),
            cares_for={CARER: ANN},
        ),
    ],
    "none while paused": [
        evidence(messages=(outbound(1),), truths=(did("back_in_hospital", MORNING - DAY),)),
        evidence(messages=(outbound(1),), truths=(did("away", MORNING - DAY, days=10),)),
    ],
    "none twice": [
        evidence(messages=(outbound(1),), taken=(took(outbound(1)), took(outbound(1)))),
        evidence(messages=(outbound(1, text="Hello"), outbound(2, text="Hello"))),
        evidence(check_ins=(check_in(1, message_id=7), check_in(2, message_id=7))),
    ],
    "none lost": [
        evidence(truths=(did("own_words", provider_id="in-1"),)),
        evidence(
            messages=(inbound(1, handled_at=None),),
            truths=(did("own_words", provider_id="in-1"),),
        ),
        evidence(messages=(outbound(1),), taken=()),
        evidence(messages=(outbound(1, status=MessageStatus.QUEUED),), taken=()),
        evidence(messages=(outbound(1, status=MessageStatus.FAILED),), taken=()),
        evidence(dead_jobs=("send_message",)),
    ],
    "every emergency is in the queue within seconds": [
        evidence(messages=(CRY, SAFETY)),
        evidence(messages=(CRY,), handoffs=(IN_THE_QUEUE,)),
        # The net took it for harmless; the person knows better.
        evidence(
            messages=(inbound(1, NIGHT),), truths=(did("emergency", NIGHT, provider_id="in-1"),)
        ),
        evidence(
            messages=(CRY, SAFETY),
            handoffs=(handoff(1, NIGHT + 2 * MINUTE, level=Level.EMERGENCY),),
        ),
        evidence(
            messages=(CRY, SAFETY),
            handoffs=(IN_THE_QUEUE,),
            taken=(took(SAFETY, NIGHT + 2 * MINUTE),),
        ),
    ],
    "every silence has an owner": [
        evidence(messages=(outbound(1),), check_ins=(MISSED,)),
        evidence(messages=(outbound(1),), check_ins=(MISSED,), handoffs=(handoff(1),)),
    ],
    "every check-in ends once": [
        evidence(check_ins=(check_in(status=CheckInStatus.ASKED, ended_at=None),)),
        evidence(check_ins=(check_in(status=CheckInStatus.ASKED),)),
        evidence(check_ins=(check_in(1), check_in(2, key="day_1"))),
        evidence(
            check_ins=(check_in(),),
            ends_seen=frozenset({(1, CheckInStatus.MISSED, MORNING + HOUR)}),
        ),
        evidence(
            check_ins=(
                check_in(
                    status=CheckInStatus.PLANNED,
                    asked_at=None,
                    ended_at=None,
                    due_at=LONG_AFTER,
                    period_ended=True,
                ),
            )
        ),
    ],
    "two questions at most at a time": [
        evidence(messages=tuple(outbound(one, text=QUESTION + str(one)) for one in (1, 2, 3))),
        evidence(check_ins=(check_in(1), check_in(2, asked_at=MORNING + MINUTE))),
    ],
    "told is said only of what was told": [
        evidence(messages=(inbound(1), outbound(2, text=TOLD, in_reply_to_id=1))),
        evidence(
            messages=(inbound(1), outbound(2, text=TOLD, in_reply_to_id=1)),
            handoffs=(handoff(1, MORNING + MINUTE),),
        ),
        evidence(
            messages=(inbound(1), outbound(2, text=TOLD, in_reply_to_id=1)),
            handoffs=(handoff(9),),
        ),
    ],
    "what may never be said is not said": [
        evidence(messages=(outbound(1, text="You are fine, do not worry."),))
    ],
    "each answer is stored with its text": [
        evidence(check_ins=(check_in(),), answers=(answer(1),)),
        evidence(messages=(outbound(1),), check_ins=(check_in(),), answers=(answer(1),)),
        evidence(
            messages=(inbound(1, person_id=CARER),), check_ins=(check_in(),), answers=(answer(1),)
        ),
        evidence(
            messages=(inbound(1, MORNING - HOUR),), check_ins=(check_in(),), answers=(answer(1),)
        ),
        evidence(
            messages=(ASKED, inbound(2, MORNING + MINUTE, text="2")),
            check_ins=(check_in(),),
            truths=(did("number", MORNING + MINUTE, provider_id="in-2"),),
        ),
    ],
}

#: As like the broken ones as can be.
KEPT = [
    evidence(messages=(outbound(1),)),
    evidence(messages=(outbound(1, NIGHT, purpose=Purpose.REPLY),)),
    evidence(messages=(outbound(1),), truths=(did("stop", MORNING + HOUR),)),
    evidence(
        messages=(outbound(1),),
        truths=(did("stop", MORNING - DAY), did("start", MORNING - HOUR)),
    ),
    evidence(messages=(outbound(1),), truths=(did("away", MORNING - 11 * DAY, days=10),)),
    evidence(messages=(outbound(1, status=MessageStatus.CANCELLED),), taken=()),
    evidence(
        messages=(outbound(1, status=MessageStatus.FAILED),), taken=(), handoffs=(handoff(1),)
    ),
    evidence(messages=(CRY, SAFETY), handoffs=(IN_THE_QUEUE,)),
    evidence(messages=(outbound(1),), check_ins=(MISSED,), handoffs=(SILENCE,)),
    evidence(
        messages=(inbound(1), outbound(2, text=TOLD, in_reply_to_id=1)), handoffs=(handoff(1),)
    ),
    evidence(
        messages=(ASKED, inbound(2, MORNING + MINUTE, text="2")),
        check_ins=(check_in(),),
        answers=(answer(2),),
        truths=(did("number", MORNING + MINUTE, provider_id="in-2"),),
    ),
    evidence(
        messages=(ASKED, inbound(2, MORNING + MINUTE, text="2")),
        check_ins=(check_in(),),
        truths=(
            did("stop", MORNING + MINUTE / 2),
            did("number", MORNING + MINUTE, provider_id="in-2"),
        ),
    ),
    evidence(
        messages=(ASKED, inbound(2, MORNING + MINUTE, text="3")),
        check_ins=(check_in(),),
        truths=(did("number", MORNING + MINUTE, provider_id="in-2"),),
    ),
]


@pytest.mark.parametrize(
    ("law", "world"), [(law, world) for law, worlds in BROKEN.items() for world in worlds]
)
def test_a_broken_law_is_seen(law: str, world: Evidence) -> None:
    assert law in {one.law for one in violations(world)}


@pytest.mark.parametrize("world", KEPT)
def test_what_keeps_the_laws_is_left_alone(world: Evidence) -> None:
    assert violations(world) == []


def test_every_law_has_a_world_that_breaks_it() -> None:
    assert BROKEN.keys() == LAWS.keys()
