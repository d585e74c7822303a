"""A plan.yaml with a day that nobody can mean is refused, with the field and what to do."""

from datetime import date, timedelta
from typing import Any

import pytest

from wayhome.plans.documents import PlanDocument, PlanDocumentError, check_document
from wayhome.plans.plausible import refuse_days

TODAY = date(2026, 11, 24)


def document(
    born_on: str = "1941-03-02", starts_at: str | None = None, left: str = "2026-11-20"
) -> PlanDocument:
    whole: dict[str, Any] = {"hospital": "H", "discharged_on": left, "reason": "r"}
    if starts_at:
        whole["appointments"] = [{"title": "eye clinic", "starts_at": starts_at}]
    person = {"id": "w1", "name": "Edna Firth", "called": "Edna", "born_on": born_on}
    return check_document({"person": person, "plan": whole}, "edna.yaml")


def test_ordinary_days_pass() -> None:
    refuse_days(document(starts_at="2026-12-08T10:30:00"), "edna.yaml", TODAY)


@pytest.mark.parametrize(("ahead", "refused"), [(14, False), (15, True), (-42, False), (-43, True)])
def test_a_day_of_discharge_too_far_off_is_refused(ahead: int, *, refused: bool) -> None:
    day = document(left=str(TODAY + timedelta(days=ahead)))

    if not refused:
        refuse_days(day, "edna.yaml", TODAY)
        return
    with pytest.raises(PlanDocumentError, match=r"edna\.yaml: plan\.discharged_on: .*the day"):
        refuse_days(day, "edna.yaml", TODAY)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"born_on": "2027-01-01"}, "person.born_on: 2027-01-01 has not come yet"),
        (
            {"starts_at": "2036-12-01T09:00:00"},
            "plan.appointments.1.starts_at: It is on",
        ),
    ],
)
def test_other_days_that_nobody_can_mean_are_named(fields: dict[str, str], why: str) -> None:
    with pytest.raises(PlanDocumentError) as refused:
        refuse_days(document(**fields), "edna.yaml", TODAY)

    assert why in str(refused.value)
