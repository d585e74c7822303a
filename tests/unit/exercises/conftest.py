"""A patient with a new hip, a clinician, and the real content."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.cast import worker
from wayhome.bootstrap import content
from wayhome.bootstrap.core import Core
from wayhome.clock import SetClock
from wayhome.content.move_to_improve import MoveToImprove
from wayhome.content.movements import MovementSet
from wayhome.exercises.clearing import Proposal, Wish, clear, propose
from wayhome.models import Clearance, ExerciseLevel, Person, Role, StaffMember
from wayhome.plans.documents import check_document
from wayhome.plans.store import save_document

HIP = {
    "hospital": "Fairhill Hospital",
    "discharged_on": "2026-11-20",
    "reason": "a new right hip",
}


@dataclass
class Gym:
    core: Core
    clock: SetClock
    content: MoveToImprove
    ann: Person
    #: A support worker and a clinical reviewer.
    sam: StaffMember
    priya: StaffMember

    async def clear(self, *named: str, level: ExerciseLevel = ExerciseLevel.STANDARD) -> Clearance:
        """The chair set's harmless ones, or just those named."""
        wish = Wish(named=named) if named else Wish(sets=frozenset({MovementSet.CHAIR}))
        async with self.core.sessions.begin() as session:
            proposed = await propose(session, self.content, self.ann, wish)
            return await clear(session, self.clock, self.ann, self.priya, proposed, level)

    async def propose(self, wish: Wish) -> Proposal:
        async with self.core.sessions() as session:
            return await propose(session, self.content, self.ann, wish)

    async def give_plan(self, **changes: Any) -> None:  # noqa: ANN401 - as YAML holds it
        async with self.core.sessions.begin() as session:
            await save_document(session, self.clock, _document(HIP | changes), self.sam)


def _document(plan: dict[str, Any]) -> Any:  # noqa: ANN401 - the document's own type
    someone = {"id": "ann", "name": "Ann Bell", "called": "Ann", "mobiles": ["+447700900321"]}
    return check_document({"person": someone, "plan": plan}, "ann")


@pytest.fixture
def move_to_improve() -> MoveToImprove:
    return content.move_to_improve()


@pytest.fixture
async def gym(core: Core, clock: SetClock, move_to_improve: MoveToImprove) -> Gym:
    async with core.sessions.begin() as session:
        sam = await worker(session, clock)
        priya = await worker(session, clock, "Priya")
        priya.role = Role.CLINICAL_REVIEWER
        ann, _ = await save_document(session, clock, _document(HIP), sam)
    return Gym(core, clock, move_to_improve, ann, sam, priya)
