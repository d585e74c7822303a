"""What there is on a day or in a week, however the day is named."""

from dataclasses import replace

import pytest

from tests.unit.plans.edna import PLAN, ask, said
from wayhome.dialogue.routing import settle
from wayhome.plans.answers.asked import Spoken

#: Edna asks on Thursday 11 March; her ankle clinic is on Thursday 18 March.
SIX_WEEKS = replace(
    PLAN,
    appointments=(replace(PLAN.appointments[1], other_names=("six week check",)),),
)


@pytest.mark.parametrize("text", ["and friday week", "owt on a week tuesday", "tuesday week"])
def test_a_day_by_weeks_is_no_six_week_check(text: str) -> None:
    told = said("appointments", text, SIX_WEEKS)

    assert told.startswith("I looked at ")
    assert "has no appointment then" in told


def test_a_six_week_check_is_still_found_by_its_name() -> None:
    assert "nkle clinic" in said("appointments", "when is my six week check", SIX_WEEKS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a week today", True),
        ("what have i got next week", True),
        ("any appointments nxt wk", True),
        ("any appointments this week", False),
        ("do i have any tomorra", False),
    ],
)
def test_only_what_falls_in_that_time_is_told_as_an_answer(text: str, *, found: bool) -> None:
    told = said("appointments", text, SIX_WEEKS)

    assert told.startswith("Ankle clinic: Thursday 18 March") is found
    assert ("has no appointment then" in told) is not found


def test_a_week_is_said_back_by_its_days() -> None:
    assert "I looked at today, Thursday 11 March to Sunday 14 March." in said(
        "appointments", "any appointments this week", SIX_WEEKS
    )


@pytest.mark.parametrize(
    ("text", "taken_for"),
    [
        ("have i owt on a week friday", "pause"),
        ("wots on sat morning", "greet"),
        ("am i going anywhere tomoz", "goodbye"),
        ("is there anything on next tuesday", "help"),
    ],
)
def test_what_there_is_on_a_day_is_the_plan_of_that_day(text: str, taken_for: str) -> None:
    assert settle(text, taken_for, 0.8, PLAN, None, None) == "plan_summary"
    assert "Help at home" in ask("plan_summary", text).texts[0]


@pytest.mark.parametrize(
    "text", ["2moro?", "and sat morning", "what about next tues", "friday week?"]
)
def test_a_bare_day_goes_on_with_what_was_spoken_of(text: str) -> None:
    assert settle(text, "medicines", 0.8, PLAN, "care_at_home", None) == "care_at_home"
    assert settle(text, "out_of_scope", 0.8, PLAN, "appointments", None) == "appointments"
    assert settle(text, "out_of_scope", 0.8, PLAN, "thanks", Spoken("medicine", 1)) == (
        "plan_summary"
    )


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("i need a break till a week friday", "pause"),
        ("im off to my daughters tomorrow", "pause"),
        ("see you tomorrow", "goodbye"),
        ("i fell on sunday", "fall"),
        ("is anything wrong with me today", "symptom"),
    ],
)
def test_news_with_a_day_in_it_stays_what_it_is(text: str, topic: str) -> None:
    assert settle(text, topic, 0.8, PLAN, "appointments", None) == topic
