"""Evidence made by hand: one person, one check-in day, and whatever a test breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from wayhome.levels import Level
from wayhome.models import (
    CheckInKind,
    CheckInStatus,
    Direction,
    HandoffReason,
    MessageStatus,
    Purpose,
)
from wayhome.simulation.evidence import (
    AnswerRow,
    CheckInRow,
    Evidence,
    HandoffRow,
    MessageRow,
    PersonRow,
    Truth,
)
from wayhome.simulation.phones import Taken

ANN = 1
CARER = 2
MORNING = datetime(2026, 10, 2, 9, 0, tzinfo=UTC)
NIGHT = datetime(2026, 10, 2, 2, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LONG_AFTER = MORNING + 30 * DAY


def outbound(number: int, at: datetime = MORNING, **given: Any) -> MessageRow:  # noqa: ANN401 - a row's fields
    made = MessageRow(
        id=number,
        conversation_id=1,
        person_id=ANN,
        address="+447700900001",
        direction=Direction.OUT,
        status=MessageStatus.DELIVERED,
        text=f"Hello Ann, this is text {number}.",
        created_at=at,
        provider_id=f"out-{number}",
        purpose=Purpose.PROGRAMME,
    )
    return replace(made, **given)


def inbound(number: int, at: datetime = MORNING, **given: Any) -> MessageRow:  # noqa: ANN401 - a row's fields
    made = outbound(
        number,
        at,
        direction=Direction.IN,
        status=MessageStatus.HANDLED,
        purpose=None,
        provider_id=f"in-{number}",
        level=Level.NONE,
        handled_at=at,
    )
    return replace(made, **given)


def check_in(number: int = 1, **given: Any) -> CheckInRow:  # noqa: ANN401 - a row's fields
    made = CheckInRow(
        id=number,
        person_id=ANN,
        schedule="six_weeks",
        key=f"day_{number}",
        kind=CheckInKind.QUESTIONS,
        status=CheckInStatus.ANSWERED,
        why=None,
        due_at=MORNING,
        asked_at=MORNING,
        ended_at=MORNING + HOUR,
        message_id=None,
    )
    return replace(made, **given)


def handoff(about: int | None, at: datetime = MORNING, **given: Any) -> HandoffRow:  # noqa: ANN401 - a row's fields
    made = HandoffRow(
        id=1,
        conversation_id=1,
        person_id=ANN,
        message_id=about,
        level=Level.CONCERN,
        reason=HandoffReason.CONCERN_RAISED,
        category=None,
        opened_at=at,
        claimed_at=None,
        resolved_at=None,
        outcome=None,
    )
    return replace(made, **given)


def answer(message: int, check_in_id: int = 1) -> AnswerRow:
    return AnswerRow(
        id=1,
        check_in_id=check_in_id,
        question="food",
        value="enough",
        message_id=message,
        given_at=MORNING,
    )


def took(message: MessageRow, at: datetime | None = None) -> Taken:
    return Taken(
        at=at or message.created_at,
        channel="sms",
        address=message.address,
        text=message.text,
        reference=str(message.id),
        provider_id=f"taken-{message.id}",
    )


def did(kind: str, at: datetime = MORNING, **given: Any) -> Truth:  # noqa: ANN401 - a row's fields
    return replace(Truth(at=at, person_id=ANN, kind=kind), **given)


def evidence(  # noqa: PLR0913 - a world has many parts
    *,
    messages: tuple[MessageRow, ...] = (),
    check_ins: tuple[CheckInRow, ...] = (),
    answers: tuple[AnswerRow, ...] = (),
    handoffs: tuple[HandoffRow, ...] = (),
    taken: tuple[Taken, ...] | None = None,
    truths: tuple[Truth, ...] = (),
    **given: Any,  # noqa: ANN401 - its fields
) -> Evidence:
    """Every text of ours was taken by the provider when it was made, unless told otherwise."""
    sent = tuple(took(one) for one in messages if one.direction is Direction.OUT)
    return Evidence(
        ended_at=LONG_AFTER,
        people={
            who: PersonRow(
                id=who,
                local_id=f"person-{who}",
                texts_at=None,
                zones=((MORNING - 9 * DAY, "Europe/London"),),
            )
            for who in (ANN, CARER)
        },
        messages={one.id: one for one in messages},
        check_ins={one.id: one for one in check_ins},
        answers=answers,
        handoffs=handoffs,
        taken=sent if taken is None else taken,
        truths=truths,
        **given,
    )
