from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from wayhome.bootstrap.core import Core
from wayhome.models import CommunicationNeed, DischargePlan, NeedKind, Person, SupportPeriod
from wayhome.people.needs import Need, keep_needs
from wayhome.plans.documents import PlanDocumentError
from wayhome.plans.enrolment import PeopleList, enrol, read_people

TODAY = date(2026, 11, 24)
HEADER = (
    "local_id,name,called,mobile,nhs_number,born_on,hospital,ward,discharged_on,reason,pathway\n"
)
EDNA = "w1,Edna Firth,Eddie,07700 900201,944 930 4130,02/03/1941,Lark Hill,7,2026-11-20,a hip,1\n"


def people(folder: Path, text: str) -> PeopleList:
    file = folder / "leavers.csv"
    file.write_text(text, encoding="utf-8-sig")
    return read_people(file, TODAY)


async def bring_in(core: Core, folder: Path, text: str) -> list[str]:
    async with core.sessions.begin() as session:
        return [await enrol(session, core.clock, row, None) for row in people(folder, text).rows]


async def test_a_row_enrols_a_person_and_begins_their_plan(core: Core, tmp_path: Path) -> None:
    assert await bring_in(core, tmp_path, HEADER + EDNA) == ["new"]

    async with core.sessions() as session:
        person = (await session.scalars(select(Person))).one()
        plan = (await session.scalars(select(DischargePlan))).one()
        period = (await session.scalars(select(SupportPeriod))).one()
    assert (person.local_id, person.called, person.nhs_number) == ("w1", "Eddie", "9449304130")
    assert person.born_on == date(1941, 3, 2)
    assert (plan.hospital, plan.pathway) == ("Lark Hill", 1)
    assert period.ends_on == date(2027, 1, 1)


@pytest.mark.parametrize(
    "again",
    [EDNA, "other,Edna Firth,,,9449304130,1941-03-02,,,,,\n"],
    ids=["local id", "NHS number"],
)
async def test_the_same_person_again_changes_nothing(
    core: Core, tmp_path: Path, again: str
) -> None:
    await bring_in(core, tmp_path, HEADER + EDNA)

    assert await bring_in(core, tmp_path, HEADER + again) == ["unchanged"]
    async with core.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(Person)) == 1
        assert await session.scalar(select(func.count()).select_from(DischargePlan)) == 1


async def test_a_new_list_leaves_communication_needs_alone(core: Core, tmp_path: Path) -> None:
    await bring_in(core, tmp_path, HEADER + EDNA)
    async with core.sessions.begin() as session:
        person = (await session.scalars(select(Person))).one()
        await keep_needs(session, core.clock, person, [Need(kind=NeedKind.EASY_READ)])
    await bring_in(core, tmp_path, HEADER + EDNA.replace("a hip", "a knee"))

    async with core.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(CommunicationNeed)) == 1


WITH_TEAM = "local_id,name,team\n"


async def test_a_row_says_who_looks_after_a_person_and_an_empty_one_changes_nothing(
    core: Core, tmp_path: Path
) -> None:
    told = [
        await bring_in(core, tmp_path, f"{WITH_TEAM}w1,Edna Firth,{team}\n")
        for team in ("North  team", "North team", "", "South")
    ]

    async with core.sessions() as session:
        edna = (await session.scalars(select(Person))).one()
    assert told == [["new"], ["unchanged"], ["unchanged"], ["changed"]]
    assert edna.team == "South"


@pytest.mark.parametrize(
    ("team", "advice"),
    [("-", 'line 2: the team "-" is no name'), ("x" * 61, "is longer than 60 letters")],
)
def test_a_team_that_is_no_name_is_told_by_its_line(tmp_path: Path, team: str, advice: str) -> None:
    found = people(tmp_path, f"{WITH_TEAM}w1,Edna Firth,{team}\nw2,Bob Day,North\n")

    assert advice in found.faults[0]
    assert [row.team for row in found.rows] == ["North"]


def test_an_nhs_number_that_fails_its_check_is_reported_and_the_row_is_kept(tmp_path: Path) -> None:
    found = people(tmp_path, HEADER + EDNA.replace("944 930 4130", "123 456 7890"))

    assert found.faults == []
    assert found.rows[0].person.nhs_number_in_doubt == "123 456 7890"
    assert "line 2: 123 456 7890 fails" in found.for_a_person[0]


@pytest.mark.parametrize(
    ("row", "advice"),
    [
        ("w2,,,,,,,,,,\n", "the name is missing"),
        (",Jo Ash,,,123,,,,,,\n", "no local_id"),
        ("w2,Jo Ash,,01632 960001,,,,,,,\n", "no UK mobile number"),
        ("w2,Jo Ash,,,,31/02/1950,,,,,\n", "is no day"),
        ("w2,Jo Ash,,,,,Lark Hill,,2026-11-20,a hip,9\n", "pathway"),
        ("w2,Jo Ash,,,,,,,2026-09-01,,\n", "42 days of support ended"),
        ("w1,Jo Ash,,,,,,,,,\n", "stands in line 2"),
        ("w2,Jo Ash,,,,,,,,,,extra\n", "more cells"),
    ],
)
def test_a_faulty_row_is_named_by_its_line_and_the_others_are_read(
    tmp_path: Path, row: str, advice: str
) -> None:
    found = people(tmp_path, HEADER + EDNA + row)

    assert len(found.rows) == 1
    assert len(found.faults) == 1
    assert "line 3" in found.faults[0]
    assert advice in found.faults[0]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "name\nJo\n", "name,name,local_id\n", "{}"])
def test_a_file_that_is_no_list_is_refused_with_the_header(tmp_path: Path, text: str) -> None:
    with pytest.raises(PlanDocumentError, match="The header is"):
        people(tmp_path, text)


def test_a_list_with_semicolons_and_other_case_is_read(tmp_path: Path) -> None:
    found = people(tmp_path, "Local ID;Name;Mobile\nw1;Edna Firth;07700900201\n")

    assert found.rows[0].person.mobiles == ["+447700900201"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("w1,Edna Firth,2027-11-20,1941-03-02", "more than 14 days from now. Check the year"),
        ("w1,Edna Firth,2025-11-20,1941-03-02", "42 days of support ended on 2026-01-01"),
        ("w1,Edna Firth,2026-11-20,2041-03-02", "has not come yet"),
    ],
)
def test_a_row_with_a_day_that_nobody_can_mean_is_named(tmp_path: Path, row: str, why: str) -> None:
    found = people(tmp_path, f"local_id,name,discharged_on,born_on\n{row}\n")

    assert found.rows == []
    assert "line 2" in found.faults[0]
    assert why in found.faults[0]
