"""Whom a campaign is for, and why some of them are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased

from wayhome.checkins.standing import NO_ADDRESS, UNSAFE, WITH_A_PERSON, is_attended, nearest_point
from wayhome.content.check_ins import Audience as Kind
from wayhome.models import (
    CareLink,
    ContactPoint,
    DischargePlan,
    Person,
    PersonKind,
    PlanStatus,
    SupportPeriod,
    SupportStatus,
)
from wayhome.people.manner import manner
from wayhome.people.needs import Need, needs_of_all
from wayhome.people.support import OPTED_OUT

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.campaigns.definition import Audience, Definition

SUPPORT_ENDED: Final = "support_ended"
#: A paused programme, with why it is paused behind it.
PAUSED: Final = "paused"
_WEEK: Final = 7


@dataclass(frozen=True, kw_only=True)
class Member:
    """One of the audience."""

    person: Person
    #: The patient's six weeks, for a carer too.
    period: SupportPeriod
    point: ContactPoint | None
    needs: Sequence[Need]
    #: A person sees to them just now.
    attended: bool

    @property
    def left_out(self) -> str | None:
        """Why no text of a campaign goes to them, in a word; None if one may."""
        if self.period.status is SupportStatus.ENDED:
            return SUPPORT_ENDED
        if self.person.stopped_at is not None:
            return OPTED_OUT
        if self.period.status is SupportStatus.PAUSED:
            return f"{PAUSED}: {self.period.why or 'asked'}"
        if self.person.unsafe_to_text_since is not None:
            return UNSAFE
        if self.point is None or self.point.unreachable_since is not None:
            return NO_ADDRESS
        return manner(self.needs).by_a_person or (WITH_A_PERSON if self.attended else None)


async def members(session: AsyncSession, definition: Definition, today: date) -> Sequence[Member]:
    """Everybody whom the audience names, by person, whether or not a text may go to them."""
    first = max(definition.starts_on, today)
    rows = (await session.execute(_candidates(definition.audience.who, first))).all()
    wanted = [row for row in rows if _is_meant(definition.audience, row, first)]
    needs = await needs_of_all(session, [row.Person.id for row in wanted])
    found = [_member(row, needs) for row in wanted]
    asked = set(definition.audience.needs)
    return [one for one in found if not asked or asked & {need.kind for need in one.needs}]


def _member(row: Any, needs: Mapping[int, Sequence[Need]]) -> Member:  # noqa: ANN401 - a row
    person, period, _, _, point, attended = row
    return Member(
        person=person,
        period=period,
        point=point,
        needs=needs.get(person.id, ()),
        attended=attended,
    )


def _is_meant(audience: Audience, row: Any, first: date) -> bool:  # noqa: ANN401 - a row
    person, period, hospital, pathway, point, _ = row
    week = (first - period.starts_on).days // _WEEK + 1
    return all(
        (
            not audience.pathways or pathway in audience.pathways,
            not audience.hospitals or _plain(hospital) in set(map(_plain, audience.hospitals)),
            not audience.teams or _plain(person.team) in set(map(_plain, audience.teams)),
            not audience.weeks or week in audience.weeks,
            not audience.channels or (point is not None and point.channel in audience.channels),
        )
    )


def _plain(name: str | None) -> str:
    return " ".join((name or "").casefold().split())


def _candidates(who: Kind, first: date) -> Select[Any]:
    """People in their six weeks on that day, each once, with what filters look at."""
    point = nearest_point()
    period = aliased(SupportPeriod)
    found: Any = select(
        Person, period, DischargePlan.hospital, DischargePlan.pathway, point, is_attended()
    )
    if who is Kind.PATIENTS:
        found = found.join(period, period.person_id == Person.id)
    else:
        found = found.join(CareLink, CareLink.carer_id == Person.id).join(
            period, period.person_id == CareLink.patient_id
        )
    kind = PersonKind.PATIENT if who is Kind.PATIENTS else PersonKind.CARER
    meant: Select[Any] = (
        found.where(Person.kind == kind, period.ends_on >= first)
        .ext(distinct_on(Person.id))
        .order_by(Person.id, period.id.desc())
        .outerjoin(
            DischargePlan,
            (DischargePlan.person_id == period.person_id)
            & (DischargePlan.status == PlanStatus.APPROVED),
        )
        .outerjoin(point, point.person_id == Person.id)
    )
    return meant
