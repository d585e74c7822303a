"""Short questions spelt by ear are read in the words that they were meant in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.plans.ordinary_words import ORDINARY
from wayhome.plans.spelt import SMALL_WORDS, meant, plainly


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("n what dus it do", "and what does it do"),
        ("wots it for", "whats it for"),
        ("wen do i av it", "when do i have it"),
        ("wat tym do i tek it", "what time do i take it"),
        ("ow many do i tak", "how many do i take"),
        ("wer do i go", "where do i go"),
        ("shud i bring owt?", "should i bring anything?"),
        ("wen can i go bk to wurk", "when can i go back to work"),
        ("wen is me nxt apointment", "when is me next appointment"),
        ("y am i on it", "y am i on it"),
    ],
)
def test_a_question_spelt_by_ear(text: str, means: str) -> None:
    assert plainly(text) == means


@pytest.mark.parametrize(
    "text",
    [
        "wait",
        "not now",
        "its a hot night",
        "my head is dizzy",
        "wen do i take furosemide",
        "no",
        "stop it",
        "he hit me",
        "i went white",
        "",
    ],
)
def test_a_text_with_any_other_word_in_it_stays_as_it_is(text: str) -> None:
    assert plainly(text) == text


def test_no_everyday_word_is_taken_for_another() -> None:
    assert not ORDINARY & set(SMALL_WORDS)
    assert all(meant(word) is None for word in ORDINARY)


@given(st.text(max_size=60))
def test_any_text_is_left_alone_or_becomes_small_words(text: str) -> None:
    read = plainly(text)

    assert read == text or all(w in SMALL_WORDS or w.isdigit() for w in read.rstrip("?").split())
