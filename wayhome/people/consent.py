"""STOP and START: whether a person wants our programme of texts."""

from enum import StrEnum

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.clock import Clock
from wayhome.content.consent_words import WholeTexts
from wayhome.models import Person, SupportPeriod, SupportStatus
from wayhome.people.support import OPTED_OUT, PauseReason
from wayhome.people.unsent import take_back_unsent
from wayhome.safety import SafetyNet


class ConsentWord(StrEnum):
    STOP = "stop"
    START = "start"


class ConsentWords:
    """Tells a wish about our texts from talk of a tablet, a bus or a carer that may stop."""

    def __init__(self, whole: WholeTexts, wishes: SafetyNet, needs: SafetyNet) -> None:
        """`wishes` and `needs` are the safety net's engine over content/consent.

        It knows how people spell.
        """
        self._whole = whole
        self._wishes = wishes
        self._needs = needs

    def of(self, text: str) -> ConsentWord | None:
        """The word that a text amounts to: `STOP`, `stop please`, "take me off this thing".

        None too where it only may be one; see `unsure`.
        """
        word = self._whole_text(text)
        if word is not None or self._may_be_graver(text):
            return word
        return self._wish(text)

    def unsure(self, text: str) -> bool:
        """Whether the person must be asked before their texts end.

        STOP acts before anything reads the text, so a wish beside a cry for help is not taken.
        """
        return self._whole_text(text) is None and self._may_be_graver(text)

    def may_be_a_wish(self, text: str) -> bool:
        """Whether an unsure text has a wish about our texts in it at all."""
        return self.unsure(text) and (self._is_unsure_whole(text) or self._wish(text) is not None)

    def _whole_text(self, text: str) -> ConsentWord | None:
        if self._is_unsure_whole(text):
            return None
        ways = self._whole.among(_words(text))
        found = next((self._whole.meaning[way] for way in ways if way in self._whole.meaning), None)
        return ConsentWord(found) if found else None

    def _may_be_graver(self, text: str) -> bool:
        return self._is_unsure_whole(text) or self._needs.assess(text).category is not None

    def _is_unsure_whole(self, text: str) -> bool:
        return any(way in self._whole.unsure for way in self._whole.among(_words(text)))

    def _wish(self, text: str) -> ConsentWord | None:
        met = self._wishes.assess(text)
        return ConsentWord(met.category) if met.category in set(ConsentWord) else None


def _words(text: str) -> list[str]:
    plain = text.lower().replace("'", "").replace("\u2019", "")
    return "".join(c if c.isalnum() else " " for c in plain).split()


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
    person.away_until = None
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
