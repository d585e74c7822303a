"""What is asked about a medicine in dialect, spelt by ear: the plan's words, or who to ask."""

from dataclasses import replace

import pytest

from tests.unit.plans.edna import PLAN, ask
from wayhome.dialogue.routing import settle
from wayhome.plans.answers.asked import Spoken
from wayhome.plans.answers.medicine_questions import Question, question
from wayhome.plans.spelt import of_taking

BUMETANIDE = Spoken("medicine", 2)
#: What a reading that knows no dialect makes of these.
READINGS = ("food_and_drink", "exercise_skipped", "change_time", "out_of_scope", "stop", "symptom")


@pytest.mark.parametrize(
    "text",
    [
        "shud a tek it wi food",
        "can av a pint wi it",
        "is it alreet wi paracetamol",
        "n can i av it wi me tea",
        "can a stop tekin it",
        "is it ok ter chew em",
        "shal i tek anuvver un",
        "do a need it evry day",
        "can a tek it at nite insted",
        "can i ava drink on it",
        "it meks me wee al nite shud i stop",
        "can me wife av one",
        "cud i av it layter",
        "shud it be swallowed hole",
    ],
)
@pytest.mark.parametrize("reading", READINGS)
def test_a_wish_for_advice_spelt_by_ear_goes_to_a_pharmacist(text: str, reading: str) -> None:
    topic = settle(text, reading, 0.9, PLAN, "medicines", BUMETANIDE)
    told = ask(topic, text, last_item=BUMETANIDE)

    assert topic == "medicines"
    assert told.offers_to_pass_on
    assert "I cannot advise on that" in told.texts[0]
    assert "tablet each morning" not in told.texts[0]


@pytest.mark.parametrize("text", ["wot if i miss one", "a forgot it this mornin"])
def test_a_missed_dose_spelt_by_ear_is_no_skipped_exercise(text: str) -> None:
    topic = settle(text, "exercise_skipped", 0.9, PLAN, "medicines", BUMETANIDE)

    assert topic == "medicines"
    assert "missed doses" in ask(topic, text, last_item=BUMETANIDE).texts[0]


@pytest.mark.parametrize(
    "text",
    [
        "when should i take it",
        "wen shud it be took",
        "what time should i take it",
        "how many should i take of it",
        "how should i be taking it",
        "how long do i carry on with it",
        "ow menny do i tek of it",
    ],
)
def test_when_and_how_to_take_it_is_what_the_plan_says(text: str) -> None:
    topic = settle(text, "mental_health", 0.5, PLAN, "medicines", BUMETANIDE)
    told = ask("medicines", text, last_item=BUMETANIDE)

    assert "Take one 1mg tablet each morning." in told.texts[0]
    assert topic in {"medicines", "mental_health"}


def test_a_question_of_small_words_about_it_is_not_low_mood() -> None:
    assert settle("wen shud it be took", "mental_health", 0.5, PLAN, "medicines", BUMETANIDE) == (
        "medicines"
    )


@pytest.mark.parametrize(
    "text", ["i dont know how to take it any more", "i cant take it", "whats the point of it all"]
)
def test_despair_after_a_medicine_is_still_despair(text: str) -> None:
    assert settle(text, "mental_health", 0.9, PLAN, "medicines", BUMETANIDE) == "mental_health"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("when can i take more", Question.ADVICE),
        ("when do i stop taking it", Question.ADVICE),
        ("how long till i can stop it", Question.ADVICE),
        ("should i take it", Question.ADVICE),
        ("how long do i have to take it", Question.HOW),
        ("what are they for", Question.PURPOSE),
        ("what do i take in the morning", Question.HOW),
    ],
)
def test_asking_what_the_plan_says_is_not_asking_leave(text: str, asks: Question) -> None:
    assert question(text) is asks


@pytest.mark.parametrize("text", ["can a stop them texts", "shud i stop it wi these messages"])
def test_an_end_of_our_texts_is_no_end_of_a_medicine(text: str) -> None:
    assert settle(text, "stop", 0.9, PLAN, "medicines", BUMETANIDE) == "stop"


def test_food_is_answered_where_the_plan_speaks_of_it() -> None:
    with_food = replace(PLAN.medicines[1], how_to_take="Take one 1mg tablet with food.")
    plan = replace(PLAN, medicines=(with_food,))

    told = ask("medicines", "shud a tek it wi food", plan, last_item=BUMETANIDE)

    assert "Take one 1mg tablet with food." in told.texts[0]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("can a tek it", "can i take it"),
        ("can av a pint wi it", "can i have a pint with it"),
        ("a forgot it this mornin", "i forgot it this morning"),
        ("ramipril wi grapefruit", "ramipril with grapefruit"),
        ("its a pain", "its a pain"),
    ],
)
def test_only_what_was_spelt_by_ear_is_read_otherwise(text: str, means: str) -> None:
    assert of_taking(text) == means
