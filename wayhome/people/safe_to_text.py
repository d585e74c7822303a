"""Whether somebody else may read what we text a person first; replies to them always go."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.clock import Clock
from wayhome.models import Person

#: Red flags that tell of harm by another person (standards.md 1.8 and H10).
HARM_BY_SOMEONE: Final = frozenset({"abuse", "danger_from_person"})
#: Staff read this on the handoff before they reach for the telephone.
DO_NOT_RING: Final = "safeguarding_do_not_ring_until_safe"
#: What the named safeguarding lead is told of (standards.md 1.8, mission S14).
SAFEGUARDING: Final = HARM_BY_SOMEONE | {DO_NOT_RING}


def mark_unsafe(session: AsyncSession, clock: Clock, person: Person) -> None:
    """Nothing of ours is texted first from now on, until a person has heard how it is safe."""
    if person.unsafe_to_text_since is None:
        person.unsafe_to_text_since = clock.now()
        audit.record(session, clock, "unsafe_to_text", person, system="safeguarding")


def mark_safe(session: AsyncSession, clock: Clock, person: Person, staff_id: int) -> None:
    """A member of staff has heard from the person that texts are safe."""
    person.unsafe_to_text_since = None
    audit.record(session, clock, "safe_to_text", person, staff_id=staff_id)
