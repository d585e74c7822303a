"""What people say of an exercise, in their own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.bootstrap import content
from wayhome.exercises.reading import asks_again, read_answer
from wayhome.models import ExerciseAnswer

WORDS = content.move_to_improve().answers
DONE, PART, NOT_DONE = ExerciseAnswer.DONE, ExerciseAnswer.PART, ExerciseAnswer.NOT_DONE
HURTS, DIZZY, FELL = ExerciseAnswer.HURTS, ExerciseAnswer.DIZZY, ExerciseAnswer.FELL


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("DONE", DONE),
        ("did em", DONE),
        ("Yes.", DONE),
        ("yes all of them love", DONE),
        ("done it, no pain", DONE),
        ("did them and didnt go dizzy", DONE),
        ("part", PART),
        ("half", PART),
        ("only did three then gave up", PART),
        ("did some of them", PART),
        ("No", NOT_DONE),
        ("nah too tired", NOT_DONE),
        ("not today love", NOT_DONE),
        ("havent done it yet", NOT_DONE),
        ("couldn't manage it", NOT_DONE),
        ("HURTS", HURTS),
        ("hurt me hip", HURTS),
        ("did it but me knee is sore", HURTS),
        ("went dizzy", DIZZY),
        ("felt a bit light-headed after", DIZZY),
        ("i fell doing em", FELL),
        ("slid off the chair", FELL),
        ("dizzy and then i fell", FELL),
    ],
)
def test_plain_answers_are_read(text: str, answer: ExerciseAnswer) -> None:
    read = read_answer(WORDS, text)

    assert read is not None
    assert read.answer is answer


@pytest.mark.parametrize(
    "text", ["when is my appointment", "what are my tablets for", "thank you", "who is this", ""]
)
def test_what_says_nothing_of_an_exercise_is_left_alone(text: str) -> None:
    assert read_answer(WORDS, text) is None


def test_a_long_story_is_read_for_what_must_be_noticed_only() -> None:
    story = "my daughter came round and we did the garden and had a nice cup of tea and all of it"

    assert read_answer(WORDS, story) is None
    hurt = read_answer(WORDS, story + " but my hip hurts")
    assert hurt is not None
    assert hurt.answer is HURTS


@pytest.mark.parametrize("text", ["stabbing pain in me hip", "it gave way", "something popped"])
def test_bad_pain_is_not_to_be_tried_again(text: str) -> None:
    read = read_answer(WORDS, text)

    assert read is not None
    assert read.answer is HURTS
    assert read.is_bad


def test_the_topic_counts_where_the_words_say_nothing() -> None:
    read = read_answer(WORDS, "all finito", "exercise_done")

    assert read is not None
    assert read.answer is DONE


@given(
    st.sampled_from(["done", "yes", "did em", "half", "not today", "no pain", "all fine"]),
    st.sampled_from(["fell over", "went dizzy", "hurt me hip", "short of breath"]),
    st.booleans(),
)
def test_a_warning_counts_beside_whatever_else_is_said(
    beside: str,
    warning: str,
    first: bool,  # noqa: FBT001 - hypothesis fills it in
) -> None:
    read = read_answer(WORDS, f"{warning}, {beside}" if first else f"{beside}, {warning}")

    assert read is not None
    assert read.answer in {FELL, DIZZY, HURTS}


@pytest.mark.parametrize("text", ["show me again", "how do i do it", "send it again please"])
def test_the_last_one_can_be_asked_for_once_more(text: str) -> None:
    assert asks_again(WORDS, text)
