import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.dialogue.clauses import clauses

ANYTHING = st.text(alphabet="ab in? and, when is my. leg\n!", max_size=60) | st.text(max_size=60)


def cut(text: str) -> list[tuple[str, bool]]:
    return [(one.text, one.asks) for one in clauses(text)]


@pytest.mark.parametrize(
    ("text", "told", "asked"),
    [
        ("my leg's swollen and when's my appointment", "my leg's swollen", "when's my appointment"),
        ("bit dizzy today. what time is the physio coming", "bit dizzy today.", "what time is"),
        ("had a fall, can you tell me when the nurse comes", "had a fall", "can you tell me when"),
    ],
)
def test_what_is_told_is_cut_from_what_is_asked(text: str, told: str, asked: str) -> None:
    (first, tells), (second, asks) = cut(text)

    assert (first, tells, asks) == (told, False, True)
    assert second.startswith(asked)


def test_news_after_a_question_is_cut_from_it() -> None:
    assert cut("when are my bloods and my wound is weeping") == [
        ("when are my bloods", True),
        ("my wound is weeping", False),
    ]


def test_of_a_long_story_only_the_question_is_left() -> None:
    story = "Hiya, its me. Had a butty. Sheila rang! Lovely day. oh yes when is my blood test"

    assert cut(story) == [("when is my blood test", True)]


@pytest.mark.parametrize(
    "text",
    [
        "my leg is swollen and red and hot",
        "do i take the water tablet with the blood pressure one",
        "when is it?",
        "i can wiggle them and do my exercises",
        "tell him I said so",
        "",
        "?",
        "\U0001f600",
    ],
)
def test_a_text_all_of_a_piece_is_not_cut(text: str) -> None:
    assert clauses(text) == ()


@given(ANYTHING)
def test_parts_are_the_texts_own_words_in_their_order(text: str) -> None:
    said = re.findall(r"\w+", text)
    kept = [word for one in clauses(text) for word in re.findall(r"\w+", one.text)]

    remaining = iter(said)
    assert all(word in remaining for word in kept)
