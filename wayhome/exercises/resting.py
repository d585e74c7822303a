"""Exercises rest after a fall, a stop sign or pain that stays, until a clinician clears them again.

Source: standards.md 4.2: a stop sign pauses prompts until a person clears them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.models import CareLink, Clearance, ExerciseAnswer, ExercisePrompt, RestReason

if TYPE_CHECKING:
    from wayhome.clock import Clock
    from wayhome.models import Message, Person

#: A prompt waits this long for its answer, as a check-in that was missed does.
OPEN_FOR: Final = timedelta(hours=48)
#: What the safety net calls that which exercise may bring on.
_FALL: Final = "fall"
_STOP_SIGNS: Final = frozenset(
    {"breathing", "chest_pain", "collapse", "palpitations", "lung_clot", "call_for_help"}
)


async def rest(session: AsyncSession, clock: Clock, person: Person, why: RestReason) -> int:
    """Holds the person's exercises, and those of the patients whom a carer speaks for.

    How many clearances rest from now on; one that rests already keeps its reason.
    """
    cared_for = select(CareLink.patient_id).where(CareLink.carer_id == person.id)
    rested = await session.scalars(
        update(Clearance)
        .where(
            or_(Clearance.person_id == person.id, Clearance.person_id.in_(cared_for)),
            Clearance.withdrawn_at.is_(None),
            Clearance.rests_since.is_(None),
        )
        .values(rests_since=clock.now(), rests_why=why)
        .returning(Clearance)
        .execution_options(synchronize_session="fetch")
    )
    found = rested.all()
    for clearance in found:
        audit.record(session, clock, "exercises_rest", clearance, system="exercises", why=why.value)
    return len(found)


async def stop_sign(session: AsyncSession, clock: Clock, person: Person, message: Message) -> None:
    """What the safety net found in a text, kept with the exercise that was sent before it."""
    await rest(session, clock, person, RestReason.SAFETY_NET)
    answer = _answer(message.category)
    prompt = await open_prompt(session, clock, person, message) if answer else None
    if prompt is not None and answer is not None:
        prompt.answer, prompt.answer_message_id = answer, message.id
        prompt.answered_at = clock.now()


async def open_prompt(
    session: AsyncSession, clock: Clock, person: Person, message: Message
) -> ExercisePrompt | None:
    """The newest exercise before this text, while it still waits for its answer."""
    return (
        await session.scalars(
            select(ExercisePrompt)
            .where(
                ExercisePrompt.person_id == person.id,
                ExercisePrompt.prompted_at > clock.now() - OPEN_FOR,
                # A second run must not find the one that the first run showed.
                ExercisePrompt.asked_in_id.is_distinct_from(message.id),
            )
            .order_by(ExercisePrompt.prompted_at.desc(), ExercisePrompt.id.desc())
            .limit(1)
        )
    ).one_or_none()


def _answer(category: str | None) -> ExerciseAnswer | None:
    if category == _FALL:
        return ExerciseAnswer.FELL
    return ExerciseAnswer.DIZZY if category in _STOP_SIGNS else None
