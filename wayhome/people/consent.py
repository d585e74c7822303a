"""STOP and START: whether a person wants our programme of texts."""

from enum import StrEnum

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.clock import Clock
from wayhome.content.consent_words import WholeTexts
from wayhome.models import Person, SupportPeriod, SupportStatus
from wayhome.people.support import PauseReason
from wayhome.people.unsent import take_back_unsent
from wayhome.safety import SafetyNet

OPTED_OUT = "opted_out"


class ConsentWord(StrEnum):
    STOP = "stop"
    START = "start"


class ConsentWords:
    """Tells a wish about our texts from talk of a tablet, a bus or a carer that may stop."""

    def __init__(self, whole: WholeTexts, wishes: SafetyNet) -> None:
        """`wishes` is the safety net's engine over content/consent: it knows how people spell."""
        self._whole = whole
        self._wishes = wishes

    def of(self, text: str) -> ConsentWord | None:
        """The word that a text amounts to: `STOP`, `stop please`, "take me off this thing"."""
        plain = text.lower().replace("'", "").replace("\u2019", "")
        words = "".join(c if c.isalnum() else " " for c in plain).split()
        found = self._whole.meaning.get(" ".join(words)) or self._whole.meaning.get(
            " ".join(word for word in words if word not in self._whole.courtesies)
        )
        if found is not None:
            return ConsentWord(found)
        met = self._wishes.assess(text)
        return ConsentWord(met.category) if met.category in set(ConsentWord) else None


async def stop(session: AsyncSession, clock: Clock, person: Person) -> bool:
    """Stops every programme of the person at once; False if it was stopped already."""
    if person.stopped_at is not None:
        return False
    person.stopped_at = clock.now()
    await _set_support(session, clock, person, SupportStatus.ACTIVE, SupportStatus.PAUSED)
    await take_back_unsent(session, [person.id])
    audit.record(session, clock, "stopped", person, system="consent")
    return True


async def start(session: AsyncSession, clock: Clock, person: Person) -> bool:
    """Takes up the programmes again; False if they were not stopped.

    A pause that the person asked for ends too; one for a death or a stay in hospital does not.
    """
    await session.execute(
        update(SupportPeriod)
        .where(SupportPeriod.person_id == person.id, SupportPeriod.why == PauseReason.ASKED)
        .values(status=SupportStatus.ACTIVE, why=None, resumes_on=None, changed_at=clock.now())
    )
    if person.stopped_at is None:
        return False
    person.stopped_at = None
    await _set_support(session, clock, person, SupportStatus.PAUSED, SupportStatus.ACTIVE)
    audit.record(session, clock, "started", person, system="consent")
    return True


async def _set_support(
    session: AsyncSession, clock: Clock, person: Person, was: SupportStatus, becomes: SupportStatus
) -> None:
    stopping = becomes is SupportStatus.PAUSED
    await session.execute(
        update(SupportPeriod)
        .where(
            SupportPeriod.person_id == person.id,
            SupportPeriod.status == was,
            SupportPeriod.why.is_(None) if stopping else SupportPeriod.why == OPTED_OUT,
        )
        .values(status=becomes, why=OPTED_OUT if stopping else None, changed_at=clock.now())
    )
