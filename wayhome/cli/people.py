"""Whom a command is about."""

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.cli.say import Problem
from wayhome.models import Person


async def find_person(session: AsyncSession, wanted: str) -> Person:
    """By number, local id or name; raises Problem where that is nobody or several."""
    by = [Person.local_id == wanted, Person.name.ilike(f"%{wanted}%")]
    if wanted.isdigit():
        by.append(Person.id == int(wanted))
    found = list(await session.scalars(select(Person).where(or_(*by)).order_by(Person.id)))
    exact = [person for person in found if wanted in {person.local_id, person.name, str(person.id)}]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise Problem(f"Nobody on record is {wanted}. See: wayhome patient list")
    raise Problem(f"{len(found)} people match {wanted}; give the number from: wayhome patient list")
