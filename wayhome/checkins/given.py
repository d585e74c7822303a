"""The check-in that a text may answer, and its answers: before this text, and with it.

A job may run twice. What is read is the state before the text came, and what is written is set
and never counted on, so that the second run says and leaves the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, Exists, and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute

from wayhome.checkins.ending import end
from wayhome.checkins.silences import PATIENCE
from wayhome.content.check_ins import SKIPPED
from wayhome.models import (
    ASKING,
    Answer,
    CheckIn,
    CheckInStatus,
    ContactPoint,
    Person,
    SupportPeriod,
    SupportStatus,
)
from wayhome.people.support import NEWS_OF_THE_PATIENT, is_away
from wayhome.people.texting_hours import texting_hours

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.models import Message

#: An answer that comes this long after the end of a check-in is still one to it.
LATE: Final = timedelta(hours=48)


@dataclass(frozen=True)
class Given:
    """A check-in as it stood before the text."""

    check_in: CheckIn
    #: What was answered before, the oldest first, corrections after what they correct.
    answers: Sequence[Answer]
    #: Whether its question was open when the text came.
    is_open: bool

    @property
    def values(self) -> Mapping[str, str]:
        """Question -> value that stands."""
        return {one.question: one.value for one in self.answers}

    @property
    def last(self) -> Answer | None:
        return self.answers[-1] if self.answers else None


async def concerned(session: AsyncSession, person: Person, message: Message) -> Given | None:
    """The newest check-in that asked before the text came and is open, or ended not long ago.

    None after STOP and while the support rests: then nothing is asked, and nothing an answer.
    """
    if person.stopped_at is not None or is_away(person, message.created_at):
        return None
    wanted = (
        select(CheckIn)
        .join(CheckIn.support_period)
        .where(
            CheckIn.person_id == person.id,
            _goes_on(person),
            CheckIn.kind.in_(ASKING),
            CheckIn.asked_at <= message.created_at,
            or_(CheckIn.ended_at.is_(None), CheckIn.ended_at > message.created_at - LATE),
            CheckIn.status.not_in([CheckInStatus.CANCELLED, CheckInStatus.FOR_A_PERSON]),
        )
        .order_by(CheckIn.asked_at.desc(), CheckIn.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )
    if await session.scalar(wanted) is None:
        return None
    # The engine takes the same lock, so that no question ends while its answer is written.
    await session.execute(
        select(Person.id).where(Person.id == person.id).with_for_update(key_share=True)
    )
    check_in = await session.scalar(wanted)
    return await _given(session, check_in, message) if check_in is not None else None


def _goes_on(person: Person) -> ColumnElement[bool]:
    """No pause is theirs; a carer is asked on while the patient rests by their own wish."""
    others = func.coalesce(SupportPeriod.why, "").not_in(NEWS_OF_THE_PATIENT)
    return or_(
        SupportPeriod.status != SupportStatus.PAUSED,
        and_(SupportPeriod.person_id != person.id, others),
    )


def question_open_at(contact_point_id: InstrumentedAttribute[int]) -> Exists:
    """Whether whoever has this address is asked something now."""
    asked = (
        select(CheckIn.id)
        .join(ContactPoint, ContactPoint.person_id == CheckIn.person_id)
        .where(
            ContactPoint.id == contact_point_id,
            CheckIn.ended_at.is_(None),
            CheckIn.status == CheckInStatus.ASKED,
            CheckIn.kind.in_(ASKING),
        )
    )
    return asked.exists()


async def keep(
    session: AsyncSession, given: Given, values: Mapping[str, str], message: Message, now: datetime
) -> None:
    """These answers came with this text; earlier ones to the same questions are superseded."""
    check_in_id = given.check_in.id
    for question, value in values.items():
        await session.execute(
            update(Answer)
            .where(
                Answer.check_in_id == check_in_id,
                Answer.question == question,
                Answer.message_id < message.id,
                Answer.superseded_at.is_(None),
            )
            .values(superseded_at=now)
        )
        await session.execute(
            insert(Answer)
            .values(
                check_in_id=check_in_id,
                question=question,
                value=value,
                message_id=message.id,
                given_at=now,
            )
            .on_conflict_do_nothing(index_elements=["check_in_id", "question", "message_id"])
        )


def go_on(check_in: CheckIn, person: Person, question: str, now: datetime) -> None:
    """Another question is open; the person has as long for it as for the first."""
    if check_in.status is CheckInStatus.ASKED:
        check_in.question = question
        check_in.look_at = texting_hours(person).next_from(now + PATIENCE)


def finish(
    check_in: CheckIn, values: Mapping[str, str], now: datetime, why: str | None = None
) -> None:
    """All that is to be asked is answered or skipped; what ended before stays as it ended.

    With `why` questions are left that were never asked.
    """
    if check_in.status is not CheckInStatus.ASKED:
        return
    skipped = [one for one in values.values() if one == SKIPPED]
    if skipped and len(skipped) == len(values):
        state = CheckInStatus.SKIPPED
    elif skipped or why:
        state = CheckInStatus.PART_ANSWERED
    else:
        state = CheckInStatus.ANSWERED
    end(check_in, state, now, why)


async def _given(session: AsyncSession, check_in: CheckIn, message: Message) -> Given:
    answers = (
        await session.scalars(
            select(Answer)
            .where(Answer.check_in_id == check_in.id, Answer.message_id <= message.id)
            .order_by(Answer.id)
        )
    ).all()
    before = [one for one in answers if one.message_id != message.id]
    ran_before = len(before) < len(answers)
    ended_by_it = ran_before and (check_in.ended_at or message.created_at) >= message.created_at
    return Given(check_in, before, is_open=check_in.ended_at is None or ended_by_it)
