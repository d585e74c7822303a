"""A changed plan is told once, in the person's own hours, or by a person."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.cast import worker
from tests.unit.dialogue.conftest import DOCUMENTS, EDNA, Talk
from wayhome.bootstrap.core import Core
from wayhome.clock import SetClock
from wayhome.dialogue.telling_changes import TELL_CATEGORY, ChangeTeller
from wayhome.models import Direction, Message, MessageStatus, Person
from wayhome.outbox.queueing import Outbox
from wayhome.people.support import PauseReason, pause_support
from wayhome.plans.approving import approve_items, items, newest_version
from wayhome.plans.changes import KINDS
from wayhome.plans.documents import check_document
from wayhome.plans.store import save_document


def edna(**plan: Any) -> dict[str, Any]:  # noqa: ANN401 - any field of a plan
    written = deepcopy(DOCUMENTS[0])
    written["plan"].update(plan)
    return written


NEW_TABLET = {
    "name": "Senna",
    "purpose": "constipation",
    "how_to_take": "Take two tablets at bedtime.",
    "times_of_day": ["bedtime"],
    "change": "new",
}
WITH_SENNA = edna(medicines=[*DOCUMENTS[0]["plan"]["medicines"], NEW_TABLET])
MOVED = edna(appointments=[{"title": "ankle clinic", "starts_at": "2026-12-09 14:00"}])


async def approve(core: Core, written: dict[str, Any], **person: Any) -> None:  # noqa: ANN401
    document = {**written, "person": {**written["person"], **person}}
    async with core.sessions.begin() as session:
        staff = await worker(session, core.clock, f"W{uuid4()}")
        await save_document(session, core.clock, check_document(document, "t"), staff)


async def tell(core: Core) -> list[Message]:
    """Every text of ours to start that there is after the notices that are due were seen to."""
    outbox = Outbox(core.jobs, core.clock)
    await ChangeTeller(core.sessions, outbox, core.replies, core.clock, core.service).tell_all_due()
    async with core.sessions() as session:
        found = await session.scalars(
            select(Message)
            .where(Message.direction == Direction.OUT, Message.in_reply_to_id.is_(None))
            .order_by(Message.id)
        )
        return list(found)


async def test_a_new_medicine_is_told_once_with_a_question(talk: Talk) -> None:
    await approve(talk.core, WITH_SENNA)
    [told] = await tell(talk.core)

    assert "New medicine: Senna, for constipation. Take two tablets at bedtime." in told.text
    assert "when will you take the Senna?" in told.text
    assert told.status is MessageStatus.QUEUED


async def test_neither_a_second_look_nor_the_same_import_again_tells_twice(talk: Talk) -> None:
    await approve(talk.core, WITH_SENNA)
    await tell(talk.core)
    await approve(talk.core, WITH_SENNA)

    assert len(await tell(talk.core)) == 1


async def test_a_first_plan_is_no_change(talk: Talk) -> None:
    assert await tell(talk.core) == []


async def test_an_appointment_that_moved_is_told_with_its_new_time(talk: Talk) -> None:
    await approve(talk.core, MOVED)
    [told] = await tell(talk.core)

    assert "Moved: ankle clinic is now Wednesday 9 December at 2pm." in told.text
    assert "when will you" not in told.text


async def test_in_quiet_hours_it_waits_for_the_morning_and_is_not_lost(
    talk: Talk, clock: SetClock
) -> None:
    clock.move_to(datetime(2026, 11, 24, 18, 0, tzinfo=UTC))
    await approve(talk.core, WITH_SENNA)
    assert await tell(talk.core) == []

    clock.move_to(datetime(2026, 11, 25, 8, 59, tzinfo=UTC))
    assert await tell(talk.core) == []
    clock.move_to(datetime(2026, 11, 25, 9, 0, tzinfo=UTC))
    assert len(await tell(talk.core)) == 1


async def test_two_changes_of_one_night_are_told_together(talk: Talk, clock: SetClock) -> None:
    clock.move_to(datetime(2026, 11, 24, 20, 0, tzinfo=UTC))
    await approve(talk.core, WITH_SENNA)
    await tell(talk.core)
    await approve(talk.core, MOVED)
    clock.move_to(datetime(2026, 11, 25, 9, 0, tzinfo=UTC))

    [told] = await tell(talk.core)

    assert "Moved: ankle clinic" in told.text
    assert "Senna" not in told.text  # it came and went in the night


async def test_after_stop_a_person_tells_it(talk: Talk) -> None:
    async with talk.core.sessions.begin() as session:
        person = (await session.scalars(select(Person).where(Person.called == "Edna"))).one()
        person.stopped_at = talk.core.clock.now()
    await approve(talk.core, WITH_SENNA)

    [kept] = await tell(talk.core)
    [handoff] = await talk.handoffs()

    assert kept.status is MessageStatus.CANCELLED
    assert (handoff.category, handoff.message_id) == (TELL_CATEGORY, kept.id)


@pytest.mark.parametrize("why", list(PauseReason))
async def test_while_texts_rest_a_person_tells_it(talk: Talk, why: PauseReason) -> None:
    async with talk.core.sessions.begin() as session:
        person = (await session.scalars(select(Person).where(Person.called == "Edna"))).one()
        await pause_support(session, talk.core.clock, person, why)
    await approve(talk.core, WITH_SENNA)

    [kept] = await tell(talk.core)
    [handoff] = await talk.handoffs()

    assert kept.status is MessageStatus.CANCELLED
    assert (handoff.category, handoff.message_id) == (TELL_CATEGORY, kept.id)


@pytest.mark.parametrize(
    "need", [{"need": "call_not_text"}, {"need": "language", "language": "pl"}]
)
async def test_who_needs_a_call_or_another_language_is_told_by_a_person(
    talk: Talk, need: dict[str, str]
) -> None:
    await approve(talk.core, WITH_SENNA, needs=[need])
    [kept] = await tell(talk.core)
    [handoff] = await talk.handoffs()

    assert kept.status is MessageStatus.CANCELLED
    assert handoff.category == TELL_CATEGORY


async def test_what_a_person_must_explain_is_not_said(talk: Talk) -> None:
    unsure = {**NEW_TABLET, "needs_person": "the dose has no unit"}
    medicines = [*DOCUMENTS[0]["plan"]["medicines"], unsure]
    await approve(talk.core, edna(medicines=medicines))
    [told] = await tell(talk.core)
    [handoff] = await talk.handoffs()

    assert "Senna" not in told.text
    assert "A person from the team will explain the rest." in told.text
    assert handoff.category == TELL_CATEGORY


async def test_many_changes_come_a_page_at_a_time(talk: Talk) -> None:
    many = [{**NEW_TABLET, "name": f"Medicine{letter}"} for letter in "ijklmnopq"]
    await approve(talk.core, edna(medicines=[*DOCUMENTS[0]["plan"]["medicines"], *many]))
    [told] = await tell(talk.core)
    rest = await talk("more", "more", EDNA)

    assert told.text.endswith("Text MORE for the rest.")
    assert "Medicineq" in rest.texts[0]


@pytest.mark.parametrize("text", ["whats different", "has anything changed", "what changed love"])
async def test_asking_what_changed_says_what_changed(talk: Talk, text: str) -> None:
    await approve(talk.core, WITH_SENNA)

    assert "New medicine: Senna" in (await talk("plan_summary", text)).texts[0]


async def test_asking_what_changed_of_a_first_plan_says_that_nothing_did(talk: Talk) -> None:
    assert "has not changed" in (await talk("plan_summary", "has anything changed")).texts[0]


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("at bedtime", False),
        ("two at night", False),
        ("in the morning with me breakfast", True),
        ("three at bedtime", True),
        ("not sure love", True),
    ],
)
async def test_an_answer_is_met_with_the_plans_words_and_never_called_right(
    talk: Talk, text: str, *, offers: bool
) -> None:
    await approve(talk.core, WITH_SENNA)
    await tell(talk.core)
    reply = await talk("medicines", text)

    assert "Take two tablets at bedtime." in reply.texts[0]
    assert ("Text OK" in reply.texts[0]) is offers
    assert not any(word in reply.texts[0].lower() for word in ("right", "correct", "well done"))


async def test_a_double_dose_is_no_answer_to_our_question(talk: Talk) -> None:
    await approve(talk.core, WITH_SENNA)
    await tell(talk.core)

    assert "111" in (await talk("medicines", "i took them twice")).texts[0]


async def wait_for_a_person(core: Core, *names: str) -> None:
    """Items of Edna's approved plan that nobody has explained yet."""
    async with core.sessions.begin() as session:
        person = (await session.scalars(select(Person).where(Person.called == "Edna"))).one()
        known = dict(items(await newest_version(session, person)))
        for name in names:
            known[name].needs_person = "The dose could not be read."


