"""Results are said to come from whom the plan says, and never to be good or bad."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from tests.unit.plans.edna import HOME, PLAN, SMALL, ask
from wayhome.dialogue.routing import settle
from wayhome.plans.answers.asked import Answer
from wayhome.plans.values import Appointment, Instruction, Plan

TO_COME = Appointment(
    81, "blood test", ("bloods",), datetime(2027, 3, 15, 8, 50, tzinfo=HOME), "Mill Surgery",
    phone="01632 960 130",
)  # fmt: skip
HAD = replace(TO_COME, starts_at=datetime(2027, 3, 9, 8, 50, tzinfo=HOME))
ASKING = (
    "have me blood results come back yet",
    "any word on my blood test results",
    "what did the blood test show",
    "have the bloods come back",
)
JUDGED = ("good", "fine", "normal", "clear", "nothing to worry")


def answered(text: str, plan: Plan, read_as: str = "appointments", **more: str) -> Answer:
    topic = settle(text, read_as, 0.9, plan, more.get("last_topic"), None)
    return ask(topic, text, plan, **more)


def with_test(test: Appointment) -> Plan:
    return replace(SMALL, appointments=(test,))


@pytest.mark.parametrize("text", ASKING)
def test_a_test_on_the_plan_without_a_word_of_results_is_said_to_be_just_that(text: str) -> None:
    to_come, had = answered(text, with_test(TO_COME)), answered(text, with_test(HAD))

    assert "Monday 15 March at 8:50am, so it is still to come" in to_come.texts[0]
    assert "had the blood test Tuesday 9 March" in had.texts[0]
    for reply in (to_come, had):
        assert "does not say when the results will come" in reply.texts[0]
        assert "01632 960 130" in reply.texts[0]
        assert reply.offers_to_pass_on


@pytest.mark.parametrize("text", ASKING)
def test_who_tells_the_results_is_said_in_the_plans_words(text: str) -> None:
    told = Instruction(82, "plan_summary", "The surgery rings with the blood results in a week.")
    by_instruction = replace(with_test(HAD), instructions=(told,))
    by_note = with_test(replace(HAD, note="Dr Rao will write with the results."))

    assert told.wording in answered(text, by_instruction).texts[0]
    assert "Dr Rao will write with the results." in answered(text, by_note).texts[0]


def test_a_plan_without_a_test_does_not_say_and_offers_to_ask() -> None:
    reply = answered("have my results come", SMALL, "out_of_scope")

    assert "Your plan does not say when any results will come" in reply.texts[0]
    assert reply.offers_to_pass_on


@pytest.mark.parametrize("text", ["are they good", "is it bad news", "was it clear", "are they ok"])
@pytest.mark.parametrize("read_as", ["out_of_scope", "checkin_good", "plan_summary"])
def test_a_result_is_never_judged(text: str, read_as: str) -> None:
    reply = answered(text, with_test(HAD), read_as, last_topic="results")

    assert "cannot say what they mean" in reply.texts[0]
    assert not any(word in reply.texts[0] for word in JUDGED)


@pytest.mark.parametrize("topic", ["symptom", "medicines", "mental_health"])
def test_a_concern_with_a_result_in_it_stays_a_concern(topic: str) -> None:
    assert settle("the results say i am bleeding", topic, 0.9, PLAN, None, None) == topic


@pytest.mark.parametrize("text", ["when is my blood test", "where is the bone scan"])
def test_the_time_of_a_test_is_still_its_time(text: str) -> None:
    assert settle(text, "appointments", 0.9, PLAN, None, None) == "appointments"
