"""People as staff see them: how they are reached, and how they need to be spoken with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from wayhome.models import Person
from wayhome.people.needs import Need, needs_of_all


@dataclass(frozen=True, kw_only=True)
class Record:
    """A person with their contact points loaded."""

    person: Person
    needs: Sequence[Need] = ()


async def records(session: AsyncSession, person_id: int | None = None) -> list[Record]:
    """Everybody on record, or one of them."""
    wanted = select(Person).options(selectinload(Person.contact_points)).order_by(Person.id)
    if person_id is not None:
        wanted = wanted.where(Person.id == person_id)
    people = (await session.scalars(wanted)).all()
    needs = await needs_of_all(session, [one.id for one in people])
    return [Record(person=one, needs=needs.get(one.id, ())) for one in people]
