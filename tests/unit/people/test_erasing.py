"""Facts: on request a person's words and name go, and what shows how they were cared for stays."""

from typing import Any

import pytest
from sqlalchemy import func, select, text

from tests.cast import worker
from tests.unit.checkins.talking import ANN, CheckInTalk
from wayhome.bootstrap.core import Core
from wayhome.clock import SetClock
from wayhome.handoffs.queue import resolve
from wayhome.models import (
    AuditEvent,
    CheckIn,
    ContactPoint,
    Handoff,
    HandoffOutcome,
    Message,
    Person,
    StaffMember,
    SupportPeriod,
    SupportStatus,
)
from wayhome.people.erasing import NOBODY, CannotErase, erase, foresee

DOCUMENT: dict[str, Any] = {
    "person": {"id": "ann", "name": "Annabel Quillfeather", "called": "Bella", "mobiles": [ANN]},
    "plan": {
        "hospital": "Fairhill Hospital",
        "discharged_on": "2026-11-24",
        "reason": "a new hip",
        "medicines": [{"name": "Zopharin", "purpose": "pain", "change": "new"}],
    },
}
WORDS = ("Quillfeather", "Bella", "zebra", ANN, "Zopharin", "a new hip")


@pytest.fixture
async def talk(core: Core, clock: SetClock) -> CheckInTalk:
    """Asked on the first day, answered with trouble and in words of her own."""
    talk = CheckInTalk(core, clock)
    await talk.enrol(DOCUMENT)
    await talk.fire(days=1)
    await talk.say("3")
    await talk.say("the zebra ones")
    return talk


async def settle(talk: CheckInTalk) -> StaffMember:
    async with talk.core.sessions.begin() as session:
        sam = await session.scalar(select(StaffMember).limit(1)) or await worker(
            session, talk.clock
        )
        for one in await talk.handoffs():
            await resolve(session, talk.clock, one.id, sam, HandoffOutcome.CALLED, "Bella is well")
        return sam


async def the_person(talk: CheckInTalk) -> Person:
    async with talk.core.sessions() as session:
        return (await session.scalars(select(Person))).one()


async def everything(talk: CheckInTalk) -> str:
    """Every row of every table, as text."""
    async with talk.core.sessions() as session:
        names = await session.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        )
        rows = [
            row
            for name in names.all()
            for row in await session.scalars(text(f'SELECT t::text FROM "{name}" t'))  # noqa: S608 - our own tables
        ]
    return "\n".join(rows)


async def test_a_preview_counts_and_writes_nothing(talk: CheckInTalk) -> None:
    await settle(talk)
    before = await everything(talk)
    async with talk.core.sessions.begin() as session:
        foreseen = await foresee(session, await the_person(talk))

    assert (foreseen.addresses, foreseen.plans, foreseen.handoffs_kept) == (1, 1, 1)
    assert foreseen.texts >= 5
    assert await everything(talk) == before


async def test_no_word_or_name_of_theirs_is_left_in_any_table(talk: CheckInTalk) -> None:
    sam = await settle(talk)
    there = await everything(talk)
    assert [one for one in WORDS if one not in there] == []
    async with talk.core.sessions.begin() as session:
        await erase(session, talk.clock, await session.get_one(Person, 1), sam)

    left = await everything(talk)
    assert [one for one in WORDS if one in left] == []


async def test_what_was_done_for_them_and_by_whom_is_kept(talk: CheckInTalk) -> None:
    sam = await settle(talk)
    async with talk.core.sessions.begin() as session:
        await erase(session, talk.clock, await session.get_one(Person, 1), sam)

    async with talk.core.sessions() as session:
        [handoff] = await session.scalars(select(Handoff))
        assert (handoff.category, handoff.outcome) == ("out_of_medicine", HandoffOutcome.CALLED)
        for kept in (Message, CheckIn):
            count = await session.scalar(select(func.count()).select_from(kept))
            assert count is not None
            assert count >= 5
        noted = select(AuditEvent.staff_id).where(AuditEvent.action == "person_erased")
        assert await session.scalar(noted) == sam.id
        period = (await session.scalars(select(SupportPeriod))).one()
        assert period.status is SupportStatus.ENDED


async def test_nothing_is_texted_to_them_any_more_and_their_number_is_a_strangers(
    talk: CheckInTalk,
) -> None:
    sam = await settle(talk)
    async with talk.core.sessions.begin() as session:
        await erase(session, talk.clock, await session.get_one(Person, 1), sam)

    assert await talk.fire(days=3) == ""
    assert "I do not know this number" in await talk.say("hello", "greet")
    async with talk.core.sessions() as session:
        owners = await session.scalars(select(ContactPoint.person_id).order_by(ContactPoint.id))
        assert list(owners) == [1, None]


async def test_while_a_person_must_still_see_to_them_nothing_is_erased(talk: CheckInTalk) -> None:
    async with talk.core.sessions.begin() as session:
        sam = (await session.scalars(select(StaffMember))).first()
        assert sam is not None
        with pytest.raises(CannotErase, match="1 of their handoffs"):
            await erase(session, talk.clock, await session.get_one(Person, 1), sam)

    assert (await the_person(talk)).name != NOBODY


async def test_whoever_was_erased_cannot_be_erased_again(talk: CheckInTalk) -> None:
    sam = await settle(talk)
    async with talk.core.sessions.begin() as session:
        await erase(session, talk.clock, await session.get_one(Person, 1), sam)
    async with talk.core.sessions.begin() as session:
        with pytest.raises(CannotErase, match="before"):
            await erase(session, talk.clock, await session.get_one(Person, 1), sam)
