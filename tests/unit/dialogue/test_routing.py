from dataclasses import replace

import pytest

from tests.unit.plans.edna import PLAN
from wayhome.dialogue.routing import settle
from wayhome.plans.answers.asked import Spoken

COMMODE = Spoken("equipment", 21)
ANKLE = Spoken("appointment", 12)


def settled(
    text: str,
    topic: str,
    last_topic: str | None = None,
    last_item: Spoken | None = None,
    *,
    offer_open: bool = False,
) -> str:
    return settle(text, topic, 0.9, PLAN, last_topic, last_item, offer_open=offer_open)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("lisinopril?", "medicines"),
        ("the ankle clinic", "appointments"),
        ("commode", "equipment"),
        ("toes wiggle thing", "exercises"),
        ("flying", "plan_summary"),
        ("how long do you boil a gammon", "out_of_scope"),
    ],
)
def test_a_text_that_was_not_understood_is_known_by_the_plans_own_names(
    text: str, topic: str
) -> None:
    assert settled(text, "out_of_scope") == topic


def test_a_number_for_it_is_the_things_own() -> None:
    assert settled("who do i ring to swap it", "who_to_contact", "equipment", COMMODE) == (
        "equipment"
    )


def test_a_number_for_a_named_thing_is_the_things_own() -> None:
    assert settled("who do i ring about the commode", "who_to_contact") == "equipment"
    assert settled("who do i ring about the plaster", "who_to_contact") == "who_to_contact"


def test_a_number_at_night_is_about_the_hour() -> None:
    text = "who do i ring about it at night"

    assert settled(text, "who_to_contact", "equipment", COMMODE) == "who_to_contact"


def test_the_nurse_is_whichever_nurse_of_the_plan_comes() -> None:
    nurse = replace(PLAN.care_visits[0], who="the district nurse")
    plan = replace(PLAN, care_visits=(nurse,))

    for kind in ("nurse", "district nurse"):
        text = f"is the {kind} coming thursday"
        assert settle(text, "appointments", 0.5, plan, None, None) == "care_at_home"
    assert settle("is the vicar coming", "appointments", 0.5, plan, None, None) == "appointments"


@pytest.mark.parametrize(
    ("topic", "confidence", "settles"),
    [
        ("stop", 0.45, "out_of_scope"),
        ("thanks", 0.45, "out_of_scope"),
        ("mental_health", 0.28, "out_of_scope"),
        ("mental_health", 0.4, "mental_health"),
        ("wrong_number", 0.45, "wrong_number"),
        ("symptom", 0.1, "symptom"),
        ("fall", 0.1, "fall"),
        ("safeguarding", 0.1, "safeguarding"),
    ],
)
def test_a_guess_is_not_acted_on_except_at_a_trouble(
    topic: str, confidence: float, settles: str
) -> None:
    assert settle("la la la", topic, confidence, PLAN, None, None) == settles


def test_what_the_words_say_outright_stands_however_poor_the_guess() -> None:
    text = "rons ok its me thats had enough"

    assert settle(text, "stop", 0.4, PLAN, None, None) == "carer_support"


def test_who_reads_this_is_answered_amid_talk_of_low_mood() -> None:
    assert settled("who sees this", "privacy", "mental_health") == "privacy"
    assert settled("who sees this", "privacy", "safeguarding") == "safeguarding"


def test_where_is_it_is_about_the_appointment_whatever_was_read() -> None:
    assert settled("where is it", "equipment", "appointments", ANKLE) == "appointments"


def test_a_text_that_names_its_own_kind_is_no_follow_up() -> None:
    assert settled("what are my tablets, they look odd", "medicines", "appointments", ANKLE) == (
        "medicines"
    )


def test_talk_of_harm_goes_on_until_the_person_turns_away() -> None:
    assert settled("hes gone out til 6", "out_of_scope", "safeguarding") == "safeguarding"
    assert settled("when is my appointment", "appointments", "safeguarding") == "appointments"


def test_an_ok_to_an_open_offer_is_an_ok() -> None:
    assert settled("ok", "affirm", "carer_support", offer_open=True) == "affirm"


@pytest.mark.parametrize("topic", ["symptom", "fall", "mental_health", "stop", "talk_to_person"])
def test_a_concern_is_never_read_as_something_else(topic: str) -> None:
    assert settled("it is the commode", topic, "equipment", COMMODE) == topic


@pytest.mark.parametrize("read_as", ["help", "out_of_scope", "feedback", "checkin_good"])
@pytest.mark.parametrize(
    "text", ["and what does it do", "when do i have it", "whats that one for", "how many"]
)
def test_a_question_of_small_words_is_about_what_was_spoken_of(text: str, read_as: str) -> None:
    tablet = Spoken("medicine", 1)

    assert settled(text, read_as, "medicines", tablet) == "medicines"


@pytest.mark.parametrize("text", ["how are you", "is that you", "can you help me with it"])
def test_a_question_to_us_is_not_about_what_was_spoken_of(text: str) -> None:
    assert settled(text, "help", "medicines", Spoken("medicine", 1)) == "help"


def test_how_are_you_is_asked_of_us_and_not_of_the_tablet() -> None:
    assert settled("how are you", "greet", "medicines", Spoken("medicine", 1)) == "greet"
