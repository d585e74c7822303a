from datetime import datetime

import pytest

from tests.unit.plans.edna import HOME, SMALL, ask, said
from wayhome.plans.answers.asked import Spoken

TEN_AT_NIGHT = datetime(2027, 3, 11, 22, 0, tzinfo=HOME)
SEVEN_IN_THE_EVENING = datetime(2027, 3, 11, 19, 0, tzinfo=HOME)
GOOD_FRIDAY = datetime(2027, 3, 26, 11, 0, tzinfo=HOME)


def test_by_day_those_who_are_open_come_first_and_999_is_there() -> None:
    reply = said("who_to_contact", "who do i ring")

    assert "plaster room on 01632 960 705" in reply
    assert "night nurses" not in reply
    assert "999" in reply


def test_at_night_the_closed_ones_are_not_given_as_open() -> None:
    reply = said("who_to_contact", "who do i ring", now=TEN_AT_NIGHT)

    assert "night nurses on 01632 960 706" in reply
    assert "plaster room" not in reply


def test_when_all_are_shut_111_comes_first_and_the_hours_are_said() -> None:
    reply = said("who_to_contact", "who do i ring", now=SEVEN_IN_THE_EVENING)

    assert reply.startswith("Just now, call NHS 111")
    assert "Monday to Friday 8am to 4:30pm" in reply
    assert "999" in reply


@pytest.mark.parametrize(
    ("text", "open_then"),
    [
        ("who do i ring at 2 in the morning", "night nurses"),
        ("who would i ring at 3am", "night nurses"),
        ("which number on a sunday", "NHS 111"),
        ("who do i ring at the weekend", "NHS 111"),
        ("who can i call tomorrow at 10am", "plaster room"),
    ],
)
def test_the_hour_in_the_question_is_the_hour_that_counts(text: str, open_then: str) -> None:
    assert open_then in said("who_to_contact", text)


def test_a_bank_holiday_is_no_working_day() -> None:
    assert said("who_to_contact", "who do i ring", now=GOOD_FRIDAY).startswith("Just now, call NHS")


def test_a_named_contact_comes_with_its_hours() -> None:
    reply = said("who_to_contact", "what time does the plaster room open")

    assert "01632 960 705" in reply
    assert "Monday to Friday 8am to 4:30pm" in reply


def test_the_key_worker_is_known_by_that_name() -> None:
    assert "Ola Brand" in said("who_to_contact", "whos my key worker")


def test_whether_they_will_come_is_not_promised() -> None:
    reply = said("who_to_contact", "will they come out", last_item=Spoken("contact", 62))

    assert "I cannot say" in reply


def test_an_empty_plan_offers_to_pass_it_on_and_names_111() -> None:
    reply = ask("who_to_contact", "who do i ring", SMALL)

    assert "111" in reply.texts[0]
    assert reply.offers_to_pass_on
