"""`channels.text`: encodings, segments, cutting and cleaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.text import Encoding, clean, parts, segments, to_gsm7

ALPHABET = "ab \n.!?'{}\u20ac\u00e9\u0436\N{GRINNING FACE}\u2019\u2013"
TEXTS = st.one_of(st.text(), st.text(alphabet=ALPHABET, max_size=600))


@pytest.mark.parametrize(
    ("text", "encoding", "characters", "count"),
    [
        ("", Encoding.GSM_7, 0, 0),
        ("a", Encoding.GSM_7, 1, 1),
        ("a" * 160, Encoding.GSM_7, 160, 1),
        ("a" * 161, Encoding.GSM_7, 161, 2),
        ("a" * 306, Encoding.GSM_7, 306, 2),
        ("a" * 307, Encoding.GSM_7, 307, 3),
        ("a" * 159 + "\u20ac", Encoding.GSM_7, 161, 2),
        # The euro sign would straddle the end of the first part, so it opens the second.
        ("a" * 152 + "\u20ac" + "a" * 152, Encoding.GSM_7, 306, 3),
        ("[]{}\\^~|\u20ac", Encoding.GSM_7, 18, 1),
        ("\u00a3\u00e9\u00e0\u0394", Encoding.GSM_7, 4, 1),
        ("\u0436" * 70, Encoding.UCS_2, 70, 1),
        ("\u0436" * 71, Encoding.UCS_2, 71, 2),
        ("\N{GRINNING FACE}" * 35, Encoding.UCS_2, 70, 1),
        ("\N{GRINNING FACE}" * 36, Encoding.UCS_2, 72, 2),
        ("a" * 66 + "\N{GRINNING FACE}" + "a" * 66, Encoding.UCS_2, 134, 3),
    ],
)
def test_segments_are_counted_as_networks_count_them(
    text: str,
    encoding: Encoding,
    characters: int,
    count: int,
) -> None:
    counted = segments(text)

    assert (counted.encoding, counted.characters, counted.count) == (encoding, characters, count)


@given(TEXTS)
def test_segments_always_have_room_for_every_character(text: str) -> None:
    counted = segments(text)
    room = 153 if counted.encoding is Encoding.GSM_7 else 67

    assert counted.characters >= len(text)
    assert counted.count == (1 if text else 0) or counted.count * room >= counted.characters


def test_look_alikes_become_gsm7_and_nothing_else_changes() -> None:
    given_text = "\u201cIt\u2019s\u00a0fine\u201d \u2013 she said\u2026 \u00a3\u00e9 \u0436"

    assert to_gsm7(given_text) == '"It\'s fine" - she said... \u00a3\u00e9 \u0436'


@given(st.text(alphabet=[chr(code) for code in range(32, 127) if chr(code) != "`"] + ["\n"]))
def test_plain_text_is_left_as_it_is(text: str) -> None:
    assert to_gsm7(text) == text


@given(TEXTS, st.integers(min_value=2, max_value=400))
def test_parts_lose_nothing_and_stay_within_the_limit(text: str, limit: int) -> None:
    pieces = parts(text, limit)

    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(segments(piece).characters <= limit and piece for piece in pieces)


def test_parts_end_at_a_line_else_a_sentence_else_a_word() -> None:
    assert parts("One two.\nThree four.", 12) == ["One two.", "Three four."]
    assert parts("One two. Three four.", 14) == ["One two.", "Three four."]
    assert parts("one two three", 9) == ["one two", "three"]
    assert parts("onetwothree", 5) == ["onetw", "othre", "e"]


def test_a_word_that_just_fits_is_not_pushed_out() -> None:
    assert parts("one two three", 7) == ["one two", "three"]


def test_a_text_within_the_limit_is_one_part() -> None:
    assert parts("  One.\n\nTwo.  ", 100) == ["One.\n\nTwo."]
    assert parts(" \n ", 100) == []


def test_a_limit_without_room_for_an_emoji_is_refused() -> None:
    with pytest.raises(ValueError, match="limit of 2"):
        parts("a", 1)


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("chest\x00 pain", "chest pain"),
        ("chest\u200bpain", "chestpain"),
        ("\u202egnihtaerb\u202c", "gnihtaerb"),
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("tab\there", "tab\there"),
        ("lone \ud83d half", "lone  half"),
        ("\N{MAN}\u200d\N{WOMAN}", "\N{MAN}\u200d\N{WOMAN}"),
        ("\u0645\u0631\u062d\u0628\u0627", "\u0645\u0631\u062d\u0628\u0627"),
    ],
)
def test_what_strangers_send_is_made_safe(given_text: str, cleaned: str) -> None:
    assert clean(given_text) == cleaned


@given(st.text(alphabet=st.characters(), max_size=200))
def test_cleaned_text_can_be_stored_and_cleaning_again_changes_nothing(text: str) -> None:
    cleaned = clean(text)

    assert "\x00" not in cleaned
    assert cleaned.encode().decode() == cleaned
    assert clean(cleaned) == cleaned


def test_an_endless_text_is_cut() -> None:
    assert len(clean("a" * 50_000)) == 20_000
    assert clean("abc", 2) == "ab"
