"""A check-in that is due is sent once, in decent hours, or is recorded as too late."""

from datetime import UTC, date, datetime

from tests.unit.checkins.conftest import Ward
from wayhome.models import CheckInStatus

ANN = "+447700900001"
MONDAY = date(2026, 11, 23)


async def test_a_due_check_in_is_asked_once_however_often_the_engine_looks(ward: Ward) -> None:
    await ward.enrol("Ann", MONDAY, sms=ANN)
    await ward.fire(datetime(2026, 11, 24, 9, 59, tzinfo=UTC))
    assert await ward.texts() == []

    await ward.fire(datetime(2026, 11, 24, 10, 0, tzinfo=UTC))
    await ward.fire()

    assert [one.text for one in await ward.texts()] == ["How are you?"]
    row = (await ward.rows())["day_1"]
    assert (row.status, row.question) == (CheckInStatus.ASKED, "how")


async def test_after_an_outage_only_the_newest_is_sent_and_the_rest_is_recorded(
    ward: Ward,
) -> None:
    await ward.enrol("Ann", MONDAY, sms=ANN)
    await ward.planner.plan_all_open()
    await ward.fire(datetime(2026, 11, 27, 11, 0, tzinfo=UTC))

    rows = await ward.rows()
    assert [rows[f"day_{day}"].status for day in (1, 2, 3)] == ["stale", "stale", "asked"]
    assert len(await ward.texts()) == 1
