from dataclasses import replace

import pytest

from tests.unit.plans.edna import PLAN, SMALL, ask, said
from wayhome.dialogue.routing import settle
from wayhome.dialogue.whose import agreed_part
from wayhome.levels import Level
from wayhome.plans.values import Unsorted

VACCINE = Unsorted(id=1, title="Immunization: Flu vaccine", wording="You had a flu jab on 3 March.")


def test_the_asked_instruction_is_said_in_the_plans_words() -> None:
    reply = said("wound_care", "can i get the plaster wet")

    assert "Keep the plaster dry." in reply
    assert "Wiggle" not in reply


def test_food_that_the_plan_does_not_name_gets_what_it_says_and_an_offer() -> None:
    reply = ask("food_and_drink", "can i eat kippers")

    assert "Have milk or yoghurt every day." in reply.texts[0]
    assert reply.offers_to_pass_on


@pytest.mark.parametrize("topic", ["food_and_drink", "wound_care", "transport"])
def test_a_topic_that_the_plan_lacks_is_not_made_up(topic: str) -> None:
    reply = ask(topic, "what does it say", SMALL)

    assert "does not say" in reply.texts[0]
    assert reply.offers_to_pass_on


@pytest.mark.parametrize("text", ["what exercise can i do", "show me one", "which ones can i do"])
def test_without_a_clearance_no_exercise_is_named(text: str) -> None:
    reply = ask("exercises", text, SMALL)

    assert "Move a little and often, as your team told you." in reply.texts[0]
    assert reply.offers_to_pass_on
    assert reply.movement is None


@pytest.mark.parametrize(
    "text", ["theres green stuff coming out", "its hot and smells", "the gap has opened up"]
)
def test_a_wound_that_gets_worse_is_looked_at_today_and_the_team_knows(text: str) -> None:
    reply = ask("wound_care", text)

    assert "today" in reply.texts[0]
    assert "plaster room on 01632 960 705" in reply.texts[0]
    assert reply.hand_over is not None


def test_an_itch_gets_no_emergency_and_no_handoff() -> None:
    reply = ask("wound_care", "its itching like mad")

    assert "Itching is common" in reply.texts[0]
    assert "999" not in reply.texts[0]
    assert reply.hand_over is None


def test_an_exercise_that_hurts_is_stopped_and_none_is_put_in_its_place() -> None:
    reply = ask("exercises", "the leg lift hurts")

    assert "stop that exercise for now" in reply.texts[0]
    assert reply.hand_over is not None
    assert reply.hand_over.level is Level.CONCERN


def test_the_other_exercises_keep_the_plans_numbers() -> None:
    assert "Wiggle the toes 10 times an hour." in said(
        "exercises", "shall i carry on with the toes one", last_topic="exercise_hurts"
    )


def test_warning_signs_come_with_what_to_do_and_always_999() -> None:
    reply = said("warning_signs", "what are the red flags")

    assert "The toes turn blue, cold or numb: Call 999." in reply
    assert "Always call 999" in reply


def test_a_symptom_that_is_a_sign_on_the_plan_gets_what_the_plan_says_of_it() -> None:
    reply = said("symptom", "my toes have gone cold and a bit blue")

    assert "Call 999" in reply
    assert "toes turn blue" in reply


def test_care_that_did_not_come_reaches_a_person() -> None:
    reply = ask("care_at_home", "carer hasnt been and its gone 11")

    assert "01632 960 704" in reply.texts[0]
    assert reply.hand_over is not None


def test_who_comes_and_when_are_the_plans_words() -> None:
    assert "A paid carer from Tern Care, every day at 8am, for breakfast." in said(
        "care_at_home", "who is coming tomorrow"
    )


def test_the_summary_counts_and_names_the_next_appointment_and_key_worker() -> None:
    reply = said("plan_summary", "whats my plan")

    assert "Medicines: 4." in reply
    assert "Thursday 18 March at 10:40am" in reply
    assert "Ola Brand" in reply


def test_a_wrong_plan_is_passed_on_and_not_argued_with() -> None:
    assert ask("plan_summary", "it says i live with my wife, thats wrong").offers_to_pass_on


def test_another_subject_of_the_plan_is_found_by_its_words() -> None:
    assert "Do not fly for 4 weeks." in said("plan_summary", "does it say about flying to Spain")


def test_what_a_worker_explained_is_told_when_it_is_asked_for_by_its_title() -> None:
    plan = replace(PLAN, unsorted=(VACCINE,))
    text = "what about the flu vaccine"

    topic = settle(text, "out_of_scope", 0.9, plan, None, None)
    assert topic == "plan_summary"
    assert "You had a flu jab on 3 March." in said(topic, text, plan)


def test_what_nobody_has_explained_is_not_told() -> None:
    waiting = replace(VACCINE, needs_person="Say what of it matters.")
    plan = replace(PLAN, unsorted=(waiting,))

    assert "flu jab" not in said("plan_summary", "what about the flu vaccine", plan)


def test_a_carer_without_consent_to_the_whole_is_not_told_what_fits_no_topic() -> None:
    plan = agreed_part(replace(PLAN, unsorted=(VACCINE,)), {"wound_care"})

    assert "flu jab" not in said("plan_summary", "what about the flu vaccine", plan)
