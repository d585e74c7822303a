"""After a list "it" is of what was listed, and of nothing that was spoken of before."""

import pytest

from tests.unit.plans.edna import PLAN, ask
from wayhome.dialogue.routing import settle
from wayhome.plans.answers.asked import SEVERAL, Spoken

LISTED = Spoken("appointment", SEVERAL)


def test_a_list_of_appointments_is_what_was_spoken_of() -> None:
    told = ask("appointments", "what are all my appointments", last_item=Spoken("medicine", 2))

    assert told.item == LISTED


@pytest.mark.parametrize(
    ("text", "topic"), [("what time is it", "medicines"), ("where is it", "equipment"),
                        ("do i need owt for it", "medicines"), ("when is it", "out_of_scope")]
)  # fmt: skip
def test_it_is_then_the_next_appointment(text: str, topic: str) -> None:
    settled = settle(text, topic, 0.6, PLAN, "appointments", LISTED)

    assert settled == "appointments"
    assert "nkle clinic" in ask(settled, text, last_item=LISTED).texts[0]


def test_after_a_list_of_medicines_it_is_asked_which() -> None:
    listed = ask("medicines", "what tablets am i on", last_item=Spoken("appointment", 12))

    assert listed.item == Spoken("medicine", SEVERAL)
    told = ask("medicines", "whats it for", last_item=listed.item)
    assert "not sure which medicine" in told.texts[0]


def test_after_a_list_of_equipment_it_is_any_of_it() -> None:
    listed = ask("equipment", "what equipment have i got")
    told = ask("equipment", "how do i use it", last_item=listed.item)

    assert listed.item == Spoken("equipment", SEVERAL)
    assert "Commode" in told.texts[0]


def test_after_several_instructions_it_is_no_medicine() -> None:
    told = ask("exercises", "what exercises do i do", last_item=Spoken("medicine", 2))

    assert told.item == Spoken("instruction", SEVERAL)


@pytest.mark.parametrize("text", ["how do i use it", "what do i use it for"])
def test_how_to_use_it_is_asked_of_the_thing(text: str) -> None:
    assert settle(text, "help", 0.6, PLAN, "equipment", Spoken("equipment", 21)) == "equipment"


@pytest.mark.parametrize("text", ["wots lisinoprill for", "wen do i tek amitriptilene"])
@pytest.mark.parametrize("topic", ["equipment", "appointments"])
def test_a_medicine_of_the_plan_is_no_thing(text: str, topic: str) -> None:
    assert settle(text, topic, 0.6, PLAN, None, None) == "medicines"


def test_a_thing_of_the_plan_stays_one() -> None:
    assert settle("what is the commode for", "equipment", 0.6, PLAN, None, None) == "equipment"


def test_a_short_name_that_is_on_no_plan_is_said_to_be_on_none() -> None:
    assert "does not list sena" in ask("medicines", "wots the sena for").texts[0]
