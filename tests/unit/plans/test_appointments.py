from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.plans.edna import NOW, PLAN, SMALL, ask, said
from wayhome.plans.answers.asked import Spoken

ANKLE = Spoken("appointment", 12)


def test_the_next_one_is_the_first_that_has_not_passed() -> None:
    reply = said("appointments", "when's my next appointment")

    assert reply.startswith("Ankle clinic: Thursday 18 March at 10:40am")
    assert "Plaster clinic" not in reply


@pytest.mark.parametrize(
    "text", ["when is the fracture clinic", "wen is ankle clinc", "what day do i see miss osei"]
)
def test_a_named_one_is_found_by_title_other_name_or_person(text: str) -> None:
    assert said("appointments", text).startswith("Ankle clinic: Thursday 18 March at 10:40am")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("what do i bring", "bring: the walking boot."),
        ("where is it", "is at Clinic 9, Lark Hill Hospital"),
        ("who is it with", "is with Miss Osei"),
        ("i need to change it", "ring 01632 960 701"),
    ],
)
def test_details_of_the_one_last_spoken_of(text: str, told: str) -> None:
    assert told in said("appointments", text, last_item=ANKLE)


def test_a_detail_that_the_plan_lacks_is_not_made_up() -> None:
    reply = ask("appointments", "how do i get there", last_item=ANKLE)

    assert "does not say that about the ankle clinic" in reply.texts[0]
    assert reply.offers_to_pass_on


def test_a_past_one_is_said_to_be_past() -> None:
    assert "has passed" in said("appointments", "when is the plaster room one")


def test_one_without_a_date_says_whom_to_ask() -> None:
    reply = said("appointments", "when is falls class")

    assert "no date for this yet" in reply
    assert "01632 960 702" in reply


def test_one_that_is_not_on_the_plan_is_not_answered_with_another() -> None:
    reply = ask("appointments", "what time is the dentist")

    assert "does not say" in reply.texts[0]
    assert "clinic" not in reply.texts[0]


def test_a_day_finds_what_is_on_it() -> None:
    assert "Bone scan" in said("appointments", "have i got something on the 2nd")


def test_the_time_is_by_the_clock_at_home_after_the_clocks_change() -> None:
    """2 April is in summer time, Edna asks in winter time."""
    assert "Friday 2 April at 3pm" in said("appointments", "when is the bone scan")


def test_when_all_have_passed_none_is_named() -> None:
    reply = said("appointments", "next appointment?", SMALL, now=NOW + timedelta(days=60))

    assert "does not say" in reply


def test_an_appointment_that_waits_for_a_person_is_not_passed_over_in_silence() -> None:
    waiting = replace(PLAN, waiting=frozenset({"appointments"}))

    assert "your team must check" in said("appointments", "when is my next one", waiting)
    assert "your team must check" not in said("appointments", "when is my next one")
