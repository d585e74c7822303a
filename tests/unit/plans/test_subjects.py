"""A plan that says nothing of a subject is called silent on just that one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.plans.edna import PLAN, REPLIES, SMALL, ask
from wayhome.dialogue.routing import settle
from wayhome.plans.answers.asked import Answer, Spoken
from wayhome.plans.answers.subjects import SUBJECTS, Subject, subject_asked
from wayhome.plans.values import Instruction, Plan

#: One plain question about each subject; the test of content below demands that none is missing.
QUESTIONS = {
    "lifting": "can i lift me grandson",
    "driving": "when can i drive",
    "work": "when can i go back to work",
    "bathing": "can i have a bath",
    "swimming": "is it ok to go swimming",
    "flying": "can i fly to spain",
    "travel": "can i go on holiday",
    "alcohol": "am i allowed a pint",
    "smoking": "can i have a fag",
    "sex": "when can we... when can i have sex",
    "stairs": "can i go up the stairs",
    "sleeping": "can i lie on my side",
    "walking": "can i go for a walk",
    "housework": "when can i hoover",
    "gardening": "can i mow the lawn",
    "sport": "when can i play bowls",
    "bending": "can i kneel down",
    "vaccines": "can i have my flu jab",
    "transport": "can i get a taxi",
    "food_and_drink": "can i eat kippers",
    "wound_care": "can i take the dressing off",
}
#: What a text about any of them was seen to be read as.
READ_AS = ("transport", "food_and_drink", "plan_summary", "out_of_scope", "help", "feedback")


def answered(text: str, read_as: str, plan: Plan = SMALL) -> Answer:
    return ask(settle(text, read_as, 0.9, plan, None, None), text, plan)


def test_every_subject_has_words_of_its_own_and_a_question_here() -> None:
    assert {one.name for one in SUBJECTS} == set(QUESTIONS)
    for one in SUBJECTS:
        assert f"subjects.{one.name}" in REPLIES


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda one: one.name)
@pytest.mark.parametrize("read_as", READ_AS)
def test_a_silent_plan_names_the_subject_that_was_asked_however_it_was_read(
    subject: Subject, read_as: str
) -> None:
    reply = answered(QUESTIONS[subject.name], read_as)

    said = REPLIES.render(f"subjects.{subject.name}")
    assert f"Your plan does not say {said}," in reply.texts[0]
    assert reply.offers_to_pass_on


def test_a_lift_home_is_not_lifting() -> None:
    assert [one.name for text in ("can i get a lift home", "can i lift a kettle")
            if (one := subject_asked(text))] == ["transport", "lifting"]  # fmt: skip


@pytest.mark.parametrize("read_as", READ_AS)
def test_an_instruction_is_found_by_its_subject_whatever_words_it_was_to_be_asked_by(
    read_as: str,
) -> None:
    work = Instruction(71, "plan_summary", "Go back to your job after 2 weeks.")
    plan = replace(PLAN, instructions=(*PLAN.instructions, work))

    reply = answered("when can i go back to work", read_as, plan)

    assert reply.texts == ("Your plan says:\nGo back to your job after 2 weeks.",)


@pytest.mark.parametrize("text", ["can i take these with beer", "can i drive on these tablets"])
def test_a_question_about_medicines_stays_one(text: str) -> None:
    assert settle(text, "medicines", 0.9, PLAN, None, None) == "medicines"


def test_help_with_a_job_in_the_house_is_no_question_of_leave() -> None:
    text = "can i get someone to help with the hoovering"

    assert settle(text, "practical_help", 0.9, PLAN, None, None) == "practical_help"


@pytest.mark.parametrize("topic", ["symptom", "fall", "mental_health", "safeguarding"])
def test_a_concern_is_never_turned_into_a_question_of_leave(topic: str) -> None:
    text = "can i go for a walk my chest is tight"

    assert settle(text, topic, 0.9, SMALL, None, None) == topic


def test_a_lift_to_the_clinic_does_not_bring_up_lifting() -> None:
    lifting = Instruction(72, "activity", "Lift nothing heavy.", ("lift", "lifting"))
    plan = replace(PLAN, instructions=(lifting,))

    assert (
        "Lift nothing"
        not in answered("can i get a lift to the plaster clinic", "transport", plan).texts[0]
    )
    assert "Lift nothing" in answered("can i lift the dog", "transport", plan).texts[0]


def test_wine_is_alcohol_and_not_a_drink() -> None:
    reply = answered("can i drink wine", "food_and_drink")

    assert "does not say anything about alcohol" in reply.texts[0]


def test_is_it_ok_is_about_what_follows_and_not_about_what_was_spoken_of_last() -> None:
    last = Spoken("appointment", 12)

    assert (
        settle("is it ok to have a pint", "appointments", 0.9, PLAN, None, last) == "plan_summary"
    )
