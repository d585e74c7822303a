from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.bootstrap import content
from wayhome.people.consent import ConsentWord, ConsentWords

OPT_OUTS = (
    *("STOP", "stop", "Stop.", " stop please ", "STOP TEXTING", "unsubscribe", "StopAll", "QUIT"),
    *("END", "cancel", "Revoke", "OPTOUT", "stpo", "unsubscibe me", "Stop it now please!"),
    "take me off this thing",
    "could you take my mum off your list please",
    "no more texts please",
    "I dont want no more of these",
    "stop texting me every five minutes",
    "please cease sending me messages",
    "right I've had enough of these messages",
    "how do I get off this list",
    "do not contact me again",
    "I'm blocking this number if you text again",
    "kindly delete my number from your system",
    "my husband doesn't want these texts any more",
    "pack it in with these texts",
    "leave us alone",
    "sick to death of you txting me, stop txts",
    "I wish to opt out of this service",
    "stoping these mesages would be nice, i dont want these",
)
NOT_OPT_OUTS = (
    *(
        "should I stop the aspirin",
        "stop the water tablets?",
        "don't stop",
        "cancel my appointment",
    ),
    *("the bleeding wont stop", "where is the bus stop", "start the new tablets when", "", "!!!"),
    *(
        "stop being silly",
        "stop it, you are making me laugh",
        "full stop",
        "quit smoking last year",
    ),
    "do I need to cancel the carers when I'm at my sister's",
    "please don't stop these texts, I look forward to them",
    "my son won't leave me alone, he takes my card",
    "they leave me alone all day",
    "the district nurse said stop the dressings",
    "can you stop texting so early in the morning",
    "don't text me this week, we are at the caravan",
    "stop texting till Monday would you",
    "please don't text, ring me",
    "why have the messages stopped",
    "take me off the waiting list for the bath board",
    "do I take the plaster off",
    "I can't go on, I want it all to end",
    "I want out of this pain",
    "had enough to eat thanks",
    "no more pain today",
    "no text from the hospital yet",
    "is there an end to these exercises",
)


WRITTEN = Path(__file__).parent / "wishes"
RESERVED = ("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "OPTOUT", "REVOKE")
GRAVER = (
    "I've had enough",
    "had enough of it all",
    "I want it all to stop",
    "I dont need texts I need help",
    "Stop these texts. My chest has pain and I feel poorly",
    "no more messages, send the nurse",
    "take me off this list and ring me",
)


def written(name: str) -> list[str]:
    return (WRITTEN / name).read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def words() -> ConsentWords:
    return content.consent_words()


@pytest.mark.parametrize("text", OPT_OUTS)
def test_a_wish_that_our_texts_end_is_stop(words: ConsentWords, text: str) -> None:
    assert words.of(text) is ConsentWord.STOP


@pytest.mark.parametrize("text", NOT_OPT_OUTS)
def test_talk_of_anything_else_that_stops_is_no_consent_word(
    words: ConsentWords, text: str
) -> None:
    assert words.of(text) is None


@pytest.mark.parametrize("text", ["START", "start please", "unstop", "start the texts again"])
def test_a_whole_text_of_start_is_start(words: ConsentWords, text: str) -> None:
    assert words.of(text) is ConsentWord.START


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    assert content.consent_words().of(text) in {None, ConsentWord.STOP, ConsentWord.START}


@pytest.mark.parametrize("text", RESERVED)
def test_the_providers_own_words_always_act(words: ConsentWords, text: str) -> None:
    assert words.of(text) is ConsentWord.STOP
    assert not words.unsure(text)


@pytest.mark.parametrize("text", GRAVER)
def test_a_wish_beside_a_need_is_asked_about_and_not_taken(words: ConsentWords, text: str) -> None:
    assert words.of(text) is None
    assert words.unsure(text)


def test_none_of_the_look_alikes_is_an_opt_out(words: ConsentWords) -> None:
    assert [text for text in written("look_alikes.txt") if words.of(text)] == []


def test_nearly_all_opt_outs_are_taken_by_the_words_alone(words: ConsentWords) -> None:
    texts = written("opt_outs.txt")
    missed = [text for text in texts if words.of(text) is not ConsentWord.STOP]

    assert len(missed) <= len(texts) * 0.03, missed
