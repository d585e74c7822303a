"""STOP and START: whether a person wants our programme of texts."""

from enum import StrEnum

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.clock import Clock
from wayhome.models import Person, SupportPeriod, SupportStatus

#: Whole texts that mean STOP or START; Twilio's reserved words are among them. `cancel`, `end` and
#: `quit` stand here because Twilio blocks our texts after them, whatever the person meant.
#: Source: standards.md 5.1, Twilio's Advanced Opt-Out documentation.
_STOP = frozenset(["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"])
_START = frozenset(["start", "unstop"])
_KEYWORD = {**dict.fromkeys(_STOP, "stop"), **dict.fromkeys(_START, "start")}
_FILLERS = frozenset(["please", "pls", "now", "thanks", "thank", "you", "ta", "texts", "texting"])

OPTED_OUT = "opted_out"


class ConsentWord(StrEnum):
    STOP = "stop"
    START = "start"


def consent_word(text: str) -> ConsentWord | None:
    """The consent word that a whole text amounts to: `STOP`, `stop please`, but no sentence."""
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    if not words or words[0] not in _KEYWORD or any(w not in _FILLERS for w in words[1:]):
        return None
    return ConsentWord(_KEYWORD[words[0]])


async def stop(session: AsyncSession, clock: Clock, person: Person) -> bool:
    """Stops every programme of the person at once; False if it was stopped already."""
    if person.stopped_at is not None:
        return False
    person.stopped_at = clock.now()
    await _set_support(session, clock, person, SupportStatus.ACTIVE, SupportStatus.PAUSED)
    audit.record(session, clock, "stopped", person, system="consent")
    return True


async def start(session: AsyncSession, clock: Clock, person: Person) -> bool:
    """Takes up the programmes again; False if they were not stopped."""
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
