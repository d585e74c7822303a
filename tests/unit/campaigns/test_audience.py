"""Each line of an audience picks the people that it says, and names who is left out and why."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from tests.unit.campaigns.conftest import Office, definition
from wayhome.models import ChannelName, ContactPoint, NeedKind, Person
from wayhome.people.support import PauseReason, pause_support

ANN, BOB, CAT, DAN = (f"+4477009001{number:02}" for number in range(1, 5))


@pytest.fixture
async def ward(office: Office) -> Office:
    """Four who differ in everything that an audience may ask for."""
    northfield, aldgate = {"hospital": "Northfield General", "pathway": 1}, {"hospital": "Aldgate"}
    await office.enrol("Ann", sms=ANN, team="North", plan=northfield)
    bob = await office.enrol("Bob", telegram="700900102", team="South", plan=northfield)
    await office.enrol(
        "Cat", sms=CAT, home_since=date(2026, 11, 10), plan={**aldgate, "pathway": 0}
    )
    await office.enrol("Dan", sms=DAN, plan=aldgate)
    await office.needs(bob, NeedKind.SHORTER_TEXTS)
    return office


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ({}, ["Ann", "Bob", "Cat", "Dan"]),
        ({"pathways": [0, 1]}, ["Ann", "Bob", "Cat"]),
        ({"hospitals": ["northfield  GENERAL"]}, ["Ann", "Bob"]),
        ({"weeks": [2, 3]}, ["Cat"]),
        ({"needs": ["shorter_texts", "easy_read"]}, ["Bob"]),
        ({"channels": ["telegram"]}, ["Bob"]),
        ({"channels": ["sms"]}, ["Ann", "Cat", "Dan"]),
        ({"teams": ["south", "west"]}, ["Bob"]),
        ({"hospitals": ["Northfield General"], "channels": ["sms"]}, ["Ann"]),
        ({"who": "carers"}, []),
    ],
)
async def test_a_line_picks_whom_it_says(
    ward: Office, line: dict[str, Any], names: list[str]
) -> None:
    assert await ward.names(**line) == names


async def test_whose_plan_does_not_say_is_named_and_not_silently_left_out(ward: Office) -> None:
    await ward.enrol("Eve", sms="+447700900105")

    assert await ward.left_out(pathways=[1]) == {
        "Dan": "pathway_not_known",
        "Eve": "pathway_not_known",
    }
    assert await ward.left_out(hospitals=["Aldgate"]) == {"Eve": "hospital_not_known"}
    # Whatever her plan would say, she is not of that team.
    assert await ward.left_out(hospitals=["Aldgate"], teams=["North"]) == {}


async def test_a_name_that_is_nobodys_is_told_with_those_that_there_are(ward: Office) -> None:
    forecast = await ward.preview(
        definition(audience={"teams": ["Nroth", "South"], "hospitals": ["Aldgat"]})
    )

    assert list(forecast.strangers) == [
        'nobody is of the hospital "Aldgat"; there are: Aldgate, Northfield General',
        'nobody is of the team "Nroth"; there are: North, South',
    ]


async def test_by_telegram_a_text_costs_no_segments_and_goes_to_the_chat(ward: Office) -> None:
    wanted = definition(audience={"hospitals": ["Northfield General"]})

    forecast = await ward.preview(wanted)
    await ward.start(wanted)
    await ward.fire()

    assert forecast.by_channel == {"sms": 1, "telegram": 1}
    assert forecast.segments == 1
    assert [(one.address, one.text) for one in ward.telegram.taken] == [
        ("700900102", "Hello Bob. It will be cold. Keep one room warm.")
    ]
    assert [one.address for one in ward.channel.taken] == [ANN]
    assert (await ward.progress()).sent == 2


async def test_a_chat_that_is_gone_is_left_out(ward: Office) -> None:
    async with ward.core.sessions.begin() as session:
        await session.execute(
            update(ContactPoint)
            .where(ContactPoint.channel == ChannelName.TELEGRAM)
            .values(unreachable_since=ward.clock.now())
        )

    assert await ward.left_out(channels=["telegram"]) == {"Bob": "no_address"}


@pytest.fixture
async def family(office: Office) -> tuple[Office, Person]:
    """Ann of the team North, and Eve who cares for her."""
    ann = await office.enrol("Ann", sms=ANN, team="North", plan={"pathway": 2})
    await office.carer_of(ann, "Eve", "+447700900105")
    return office, ann


@pytest.mark.parametrize(
    "line", [{}, {"pathways": [2]}, {"teams": ["north"]}, {"hospitals": ["Northfield General"]}]
)
async def test_carers_are_picked_by_the_patient_whom_they_care_for(
    family: tuple[Office, Person], line: dict[str, Any]
) -> None:
    office, _ = family

    assert await office.names(who="carers", **line) == ["Eve"]


@pytest.mark.parametrize(
    ("why", "left_out"),
    [
        (PauseReason.ASKED, {}),
        (PauseReason.IN_HOSPITAL, {"Eve": "paused: in_hospital"}),
        (PauseReason.BEREAVEMENT, {"Eve": "paused: bereavement"}),
    ],
)
async def test_a_carer_rests_for_news_of_the_patient_and_not_for_the_patients_wish(
    family: tuple[Office, Person], why: PauseReason, left_out: dict[str, str]
) -> None:
    office, ann = family
    async with office.core.sessions.begin() as session:
        await pause_support(session, office.clock, ann, why)

    assert await office.left_out(who="carers") == left_out
    assert await office.left_out() == {"Ann": f"paused: {why}"}


async def test_a_carer_who_asked_for_a_rest_is_left_out(family: tuple[Office, Person]) -> None:
    office, _ = family
    async with office.core.sessions.begin() as session:
        await session.execute(
            update(Person).where(Person.name == "Eve").values(away_until=date(2026, 11, 25))
        )

    assert await office.left_out(who="carers") == {"Eve": "paused: asked"}