async def explain(core: Core, name: str, wording: str | None = None, *, sure: bool = True) -> None:
    async with core.sessions.begin() as session:
        person = (await session.scalars(select(Person).where(Person.called == "Edna"))).one()
        by = await worker(session, core.clock, f"W{uuid4()}")
        await approve_items(session, core.clock, person, by, [name], wording=wording, sure=sure)


def a_while(clock: SetClock) -> None:
    clock.move_on(timedelta(minutes=11))


async def test_an_item_that_is_explained_later_is_told_once(talk: Talk, clock: SetClock) -> None:
    await wait_for_a_person(talk.core, "medicines.1")
    await explain(talk.core, "medicines.1", "Take one at bedtime.")
    a_while(clock)

    [told] = await tell(talk.core)
    await tell(talk.core)

    assert "Your team has now explained more of your plan:" in told.text
    assert "Now explained: Medicinea, for a purpose" in told.text
    assert "Take one at bedtime." in told.text
    assert "when will you take the Medicinea?" in told.text
    assert len(await tell(talk.core)) == 1


async def test_items_explained_one_after_the_other_are_told_together(
    talk: Talk, clock: SetClock
) -> None:
    await wait_for_a_person(talk.core, "medicines.1", "appointments.1")
    await explain(talk.core, "medicines.1", "Take one at bedtime.")
    clock.move_on(timedelta(minutes=6))
    await explain(talk.core, "appointments.1", "Come to the side door.")
    clock.move_on(timedelta(minutes=6))
    assert await tell(talk.core) == []
    a_while(clock)

    [told] = await tell(talk.core)

    assert "Medicinea" in told.text
    assert "Come to the side door." in told.text


