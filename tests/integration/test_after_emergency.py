"""The half hour after a 999 text, whatever Rasa makes of what is said in it."""

from datetime import timedelta

import pytest

from tests.cast import person
from tests.integration.conftest import Service
from wayhome.clock import SetClock
from wayhome.dialogue.rasa import RasaAnswer
from wayhome.models import CareLink, Person

EMERGENCY = "cant breathe and me lips have gone blue"


async def after(service: Service, *texts: str, topic: str = "out_of_scope") -> list[str]:
    """What each text is answered with, where Rasa's own answer would be "Rasa's words"."""
    service.rasa.answer = RasaAnswer(
        texts=("Rasa's words.",), buttons=(), topic=topic, confidence=0.9
    )
    await service.text(EMERGENCY)
    for text in texts:
        await service.text(text)
    return service.sms.texts[2:]


@pytest.mark.parametrize(
    "text",
    [
        "dont want to bother them theyre run off their feet",
        "ill see how i am in the morning",
        "can i not just ring my own doctor instead",
        "its eased off a bit now",
        "i'm alright its gone off now",
    ],
)
async def test_putting_it_off_is_answered_with_what_999_is_for(
    service: Service, ann: Person, text: str
) -> None:
    [said] = await after(service, text)

    assert "what 999 is for" in said
    assert "call now" in said


async def test_a_carer_on_record_is_named_as_one_who_can_call(
    service: Service, ann: Person, clock: SetClock
) -> None:
    async with service.core.sessions.begin() as session:
        carol = await person(session, clock, "Carol")
        session.add(CareLink(carer_id=carol.id, patient_id=ann.id, relationship_name="wife"))

    [said] = await after(service, "i dont like to make a fuss")

    assert "ask Carol to call for you" in said


@pytest.mark.parametrize(
    "text", ["son's ringing them", "rang them", "they said theyre on their way"]
)
async def test_help_on_its_way_is_told_to_keep_still_and_the_next_thanks_too(
    service: Service, ann: Person, text: str
) -> None:
    coming, waiting = await after(service, text, "ta love")

    assert "Well done" in coming
    assert "sitting upright" in coming
    assert waiting.startswith("Rest now")


async def test_exercises_wait_for_the_crew(service: Service, ann: Person) -> None:
    [said] = await after(service, "ok carols ringing. shall i still do me exercises")

    assert "No exercises" in said
    assert "Well done" in said


async def test_what_to_take_is_for_the_crew_to_say(service: Service, ann: Person) -> None:
    [said] = await after(service, "should i take me water tablet", topic="medicines")

    assert said.startswith("I cannot say")
    assert "999" in said


async def test_once_the_crew_is_there_talk_is_ordinary_again(service: Service, ann: Person) -> None:
    here, thanks = await after(service, "theyre here", "ta love", topic="thanks")

    assert "glad they are with you" in here
    assert thanks == "Rasa's words."


async def test_a_joke_that_was_no_emergency_ends_it(service: Service, ann: Person) -> None:
    no, question = await after(service, "no no only joking love", "when is my scan")

    assert "if that changes" in no
    assert question == "Rasa's words."


async def test_a_danger_is_never_called_off_by_being_fine(service: Service, ann: Person) -> None:
    service.rasa.answer = None
    await service.text("my husband has got a knife and says hes going to kill me")
    await service.text("im fine")

    assert "999" in service.sms.texts[-1]


async def test_half_an_hour_later_it_is_over(
    service: Service, ann: Person, clock: SetClock
) -> None:
    await after(service)
    clock.move_on(timedelta(minutes=31))
    await service.text("dont want to bother them")

    assert service.sms.texts[-1] == "Rasa's words."


async def test_nothing_less_than_999_follows_999(service: Service, ann: Person) -> None:
    """An urgent text alone gets 111; amid an emergency it would talk the person out of ringing."""
    said = await after(service, "my wound is oozing pus and the skin round it is hot")

    assert not [text for text in said if "call 111" in text]
    assert "call now" in said[0]
