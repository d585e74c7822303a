import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.plans.matching import alike, find, says, words

TEXTS = st.text(max_size=200)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("amlodopeen", "amlodipine"), ("apixiban", "apixaban"), ("frusemide", "furosemide"),
     ("bisoprolal", "bisoprolol"), ("zimmers", "zimmer"), ("clinc", "clinic")],
)  # fmt: skip
def test_common_slips_are_seen_through(said: str, meant: str) -> None:
    assert alike(said, meant) > 0.5


@pytest.mark.parametrize(
    ("said", "other"),
    [("bath", "bach"), ("bed", "bad"), ("enalapril", "lisinopril"), ("sick", "six"),
     ("stairs", "chairs")],
)  # fmt: skip
def test_other_words_stay_other_words(said: str, other: str) -> None:
    assert alike(said, other) == 0.0


def test_half_a_name_is_enough_and_generic_words_are_not() -> None:
    names = ["hospital bed", "raised toilet seat"]

    assert [m.item for m in find("the bed is stuck", names, lambda n: [n])] == ["hospital bed"]
    assert find("at the hospital", names, lambda n: [n]) == []


def test_a_name_said_in_full_comes_before_half_of_another() -> None:
    names = ["insulin", "fast insulin"]

    assert find("my fast insulin", names, lambda n: [n])[0].item == "fast insulin"


def test_phrases_are_whole_words() -> None:
    assert says("Don't stop", "dont stop")
    assert not says("nonstop", "stop")
    assert says("two scans", "nothing|scan")


@given(TEXTS)
def test_any_text_can_be_searched(text: str) -> None:
    for match in find(text, ["walking frame", "bed"], lambda name: [name]):
        assert match.score >= 0.5
    assert all(word == word.lower() or not word.isascii() for word in words(text))
