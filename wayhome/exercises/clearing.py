"""A clinician's word: what they may clear, and the clearance itself, its level and its end."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.content.clearance import Verdict
from wayhome.exercises.choosing import standing_clearance
from wayhome.exercises.gate import Judgement, read_plan
from wayhome.exercises.plan_words import plan_words
from wayhome.models import Clearance, ExerciseLevel, Person, PersonKind, Role, StaffMember

if TYPE_CHECKING:
    from wayhome.clock import Clock
    from wayhome.content.move_to_improve import MoveToImprove
    from wayhome.content.movements import Movement, MovementSet
    from wayhome.exercises.gate import Gate, PlanWords


class CannotClear(Exception):  # noqa: N818 - reads as what happened
    """Nothing was cleared or changed; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What would be cleared, and what of the wish is left out and why."""

    given: tuple[Movement, ...]
    left_out: tuple[tuple[Movement, Judgement], ...]
    plan: PlanWords
    gate: Gate


@dataclass(frozen=True, kw_only=True)
class Wish:
    sets: frozenset[MovementSet] = frozenset()
    #: Movements that the clinician names one by one.
    named: tuple[str, ...] = ()
    #: Whose word an "ask" rests on, such as `ward physiotherapist, 20 November`.
    on_word_of: str | None = None


async def propose(
    session: AsyncSession, content: MoveToImprove, person: Person, wish: Wish
) -> Proposal:
    """Writes nothing. Raises CannotClear."""
    if person.kind is not PersonKind.PATIENT:
        raise CannotClear(f"{person.name} is a carer; exercises are cleared for a patient.")
    plan = await plan_words(session, person.id)
    if plan is None:
        raise CannotClear(
            f"{person.name} has no approved plan, so nobody knows what holds them back. "
            "Approve one first: wayhome plan approve"
        )
    return proposal(content, plan, wish)


def proposal(content: MoveToImprove, plan: PlanWords, wish: Wish) -> Proposal:
    """Raises CannotClear where a named movement must not be cleared, or nothing is left."""
    gate = read_plan(content.matrix, plan)
    if not gate.reason_is_known:
        raise CannotClear(
            f'The stay was for "{plan.reason}", which no condition of '
            "content/move_to_improve/clearance.yml knows. Nothing can be cleared until a "
            "physiotherapist has put it there."
        )
    named = [_known(content, key) for key in dict.fromkeys(wish.named)]
    for one in named:
        _refuse(one, gate.judge(one.key), wish)
    of_sets = [one for one in content.movements.values() if one.set in wish.sets]
    judged = [(one, gate.judge(one.key)) for one in of_sets if one not in named]
    given = [*named, *(one for one, found in judged if found.verdict is Verdict.OK)]
    if not given:
        raise CannotClear(_nothing_left(wish))
    return Proposal(
        given=tuple(one for one in content.movements.values() if one in given),
        left_out=tuple((one, found) for one, found in judged if found.verdict is not Verdict.OK),
        plan=plan,
        gate=gate,
    )


async def clear(  # noqa: PLR0913 - who, for whom, what, on whose word
    session: AsyncSession,
    clock: Clock,
    person: Person,
    staff: StaffMember,
    proposed: Proposal,
    level: ExerciseLevel,
    on_word_of: str | None = None,
) -> Clearance:
    """Takes the place of any clearance that stood, and ends its rest. Raises CannotClear."""
    _needs_a_clinician(staff, "clears exercises")
    await _lock(session, person)
    before = await standing_clearance(session, person.id)
    if before is not None:
        _withdraw(clock, before, staff)
        await session.flush()
    clearance = Clearance(
        person_id=person.id,
        movements=[one.key for one in proposed.given],
        level=level,
        conditions=[*proposed.gate.conditions, *proposed.gate.unknown],
        discharged_on=proposed.plan.discharged_on,
        cleared_by_id=staff.id,
        cleared_at=clock.now(),
        on_word_of=on_word_of,
    )
    session.add(clearance)
    await session.flush()
    audit.record(
        session,
        clock,
        "exercises_cleared",
        clearance,
        staff_id=staff.id,
        movements=clearance.movements,
        level=level.value,
    )
    return clearance


async def change_level(
    session: AsyncSession, clock: Clock, person: Person, staff: StaffMember, level: ExerciseLevel
) -> Clearance:
    """Harder is a clinician's word; easier is anybody's. Raises CannotClear."""
    clearance = await _standing(session, person)
    if level.rank > clearance.level.rank:
        _needs_a_clinician(staff, "makes exercises harder")
    before, clearance.level = clearance.level, level
    audit.record(
        session,
        clock,
        "exercise_level_changed",
        clearance,
        staff_id=staff.id,
        before=before.value,
        after=level.value,
    )
    return clearance


async def withdraw(
    session: AsyncSession, clock: Clock, person: Person, staff: StaffMember
) -> Clearance:
    """Ends a clearance; anybody on the staff may. Raises CannotClear where none stands."""
    clearance = await _standing(session, person)
    _withdraw(clock, clearance, staff)
    audit.record(session, clock, "exercises_withdrawn", clearance, staff_id=staff.id)
    return clearance


async def _standing(session: AsyncSession, person: Person) -> Clearance:
    await _lock(session, person)
    clearance = await standing_clearance(session, person.id)
    if clearance is None:
        raise CannotClear(
            f"Nothing is cleared for {person.name}. See: wayhome exercise clear --help"
        )
    return clearance


async def _lock(session: AsyncSession, person: Person) -> None:
    """Two staff members at once take turns, and neither overtakes a prompt that is being sent."""
    await session.execute(select(Person.id).where(Person.id == person.id).with_for_update())


def _withdraw(clock: Clock, clearance: Clearance, staff: StaffMember) -> None:
    clearance.withdrawn_at = clock.now()
    clearance.withdrawn_by_id = staff.id


def _needs_a_clinician(staff: StaffMember, does_what: str) -> None:
    if staff.role is not Role.CLINICAL_REVIEWER:
        raise CannotClear(
            f"Only a clinician {does_what}, and {staff.name} is on record as "
            f"{staff.role.value.replace('_', ' ')}. Give --by with a clinical reviewer."
        )


def _known(content: MoveToImprove, key: str) -> Movement:
    try:
        return content.movements[key]
    except KeyError:
        names: Collection[str] = content.movements
        raise CannotClear(f"No movement is called {key}. There are: {', '.join(names)}.") from None


def _refuse(movement: Movement, found: Judgement, wish: Wish) -> None:
    because = "; ".join(found.because)
    if found.verdict is Verdict.NO:
        raise CannotClear(f"{movement.key} must not be cleared: {because}.")
    if found.verdict is Verdict.ASK and not (wish.on_word_of or "").strip():
        raise CannotClear(
            f"{movement.key} needs a therapist's word first: {because}. "
            'Give it as --on-word-of "ward physiotherapist, 20 November".'
        )


def _nothing_left(wish: Wish) -> str:
    if not wish.sets and not wish.named:
        return (
            "Nothing was asked for. Name a set (--set chair) or movements (--movement neck_turn)."
        )
    return (
        "Nothing of that may be cleared as a whole set: each needs a therapist's word or must not "
        "be done. Name what was agreed with --movement and --on-word-of."
    )
