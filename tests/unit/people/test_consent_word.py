import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.people.consent import ConsentWord, consent_word


@pytest.mark.parametrize(
    "text",
    ["STOP", "stop", "Stop.", " stop please ", "STOP TEXTING", "unsubscribe", "StopAll", "QUIT"],
)
def test_a_whole_text_of_stop_is_stop(text: str) -> None:
    assert consent_word(text) is ConsentWord.STOP


@pytest.mark.parametrize("text", ["START", "start please", "unstop"])
def test_a_whole_text_of_start_is_start(text: str) -> None:
    assert consent_word(text) is ConsentWord.START


@pytest.mark.parametrize(
    "text",
    [
        "should I stop the aspirin",
        "stop the water tablets?",
        "don't stop",
        "cancel my appointment",
        "the bleeding wont stop",
        "where is the bus stop",
        "start the new tablets when",
        "",
        "!!!",
    ],
)
def test_a_question_about_stopping_something_is_no_consent_word(text: str) -> None:
    assert consent_word(text) is None


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    assert consent_word(text) in {None, ConsentWord.STOP, ConsentWord.START}
