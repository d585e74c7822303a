from dataclasses import replace

import pytest

from tests.unit.plans.edna import PLAN, SMALL, ask, said
from wayhome.levels import Level
from wayhome.plans.answers.asked import Spoken
from wayhome.plans.values import Medicine


@pytest.mark.parametrize(
    "text",
    [
        "whats lisinopril for",
        "what is zestril for",
        "lisinoprill what does it do",
        "lysinopril - what's it for?",
        "what's the blood pressure one for",
        "WHY AM I ON LISINOPRIL",
    ],
)
def test_what_a_medicine_is_for_by_name_brand_typo_or_purpose(text: str) -> None:
    reply = said("medicines", text)

    assert "Lisinopril is for blood pressure." in reply
    assert "Bumetanide" not in reply


def test_the_water_tablet_is_found_by_what_it_is_for() -> None:
    assert "Bumetanide: Take one 1mg tablet each morning." in said(
        "medicines", "when do i take the water tablet"
    )


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("what about amlodipine", "amlodipine"),
        ("do i take amiodarone", "amiodarone"),
        ("am i on fosinopril", "fosinopril"),
        ("how many ibuprofen is it", "ibuprofen"),
    ],
)
def test_a_medicine_that_only_looks_like_one_of_ours_is_not_on_the_plan(
    text: str, other: str
) -> None:
    """A near name must never be answered with the plan's own medicine."""
    reply = ask("medicines", text)

    assert f"Your plan does not list {other}." in reply.texts[0]
    assert reply.offers_to_pass_on


@pytest.mark.parametrize(
    "text",
    [
        "should i stop the lisinopril",
        "can i take paracetamol with bumetanide",
        "i missed my lisinopril this morning",
        "forgot my tablets yesterday what do i do",
        "can i have a glass of wine on these",
        "shall i double the water tablet",
        "can i take an extra lisinopril",
        "ok to crush the amitriptyline",
        "do i still take lisinopril if im being sick",
        "stop the water tablets while ive got the runs or carry on?",
    ],
)
def test_advice_on_doses_is_never_given(text: str) -> None:
    reply = ask("medicines", text)

    assert "I cannot advise" in reply.texts[0]
    assert "pharmacist" in reply.texts[0]
    assert "mg" not in reply.texts[0]
    assert reply.offers_to_pass_on


@pytest.mark.parametrize(
    "text",
    [
        "took my lisinopril twice by mistake",
        "ive had too many of the bumetanide",
        "had my water tablet twice, should i skip tomorrow",
    ],
)
def test_a_doubled_dose_is_for_111_now_and_a_person(text: str) -> None:
    reply = ask("medicines", text)

    assert "call 111 now" in reply.texts[0]
    assert reply.hand_over is not None
    assert reply.hand_over.level is Level.URGENT


def test_a_stopped_medicine_is_said_to_be_stopped_and_its_dose_is_not_repeated() -> None:
    reply = said("medicines", "how do i take diclofenac")

    assert "Diclofenac was stopped" in reply
    assert "It does not suit the kidneys." in reply


def test_a_dose_that_the_plan_lacks_is_not_made_up() -> None:
    reply = ask("medicines", "how many alendronic acid do i take")

    assert "does not say how to take Alendronic acid" in reply.texts[0]
    assert reply.offers_to_pass_on


def test_night_lists_what_is_due_then_and_nothing_else() -> None:
    reply = said("medicines", "what do i take at night")

    assert "Amitriptyline" in reply
    assert "Lisinopril" not in reply


def test_all_medicines_come_with_the_approved_sentence_and_the_stopped_ones_apart() -> None:
    answer = ask("medicines", "what tablets am i on")
    reply = "\n".join((*answer.texts, *answer.more))

    assert all(m.how_to_take in reply for m in PLAN.medicines if m.how_to_take)
    assert "Stopped: Diclofenac." in reply


def test_that_one_is_the_medicine_last_spoken_of() -> None:
    assert said("medicines", "what's that one for", last_item=Spoken("medicine", 3)) == (
        "Amitriptyline is for nerve pain. Your plan says: Take one 10mg tablet at bedtime."
    )


def test_the_blue_one_is_asked_about_and_never_guessed() -> None:
    reply = said("medicines", "what's the little blue one for", last_item=Spoken("medicine", 3))

    assert "not sure which medicine" in reply


def test_an_empty_plan_says_so_and_offers_to_pass_it_on() -> None:
    reply = ask("medicines", "what tablets am i on", SMALL)

    assert "does not say" in reply.texts[0]
    assert reply.offers_to_pass_on


def test_without_a_plan_nothing_is_said_of_medicines() -> None:
    reply = ask("medicines", "what tablets am i on", None)

    assert "do not have an approved plan" in reply.texts[0]
    assert reply.offers_to_pass_on


def test_a_medicine_that_waits_for_a_person_is_mentioned_and_never_told() -> None:
    zorkol = Medicine(id=77, name="Zorkol", needs_person="Jargon.")
    waiting = replace(PLAN, medicines=(*PLAN.medicines, zorkol), waiting=frozenset({"medicines"}))
    for text in ("how do I take zorkol", "whats zorkol for"):
        reply = ask("medicines", text, waiting)
        assert "mentions Zorkol. Your team will confirm how to take it." in reply.texts[0]
        assert reply.offers_to_pass_on


def test_what_waits_on_a_topic_is_not_called_missing() -> None:
    waiting = replace(SMALL, waiting=frozenset({"food_and_drink"}))
    reply = said("food_and_drink", "what can I eat", waiting)
    assert "your team must check it" in reply
