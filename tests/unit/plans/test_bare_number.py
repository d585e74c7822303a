import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.plans.edna import PLAN, ask, said
from wayhome.dialogue.routing import settle
from wayhome.plans.answers.bare_number import TOPIC, is_bare_number

BARE = ["4", " 4. ", "4/5", "7.2", "180/95", "four", "a 3 ta", "it's a 2", "97%", "2 please", "10!"]
NOT_BARE = [
    *("999", "111", "2 tablets", "room 4", "4pm", "07700 900123", "", "one of them hurts"),
    *("number 2 hurts", "4 out of 5 today thanks", "3 days", "at 8"),
]


@pytest.mark.parametrize("text", BARE)
def test_a_number_alone_is_bare(text: str) -> None:
    assert is_bare_number(text)
    assert settle(text, "checkin_good", 0.9, PLAN, None, None) == TOPIC


@pytest.mark.parametrize("text", NOT_BARE)
def test_a_number_with_what_it_is_about_is_not(text: str) -> None:
    assert not is_bare_number(text)


@given(st.integers(0, 9999).filter(lambda number: number not in {111, 112, 999, 101, 105}))
def test_whatever_the_number_it_is_asked_about_and_not_read(number: int) -> None:
    reply = said(settle(str(number), "checkin_good", 0.9, PLAN, None, None), str(number))

    assert "What is that number about?" in reply
    assert str(number) not in reply.replace("111", "").replace("999", "")


def test_the_second_in_a_row_goes_to_a_person() -> None:
    assert ask(TOPIC, "7").hand_over is None
    assert ask(TOPIC, "7", misunderstood=1).hand_over is not None


@pytest.mark.parametrize("last_topic", ["safeguarding", "carer_support"])
def test_an_hour_that_was_asked_for_is_no_bare_number(last_topic: str) -> None:
    assert settle("6", "checkin_good", 0.9, PLAN, last_topic, None) == last_topic
