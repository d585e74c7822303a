from datetime import date, datetime, timedelta

import pytest

from wayhome.bootstrap.core import Core
from wayhome.clock import SetClock
from wayhome.demo import load_demo, phones_people
from wayhome.demo.days import made_current
from wayhome.demo.loading import demo_documents
from wayhome.models import Person
from wayhome.plans.loading import current_plan

#: Ofcom's numbers for drama: they reach nobody.
MOBILES = range(7700900000, 7700901000)
TODAY = date(2026, 11, 24)


def test_the_cast_is_large_and_differs() -> None:
    people = phones_people()

    assert len(people) >= 9
    assert len({one.number for one in people}) == len({one.chat_id for one in people})
    assert all(int(one.number.removeprefix("+44")) in MOBILES for one in people)
    assert all(one.blurb for one in people)


def test_every_number_in_the_demo_is_fictional() -> None:
    for document in demo_documents(TODAY):
        plan = document.plan
        for contact in plan.contacts if plan else []:
            assert contact.phone.startswith(("01632 960 ", "0151 496 0")), contact


@pytest.mark.parametrize("today", [TODAY + timedelta(days=n) for n in range(7)])
def test_appointments_are_always_to_come_and_on_working_days(today: date) -> None:
    for document in demo_documents(today):
        for one in document.plan.appointments if document.plan else []:
            if one.starts_at is not None:
                assert one.starts_at.weekday() < 5
                assert one.starts_at.date() > today or document.person.id == "demo-gwen"


def test_days_are_written_from_today() -> None:
    written = {"at": "in 3 days at 10:30", "on": "2 days ago", "text": "Due on {in 1 day}."}

    assert made_current(written, TODAY) == {
        "at": datetime(2026, 11, 27, 10, 30),  # noqa: DTZ001 - the person's own wall clock
        "on": date(2026, 11, 22),
        "text": "Due on tomorrow, Wednesday 25 November.",
    }
    with pytest.raises(ValueError, match="in 3 days"):
        made_current("Due {sometime}.", TODAY)


async def test_loading_twice_changes_nothing_and_the_next_day_renews_the_plans(
    core: Core, clock: SetClock
) -> None:
    reports = []
    for _ in range(2):
        async with core.sessions.begin() as session:
            reports.append(await load_demo(session, clock))
    clock.move_on(timedelta(days=1))
    async with core.sessions.begin() as session:
        reports.append(await load_demo(session, clock))

    assert [report.new_plans for report in reports] == [9, 0, 9]
    assert reports[0].people == 10


async def test_each_patient_of_the_demo_has_an_approved_plan(core: Core, clock: SetClock) -> None:
    async with core.sessions.begin() as session:
        await load_demo(session, clock)
        plans = [await current_plan(session, n) for n in range(1, 11)]
        people = [await session.get_one(Person, n) for n in range(1, 11)]

    assert sum(plan is not None for plan in plans) == 9
    assert {person.kind for person in people} == {"patient", "carer"}
