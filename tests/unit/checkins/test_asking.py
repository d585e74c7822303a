"""What a check-in says to a person: their name, their goal, their needs."""

from typing import Any

from sqlalchemy import select

from tests.cast import worker
from tests.unit.checkins.conftest import Ward
from wayhome.bootstrap.checkins import make_asking
from wayhome.checkins.rendering import NotNow, Rendered
from wayhome.models import CheckIn, CheckInKind, CheckInStatus, SupportPeriod
from wayhome.plans.documents import check_document
from wayhome.plans.store import save_document

PLAN = {
    "hospital": "Fairhill Hospital",
    "discharged_on": "2026-11-23",
    "reason": "a new hip",
    "goals": [{"wording": "To walk to the allotment."}],
    "care_visits": [{"who": "a paid carer", "what_for": "washing", "when": "Every day at 8am"}],
}


async def said_to(
    ward: Ward, key: str, *, needs: tuple[str, ...] = (), plan: dict[str, Any] | None = None
) -> Rendered | NotNow:
    """What the check-in of that key says to Ann, whose plan and needs are these."""
    asking = make_asking(ward.core)
    async with ward.core.sessions.begin() as session:
        someone = {
            "id": "ann",
            "name": "Ann Bell",
            "called": "Ann",
            "needs": [{"need": one} for one in needs],
        }
        document = check_document({"person": someone, "plan": plan or PLAN}, "ann")
        ann, _ = await save_document(
            session, ward.clock, document, await worker(session, ward.clock)
        )
        period = (await session.scalars(select(SupportPeriod))).one()
        now = ward.clock.now()
        row = CheckIn(
            person_id=ann.id,
            support_period_id=period.id,
            schedule="six_weeks",
            key=key,
            kind=CheckInKind.QUESTIONS,
            due_at=now,
            look_at=now,
            planned_at=now,
            status=CheckInStatus.PLANNED,
        )
        return await asking.render(session, ann, row)


async def test_the_first_question_comes_with_the_opening_and_its_numbers(ward: Ward) -> None:
    said = await said_to(ward, "day_1")

    assert isinstance(said, Rendered)
    (text,) = said.texts
    assert text.startswith("Hello Ann, it is Wayhome.")
    assert text.endswith(
        "\n1 All of them\n2 Not sure\n3 Some are missing\nText a number, or use your own words."
    )
    assert said.question == "medicines"


async def test_whoever_needs_short_texts_hears_a_short_opening(ward: Ward) -> None:
    said = await said_to(ward, "day_1", needs=("shorter_texts",))

    assert isinstance(said, Rendered)
    assert "how you get on" not in said.texts[0]
    assert said.texts[0].startswith("Hello Ann, it is Wayhome.\nHave you got")


async def test_a_check_in_that_an_editor_took_out_says_nothing(ward: Ward) -> None:
    assert await said_to(ward, "day_41") == NotNow(why="no_such_check_in")
