from collections.abc import Sequence
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.cast import worker
from tests.unit.plans.test_documents import with_plan
from wayhome.bootstrap.core import Core
from wayhome.models import AuditEvent, DischargePlan, Person, PlanStatus
from wayhome.plans.approving import (
    Approval,
    ApprovalRefusedError,
    approve_items,
    approve_plan,
    newest_version,
)
from wayhome.plans.documents import check_document
from wayhome.plans.loading import current_plan
from wayhome.plans.store import save_document
from wayhome.plans.values import Plan

DOSE = {"dosageInstruction": [{"text": "Take 2 tablets as per protocol"}]}
DRAFT = with_plan(
    medicines=[
        {"name": "Senna", "how_to_take": "Take 2 tablets at night.", "change": "new"},
        {
            "name": "Zorkol",
            "how_to_take": "Take 2 tablets as per protocol.",
            "purpose": "zorks",
            "change": "stopped",
            "needs_person": "Nobody knows the protocol.",
            "source_text": "Take 2 tablets as per protocol",
            "source_data": DOSE,
        },
    ],
    instructions=[
        {"topic": "activity", "wording": "Zork daily.", "needs_person": "Jargon."},
    ],
)


@pytest.fixture
async def draft(core: Core) -> int:
    async with core.sessions.begin() as session:
        person, _ = await save_document(session, core.clock, check_document(DRAFT, "t"), None)
        return person.id


async def approve(core: Core, person_id: int, names: Sequence[str] = (), **how: object) -> Approval:
    async with core.sessions.begin() as session:
        person = await session.get_one(Person, person_id)
        by = await worker(session, core.clock, f"W{uuid4().hex}")
        if names:
            return await approve_items(session, core.clock, person, by, names, **how)  # type: ignore[arg-type]
        return await approve_plan(session, core.clock, person, by)


async def plan_now(core: Core, person_id: int) -> Plan | None:
    async with core.sessions() as session:
        return await current_plan(session, person_id)


async def test_a_draft_is_answered_from_only_once_a_worker_has_approved_it(
    core: Core, draft: int
) -> None:
    assert await plan_now(core, draft) is None
    done = await approve(core, draft)
    assert done.waiting == ("medicines.2", "instructions.1")
    assert await plan_now(core, draft) is not None


async def test_an_item_that_waits_is_known_by_name_and_never_by_wording(
    core: Core, draft: int
) -> None:
    await approve(core, draft)
    plan = await plan_now(core, draft)
    assert plan is not None
    senna, zorkol = plan.medicines
    assert senna.how_to_take == "Take 2 tablets at night."
    assert zorkol.name == "Zorkol"
    assert (zorkol.how_to_take, zorkol.purpose, zorkol.stopped) == (None, None, False)
    assert plan.instructions == ()
    assert plan.waiting == {"medicines", "activity"}


async def test_a_workers_own_wording_is_what_is_said(core: Core, draft: int) -> None:
    await approve(core, draft)
    await approve(core, draft, ["medicines.2"], wording="Take 2 tablets as the ward told you.")
    plan = await plan_now(core, draft)
    assert plan is not None
    assert plan.medicines[1].how_to_take == "Take 2 tablets as the ward told you."


async def test_a_wording_with_another_number_is_refused_unless_the_worker_is_sure(
    core: Core, draft: int
) -> None:
    await approve(core, draft)
    with pytest.raises(ApprovalRefusedError, match="not the same as the source"):
        await approve(core, draft, ["medicines.2"], wording="Take 3 tablets.")
    plan = await plan_now(core, draft)
    assert plan is not None
    assert plan.medicines[1].how_to_take is None
    await approve(core, draft, ["medicines.2"], wording="Take 3 tablets.", sure=True)
    plan = await plan_now(core, draft)
    assert plan is not None
    assert plan.medicines[1].how_to_take == "Take 3 tablets."


async def test_an_item_that_no_plan_has_is_refused(core: Core, draft: int) -> None:
    with pytest.raises(ApprovalRefusedError, match=r"no item called medicines\.9"):
        await approve(core, draft, ["medicines.9"])


async def test_every_approval_is_an_audit_event_without_words(core: Core, draft: int) -> None:
    await approve(core, draft)
    await approve(core, draft, ["instructions.1"])
    async with core.sessions() as session:
        events = (
            await session.scalars(
                select(AuditEvent).where(AuditEvent.action.like("plan_%approved"))
            )
        ).all()
        plan = await session.get_one(Person, draft)
        kept = await newest_version(session, plan)
    assert sorted(one.action for one in events) == [
        "plan_approved",
        "plan_item_approved",
        "plan_item_approved",
    ]
    assert all(one.staff_id for one in events)
    assert "Zork" not in str([one.detail for one in events])
    assert kept.instructions[0].approved_by_id
    assert kept.instructions[0].needs_person is None


async def test_a_new_version_replaces_the_approved_one_when_it_is_approved(
    core: Core, draft: int
) -> None:
    await approve(core, draft)
    changed = with_plan(medicines=[{"name": "Senna", "change": "same"}])
    async with core.sessions.begin() as session:
        await save_document(session, core.clock, check_document(changed, "t"), None)
    await approve(core, draft)
    async with core.sessions() as session:
        plans = (await session.scalars(select(DischargePlan).order_by(DischargePlan.version))).all()
    assert [one.status for one in plans] == [PlanStatus.REPLACED, PlanStatus.APPROVED]
