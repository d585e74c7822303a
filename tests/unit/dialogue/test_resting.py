"""A pause, a death, a stay in hospital and a wrong number: what rests, and who is told."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.unit.dialogue.conftest import EDNA, FAY, Talk
from wayhome.clock import SetClock
from wayhome.models import ContactPoint, Person, SupportPeriod, SupportStatus
from wayhome.people.support import resume_support


async def support_of(talk: Talk, name: str) -> SupportPeriod:
    async with talk.core.sessions() as session:
        found = await session.scalars(
            select(SupportPeriod)
            .join(Person, Person.id == SupportPeriod.person_id)
            .where(Person.called == name)
        )
        return found.one()


async def point(talk: Talk, address: str) -> ContactPoint:
    async with talk.core.sessions() as session:
        found = await session.scalars(select(ContactPoint).where(ContactPoint.address == address))
        return found.one()


async def test_a_pause_says_until_when_and_ends_on_that_day(talk: Talk, clock: SetClock) -> None:
    reply = await talk("pause", "away till Monday")

    assert "Monday 30 November" in reply.texts[0]
    held = await support_of(talk, "Edna")
    assert (held.status, held.resumes_on) == (SupportStatus.PAUSED, date(2026, 11, 30))

    clock.move_on(timedelta(days=5))
    async with talk.core.sessions.begin() as session:
        assert await resume_support(session, clock) == 0
    clock.move_on(timedelta(hours=14, minutes=1))
    async with talk.core.sessions.begin() as session:
        assert await resume_support(session, clock) == 1
    assert (await support_of(talk, "Edna")).status is SupportStatus.ACTIVE


async def test_a_pause_without_a_day_asks_the_team_and_holds_nothing(talk: Talk) -> None:
    reply = await talk("pause", "can we leave it for a bit")

    assert reply.buttons == ("OK", "No thanks")
    assert (await support_of(talk, "Edna")).status is SupportStatus.ACTIVE


@pytest.mark.parametrize(
    ("topic", "text", "why"),
    [
        ("bereavement", "mum died last week", "bereavement"),
        ("back_in_hospital", "mums back on the ward", "in_hospital"),
    ],
)
async def test_a_carers_news_rests_the_patients_texts_and_tells_a_person(
    talk: Talk, topic: str, text: str, why: str
) -> None:
    await talk(topic, text, FAY)

    held = await support_of(talk, "Edna")
    assert (held.status, held.why, held.resumes_on) == (SupportStatus.PAUSED, why, None)
    assert [one.category for one in await talk.handoffs()] == [topic]


async def test_an_unsure_reading_of_a_death_tells_a_person_and_rests_nothing(talk: Talk) -> None:
    await talk("bereavement", "that fella off the telly has died", FAY, 0.4)

    assert (await support_of(talk, "Edna")).status is SupportStatus.ACTIVE
    assert len(await talk.handoffs()) == 1


async def test_home_again_rests_nothing(talk: Talk) -> None:
    reply = await talk("back_in_hospital", "home again since Saturday, only a scare")

    assert "what comes next" in reply.texts[0]
    assert len(await talk.handoffs()) == 1
    assert (await support_of(talk, "Edna")).status is SupportStatus.ACTIVE


async def test_a_wrong_number_comes_off_the_record_and_names_nobody(talk: Talk) -> None:
    reply = await talk("wrong_number", "wrong number mate, I dont know any Edna")
    again = await talk.again()

    assert reply == again
    assert "Edna" not in " ".join(reply.texts)
    address = await point(talk, EDNA)
    assert address.person_id is None
    assert address.wrong_number_since is not None
    assert len(await talk.handoffs()) == 1


async def test_away_with_a_day_is_a_pause_however_unsure_the_reading(talk: Talk) -> None:
    reply = await talk("pause", "we are away at our sons till sunday", confidence=0.3)

    assert "until Sunday" in reply.texts[0]


async def test_asking_when_texts_start_again_ends_no_pause(talk: Talk) -> None:
    await talk("pause", "away till Monday")
    reply = await talk("start", "when do you start again")

    assert "I start again on that day" in reply.texts[0]
    assert (await support_of(talk, "Edna")).status is SupportStatus.PAUSED


async def test_an_unsure_wrong_number_cuts_nobody_off(talk: Talk) -> None:
    reply = await talk("wrong_number", "you gave me the wrong number for the nurse", confidence=0.4)

    assert "text WRONG NUMBER" in reply.texts[0]
    assert (await point(talk, EDNA)).person_id is not None
