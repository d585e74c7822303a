import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.components.safe_text import MAX_TEXT_LENGTH, as_words


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("/restart", "restart"),
        ('/inform{"a":1}', 'inform{"a":1}'),
        ("  / /greet", "greet"),
        ("\uff0frestart", "restart"),
        ("\u200b\u202e/emergency", "emergency"),
        ("\x00/stop", "stop"),
        ("my dose is 1/2 a tablet", "my dose is 1/2 a tablet"),
    ],
)
def test_a_leading_slash_is_no_command(typed: str, read: str) -> None:
    assert as_words(typed) == read


@pytest.mark.parametrize("typed", ["", "   ", "/", "\u200b", "\n\t/\\"])
def test_a_text_without_a_word_is_empty(typed: str) -> None:
    assert as_words(typed) == ""


def test_the_end_of_an_endless_text_is_left_off() -> None:
    assert as_words("/" + "a" * 20_000) == "a" * MAX_TEXT_LENGTH


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("/\\ \uff0f\u200b\x00a"))))
def test_no_text_reaches_rasa_with_a_slash_in_front(typed: str) -> None:
    read = as_words(typed)

    assert not read.strip().startswith("/")
    assert "\x00" not in read
    assert as_words(read) == read
