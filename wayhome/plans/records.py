"""What is on record of a person, beside what an import says of them."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.models import Person
from wayhome.people.needs import needs_of
from wayhome.plans.documents import NeedWritten, PersonWritten


async def with_record(
    session: AsyncSession, written: PersonWritten, person: Person
) -> PersonWritten:
    """What is on record stands where the source says nothing, and so does how they are called."""
    kept = [
        NeedWritten(
            need=one.kind, wording=one.wording, language=one.language, reason=one.reason,
            review_on=one.review_on,
        )
        for one in await needs_of(session, person.id)
    ]  # fmt: skip
    return written.model_copy(
        update={
            "id": person.local_id or written.id,
            "called": person.called,
            "born_on": written.born_on or person.born_on,
            "nhs_number": written.nhs_number or person.nhs_number,
            "nhs_number_in_doubt": written.nhs_number_in_doubt or person.nhs_number_in_doubt,
            "timezone": person.timezone,
            "nation": person.nation,
            "needs": written.needs or kept,
        }
    )
