"""One-time codes that tie a Telegram chat to the person on record."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.clock import Clock
from wayhome.models import ContactPoint, LinkCode, Person
from wayhome.people.contact_points import give_to

CODE_LASTS = timedelta(days=7)


async def make_link_code(session: AsyncSession, clock: Clock, person: Person) -> str:
    """A new code for a deep link; it is shown once and only its digest is kept."""
    code = secrets.token_urlsafe(16)
    now = clock.now()
    session.add(
        LinkCode(
            digest=_digest(code), person_id=person.id, created_at=now, expires_at=now + CODE_LASTS
        )
    )
    return code


async def use_link_code(
    session: AsyncSession, clock: Clock, code: str, point: ContactPoint
) -> Person | None:
    """Links the chat and returns its person; None for an unknown, used or expired code."""
    now = clock.now()
    claimed = await session.execute(
        update(LinkCode)
        .where(
            LinkCode.digest == _digest(code),
            LinkCode.used_at.is_(None),
            LinkCode.expires_at > now,
        )
        .values(used_at=now)
        .returning(LinkCode.person_id)
    )
    person_id = claimed.scalar_one_or_none()
    if person_id is None:
        return None
    person = await session.get_one(Person, person_id)
    await give_to(session, clock, point, person)
    audit.record(session, clock, "chat_linked", person, system="linking", contact_point=point.id)
    return person


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
