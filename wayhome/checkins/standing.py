"""What a person's own state makes of their check-ins: they go, wait, end, or need a person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sqlalchemy import Exists, Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased, contains_eager

from wayhome.checkins.ending import SUPPORT_ENDED
from wayhome.levels import Level
from wayhome.models import (
    CheckIn,
    CommunicationNeed,
    ContactPoint,
    Handoff,
    HandoffReason,
    Person,
    SupportPeriod,
    SupportStatus,
)
from wayhome.people.manner import manner
from wayhome.people.needs import Need, needs_of
from wayhome.people.support import NEWS_OF_THE_PATIENT, OPTED_OUT, PauseReason, is_away

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

WITH_A_PERSON: Final = "with_a_person"
UNSAFE: Final = "unsafe_to_text"
NO_ADDRESS: Final = "no_address"


@dataclass(frozen=True, kw_only=True)
class Standing:
    person: Person
    #: Where a text would go.
    point: ContactPoint | None
    #: An emergency or urgent handoff is open, or a worker is talking with them.
    attended: bool
    #: Why a person and not a text must make their check-ins; None: a text will do.
    by_a_person: str | None
    #: A carer's own wish, until a day of theirs.
    away: bool

    def cancels(self, period: SupportPeriod) -> str | None:
        """Why what falls due now ends; what is due later stays, in case they START again."""
        if period.status is SupportStatus.ENDED:
            return SUPPORT_ENDED
        if self.person.stopped_at is not None:
            return OPTED_OUT
        rest = rest_of(self.person, period)
        return rest if rest in {OPTED_OUT, PauseReason.BEREAVEMENT} else None

    def holds(self, period: SupportPeriod) -> str | None:
        """Why what is due waits, until it is too late to make sense."""
        away = PauseReason.ASKED if self.away else None
        attended = WITH_A_PERSON if self.attended else None
        return rest_of(self.person, period) or away or attended


def rest_of(person: Person, period: SupportPeriod) -> str | None:
    """Why their texts of that support period rest; a patient's own wish rests no carer's."""
    if period.status is not SupportStatus.PAUSED:
        return None
    if period.person_id != person.id and period.why not in NEWS_OF_THE_PATIENT:
        return None
    return period.why or PauseReason.ASKED


def why_by_a_person(
    person: Person, point: ContactPoint | None, needs: Iterable[Need]
) -> str | None:
    """Why a person and not a text must reach them; None: a text will do."""
    if person.unsafe_to_text_since is not None:
        return UNSAFE
    if point is None or point.unreachable_since is not None:
        return NO_ADDRESS
    return manner(needs).by_a_person


async def standing_of(session: AsyncSession, person_id: int, now: datetime) -> Standing:
    """Locks the person first, so that two workers never text one of them at once."""
    found = await session.execute(_locking(), {"person_id": person_id})
    person, nearest, attended, has_needs = found.one()
    at: ContactPoint | None = nearest
    needs = await needs_of(session, person_id) if has_needs else ()
    return Standing(
        person=person,
        point=at,
        attended=attended,
        by_a_person=why_by_a_person(person, at, needs),
        away=is_away(person, now),
    )


async def open_rows(session: AsyncSession, person_id: int, now: datetime) -> Sequence[CheckIn]:
    """What of the person's is due or was asked, each with its support period."""
    rows = await session.execute(_open(), {"person_id": person_id, "now": now})
    return rows.scalars().all()


def nearest_point() -> type[ContactPoint]:
    """Where a text to the Person of a statement would go, to be outer-joined on its person."""
    return aliased(
        ContactPoint,
        select(ContactPoint)
        .where(ContactPoint.person_id == Person.id)
        .order_by(
            ContactPoint.unreachable_since.is_not(None),
            ContactPoint.last_used_at.desc().nulls_last(),
            ContactPoint.id,
        )
        .limit(1)
        .lateral(),
    )


@lru_cache(maxsize=1)
def _locking() -> Select[Person, ContactPoint, bool, bool]:
    point = nearest_point()
    return (
        select(Person, point, is_attended(), _has_needs())
        .outerjoin(point, point.person_id == Person.id)
        .where(Person.id == bindparam("person_id"))
        # Rows that only refer to the person may still be written meanwhile.
        .with_for_update(of=Person, key_share=True)
        .execution_options(populate_existing=True)
    )


@lru_cache(maxsize=1)
def _open() -> Select[CheckIn]:
    return (
        select(CheckIn)
        .join(CheckIn.support_period)
        .options(contains_eager(CheckIn.support_period))
        .where(
            CheckIn.person_id == bindparam("person_id"),
            CheckIn.ended_at.is_(None),
            CheckIn.due_at <= bindparam("now", type_=CheckIn.due_at.type),
        )
        .order_by(CheckIn.due_at, CheckIn.id)
        .execution_options(populate_existing=True)
    )


def is_attended() -> Exists:
    """Whether somebody sees to the Person of a statement now, so that no programme text goes."""
    grave = and_(
        Handoff.level.in_([Level.EMERGENCY, Level.URGENT]),
        # Somebody who fell silent is still written to while a person tries to reach them.
        Handoff.reason != HandoffReason.SILENCE,
    )
    return exists().where(
        Handoff.person_id == Person.id,
        Handoff.resolved_at.is_(None),
        or_(grave, Handoff.claimed_at.is_not(None)),
    )


def _has_needs() -> Exists:
    return exists().where(CommunicationNeed.person_id == Person.id)