async def test_an_item_approved_again_as_it_stands_is_no_news(talk: Talk, clock: SetClock) -> None:
    await explain(talk.core, "medicines.1")
    a_while(clock)

    assert await tell(talk.core) == []


async def test_an_item_explained_on_a_draft_is_told_with_the_plan_alone(
    talk: Talk, clock: SetClock
) -> None:
    await approve(talk.core, WITH_SENNA)
    await wait_for_a_person(talk.core, "medicines.9")
    await explain(talk.core, "medicines.9", "Take two at bedtime.")
    a_while(clock)

    [told] = await tell(talk.core)

    assert told.text.count("Senna") == 2  # as new, and in the question after it
    assert "Now explained" not in told.text


async def test_what_was_explained_of_a_version_that_was_replaced_is_not_told(
    talk: Talk, clock: SetClock
) -> None:
    await wait_for_a_person(talk.core, "appointments.1")
    await explain(talk.core, "appointments.1", "Come to the side door.")
    await approve(talk.core, MOVED)
    a_while(clock)

    [told] = await tell(talk.core)

    assert "Moved: ankle clinic" in told.text
    assert "side door" not in told.text


async def test_what_was_explained_is_told_though_another_version_came_before_it_was(
    talk: Talk, clock: SetClock
) -> None:
    explained_so = [dict(one) for one in DOCUMENTS[0]["plan"]["medicines"]]
    explained_so[0]["how_to_take"] = "Take one at bedtime."
    await wait_for_a_person(talk.core, "medicines.1")
    await explain(talk.core, "medicines.1", "Take one at bedtime.")
    await approve(talk.core, {**MOVED, "plan": {**MOVED["plan"], "medicines": explained_so}})
    a_while(clock)

    [told] = await tell(talk.core)

    assert "Moved: ankle clinic" in told.text
    assert "Now explained: Medicinea" in told.text
    assert len(await tell(talk.core)) == 1


async def test_every_kind_of_item_has_words_to_be_explained_in(talk: Talk) -> None:
    assert all(f"changes.{kind}_explained" in talk.core.replies for kind in KINDS.values())
