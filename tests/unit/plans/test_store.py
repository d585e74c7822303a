from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.cast import worker
from tests.unit.plans.test_documents import EDNA, with_plan
from wayhome.bootstrap.core import Core
from wayhome.models import DischargePlan, Medicine, NeedKind, PlanStatus, SupportPeriod
from wayhome.people.needs import needs_of
from wayhome.plans.documents import PlanDocumentError, check_document
from wayhome.plans.loading import current_plan
from wayhome.plans.store import save_document
from wayhome.plans.values import Plan

FULL = with_plan(
    appointments=[{"title": "ankle clinic", "starts_at": "2027-04-02 15:00"}],
    contacts=[{"role": "plaster room", "phone": "1", "hours": ["weekdays 8am to 4pm"]}],
    care_visits=[{"who": "a carer", "what_for": "meals", "when": "daily"}],
    equipment=[{"name": "commode", "other_names": ["pot"]}],
    instructions=[{"topic": "travel", "wording": "Do not fly.", "asked_by": ["fly"]}],
    warning_signs=[{"wording": "Blue toes", "what_to_do": "Call 999"}],
    goals=[{"wording": "To dance."}],
)


async def save(core: Core, written: Any, *, approve: bool = True) -> bool:  # noqa: ANN401 - as YAML holds it
    async with core.sessions.begin() as session:
        by = await worker(session, core.clock, f"W{abs(hash(str(written)))}") if approve else None
        _, made = await save_document(session, core.clock, check_document(written, "t"), by)
        return made


async def load(core: Core, person_id: int = 1) -> Plan | None:
    async with core.sessions() as session:
        return await current_plan(session, person_id)


async def test_an_approved_plan_comes_back_whole_in_one_read(core: Core) -> None:
    await save(core, FULL)
    plan = await load(core)

    assert plan is not None
    assert plan.medicines[0].name == "Lisinopril"
    assert plan.appointments[0].starts_at == datetime.fromisoformat("2027-04-02T15:00+01:00")
    assert plan.contacts[0].hours[0].days == frozenset(range(5))
    assert plan.equipment[0].other_names == ("pot",)
    assert [len(plan.care_visits), len(plan.instructions), len(plan.goals)] == [1, 1, 1]


async def test_communication_needs_are_kept_with_the_person(core: Core) -> None:
    written = {
        "need": "language",
        "language": "pl",
        "reason": "speaks little English",
        "review_on": "2027-09-01",
    }
    await save(core, {**FULL, "person": {**FULL["person"], "needs": [written]}})

    async with core.sessions() as session:
        [need] = await needs_of(session, 1)
    assert (need.kind, need.language, need.reason) == (
        NeedKind.LANGUAGE,
        "pl",
        "speaks little English",
    )


async def test_a_draft_is_never_answered_from(core: Core) -> None:
    await save(core, FULL, approve=False)

    assert await load(core) is None


async def test_the_same_document_again_changes_nothing(core: Core) -> None:
    assert await save(core, FULL)
    async with core.sessions.begin() as session:
        staff = await worker(session, core.clock, "Again")
        _, made = await save_document(session, core.clock, check_document(FULL, "t"), staff)

    assert not made
    async with core.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(Medicine)) == 1
        assert await session.scalar(select(func.count()).select_from(SupportPeriod)) == 1


async def test_a_new_version_replaces_the_old_one(core: Core) -> None:
    await save(core, FULL)
    await save(core, with_plan(reason="two broken ankles"))
    plan = await load(core)

    assert plan is not None
    assert (plan.version, plan.reason) == (2, "two broken ankles")
    async with core.sessions() as session:
        states = (await session.scalars(select(DischargePlan.status))).all()
    assert sorted(states) == [PlanStatus.APPROVED, PlanStatus.REPLACED]


async def test_an_address_of_another_person_is_refused(core: Core) -> None:
    await save(core, EDNA)
    other = {**EDNA, "person": {**EDNA["person"], "id": "other"}}

    with pytest.raises(PlanDocumentError, match="another person's record"):
        await save(core, other)


async def test_a_carer_of_nobody_known_is_refused(core: Core) -> None:
    carer = {
        "person": {
            **EDNA["person"], "kind": "carer",
            "cares_for": [{"person": "nobody", "relationship": "son"}],
        }
    }  # fmt: skip

    with pytest.raises(PlanDocumentError, match="import that person first"):
        await save(core, carer, approve=False)
