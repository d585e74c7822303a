"""Days that nobody can mean are told with what to do."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.fhir.made import TODAY, bundle, draft, encounter, medicine, patient, read
from tests.unit.fhir.made import about as stated
from wayhome.bootstrap.core import Core
from wayhome.fhir.importing import Given, prepare


@pytest.mark.parametrize(("ahead", "refused"), [(14, False), (15, True), (365, True)])
async def test_a_day_of_discharge_far_ahead_is_refused(
    core: Core, tmp_path: Path, ahead: int, *, refused: bool
) -> None:
    stay = encounter(period={"end": (TODAY + timedelta(days=ahead)).isoformat()})
    found = read(tmp_path, bundle(patient(), stay, medicine()))
    async with core.sessions() as session:
        prepared = await prepare(session, found.drafts[0], Given(), TODAY)

    assert (prepared.document is None) is refused
    assert any("Check the year" in one for one in prepared.draft.blockers) is refused


@pytest.mark.parametrize("born", ["2027-01-01", "1841-03-02"])
def test_a_date_of_birth_that_nobody_alive_has_waits_for_a_person(
    tmp_path: Path, born: str
) -> None:
    found = draft(tmp_path, patient(birthDate=born), encounter())

    assert found.person is not None
    assert found.person.born_on is None
    assert any(one.source_text == born for one in found.waiting)


def test_an_appointment_years_ahead_waits_for_a_person(tmp_path: Path) -> None:
    visit = stated("Appointment", "a1", status="booked", description="Eye clinic",
                   start="2036-12-01T09:00:00Z", participant=[{"status": "accepted",
                   "actor": {"reference": "Patient/p1"}}])  # fmt: skip
    found = draft(tmp_path, patient(), encounter(), visit)

    (kept,) = found.items["appointments"]
    assert "more than two years from now" in str(kept.needs_person)
