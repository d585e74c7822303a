"""Communication needs: kept as the source gives them, and what of them a text can honour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ARRAY, BigInteger, any_, delete, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.clock import Clock
from wayhome.models import CommunicationNeed, NeedKind, Person


@dataclass(frozen=True, kw_only=True)
class Need:
    kind: NeedKind
    #: What is needed in the source's own words.
    wording: str | None = None
    #: BCP 47; with NeedKind.LANGUAGE only.
    language: str | None = None
    reason: str | None = None
    review_on: date | None = None

    def __str__(self) -> str:
        """In a few words, for staff: `call not text (hard of hearing), ask again 2027-05-01`."""
        what = self.kind.value.replace("_", " ")
        what = f"{what} {self.language}" if self.language else what
        what = f"{what}: {self.wording}" if self.wording else what
        why = f" ({self.reason})" if self.reason else ""
        again = f", ask again {self.review_on}" if self.review_on else ""
        return f"{what}{why}{again}"


async def needs_of(session: AsyncSession, person_id: int) -> tuple[Need, ...]:
    rows = await session.scalars(
        select(CommunicationNeed)
        .where(CommunicationNeed.person_id == person_id)
        .order_by(CommunicationNeed.position)
    )
    return tuple(_plain(row) for row in rows)


async def needs_of_all(
    session: AsyncSession, people: Iterable[int]
) -> Mapping[int, tuple[Need, ...]]:
    """The needs of several people, in one trip; whoever has none is not in it."""
    rows = await session.scalars(
        select(CommunicationNeed)
        .where(CommunicationNeed.person_id == any_(literal(list(people), ARRAY(BigInteger))))
        .order_by(CommunicationNeed.person_id, CommunicationNeed.position)
    )
    found: dict[int, tuple[Need, ...]] = {}
    for row in rows:
        found[row.person_id] = (*found.get(row.person_id, ()), _plain(row))
    return found


async def keep_needs(
    session: AsyncSession, clock: Clock, person: Person, needs: Iterable[Need]
) -> bool:
    """These and no others are the person's needs from now on; False if nothing changed.

    The caller commits.
    """
    wanted = tuple(needs)
    if wanted == await needs_of(session, person.id):
        return False
    await session.execute(delete(CommunicationNeed).where(CommunicationNeed.person_id == person.id))
    session.add_all(
        CommunicationNeed(
            person_id=person.id,
            position=position,
            kind=one.kind,
            wording=one.wording,
            language=one.language,
            reason=one.reason,
            review_on=one.review_on,
            recorded_at=clock.now(),
        )
        for position, one in enumerate(wanted)
    )
    await session.flush()
    return True


def _plain(row: CommunicationNeed) -> Need:
    return Need(
        kind=row.kind,
        wording=row.wording,
        language=row.language,
        reason=row.reason,
        review_on=row.review_on,
    )
