"""Small signs over a day, told by whoever: together they are a concern."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.cast import person
from tests.integration.conftest import ANN, Service
from wayhome.bootstrap import content
from wayhome.clock import SetClock
from wayhome.content.red_flags import load_red_flags, load_vocabulary
from wayhome.handoffs.deterioration import CATEGORY
from wayhome.models import CareLink, Handoff, HandoffMessage, Person, PersonKind
from wayhome.settings import ROOT

BOB = "+447700900002"
LANGUAGE = load_vocabulary(ROOT / "content" / "red_flags").without_sayings()
FILES = load_red_flags(ROOT / "content" / "signs", LANGUAGE)
EXAMPLES = [(file.id, text) for file in FILES for texts in file.examples.values() for text in texts]
LOOK_ALIKES = [(file.id, text) for file in FILES for text in file.hard_negatives]


@pytest.fixture
async def bob(service: Service, ann: Person) -> Person:
    """Ann's son."""
    async with service.core.sessions.begin() as session:
        son = await person(session, service.core.clock, "Bob", sms=BOB)
        son.kind = PersonKind.CARER
        session.add(
            CareLink(carer_id=son.id, patient_id=ann.id, relationship_name="son", consent_topics=[])
        )
        return son


async def concerns(service: Service) -> list[Handoff]:
    return [one for one in await service.handoffs() if one.category == CATEGORY]


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_a_sign_is_found_in_its_examples(kind: str, text: str) -> None:
    assert kind in content.signs().categories(text)


@pytest.mark.parametrize(("kind", "text"), LOOK_ALIKES)
def test_a_look_alike_is_no_sign(kind: str, text: str) -> None:
    assert kind not in content.signs().categories(text)


async def test_three_signs_in_a_day_from_two_people_are_one_concern_about_the_patient(
    service: Service, ann: Person, bob: Person, clock: SetClock
) -> None:
    await service.text("I have not fancied my dinner, hardly touched it", ANN)
    clock.move_on(timedelta(hours=6))
    await service.text("mum seems a bit muddled, thats normal for her", BOB)
    assert await concerns(service) == []

    clock.move_on(timedelta(hours=9))
    await service.text("shes been sleeping a lot but shes always like that", BOB)
    await service.text("hardly drinking now either", BOB)

    (concern,) = await concerns(service)
    assert concern.person_id == ann.id
    async with service.core.sessions() as session:
        joined = await session.scalars(
            select(HandoffMessage.message_id).where(HandoffMessage.handoff_id == concern.id)
        )
        assert len(joined.all()) == 4
    assert sum("I want a person to look into this" in text for text in service.sms.texts) == 1


async def test_signs_more_than_a_day_apart_do_not_add_up(
    service: Service, ann: Person, clock: SetClock
) -> None:
    for text in ("off my food", "a bit wobbly on my feet", "I keep nodding off"):
        await service.text(text)
        clock.move_on(timedelta(hours=13))

    assert await concerns(service) == []


async def test_the_same_sign_told_often_is_one_sign(service: Service, ann: Person) -> None:
    for text in ("off my food", "no appetite", "not eating much"):
        await service.text(text)

    assert await concerns(service) == []
