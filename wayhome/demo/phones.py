"""Who is who on the demo's phones page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wayhome.demo.loading import demo_documents
from wayhome.models.people import PersonKind
from wayhome.plans.documents import PlanDocument

#: The list of people is the same on every day; their plans' dates are not shown.
_ANY_DAY = date(2026, 1, 5)


@dataclass(frozen=True)
class PhonesPerson:
    name: str
    number: str
    #: Of the person's Telegram chat.
    chat_id: int
    #: One line on who this is.
    blurb: str


def phones_people() -> tuple[PhonesPerson, ...]:
    return tuple(
        PhonesPerson(
            name=one.person.name,
            number=one.person.mobiles[0],
            chat_id=int(one.person.telegram_chats[0]),
            blurb=_blurb(one),
        )
        for one in demo_documents(_ANY_DAY)
    )


def _blurb(document: PlanDocument) -> str:
    if document.person.kind is PersonKind.CARER:
        link = document.person.cares_for[0]
        return f"Carer ({link.relationship}); may know: {', '.join(link.may_know) or 'nothing'}"
    return document.plan.reason if document.plan else "No plan yet"
