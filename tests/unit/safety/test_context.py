"""What is denied, long past, only asked about or a turn of phrase, and what is not."""

from __future__ import annotations

import pytest

from wayhome.safety import Level, SafetyNet

_QUIET = {
    "denied": [
        "no chest pain today",
        "Not had any chest pain since Tuesday",
        "no chest pain, breathlessness or bleeding",
        "havent got any chest pain or numbness",
        "without any chest pain",
        "didnt hit my head or pass out",
        "no fever, rash, chest pain or fits",
        "went through your list: chest pain no, fits no, bleeding no",
    ],
    "long past": [
        "had a stroke in 2011",
        "I had a seizure 20 years ago",
        "chest pain last yr but not since",
        "collapsed in 1998 that was my first heart attack",
        "my first stroke was in the 70s",
    ],
    "only asked": [
        "what do I do if I get chest pain",
        "How would I know if it was a stroke?",
        "what are the signs of sepsis",
        "the leaflet says ring 999 for chest pain",
        "if my sugar goes too low who do I ring",
        "is chest pain one of the signs",
        "what does a stroke look like",
        "how breathless is too breathless",
        "what does seizure mean on my letter",
    ],
    "no person": [
        "the dog had a fit and the vet came",
        "our cat was choking on a fur ball",
        "England collapsed again",
    ],
    "a turn of phrase": [
        "dying for a brew",
        "nearly passed out laughing",
        "the price of butter gave me a heart attack",
        "that cake will be the death of me",
    ],
    "the name of a thing": [
        "stroke clinic Tuesday",
        "head scan on the 4th",
        "emergency cord works",
        "my emergency contact is Jean",
    ],
}
_LOUD = [
    "chest pain no better",
    "is the chest pain any better? no. chest pain still there",
    "the dog pulled me over and I have collapsed",
    "a horse kicked me, chest pain since",
    "No better, chest pain all night",
    "no. chest pain",
    "not just chest pain but my arm too",
    "not sure if its chest pain but its heavy",
    "no appetite chest pain bad",
    "cant stop bleeding",
    "wont stop bleeding",
    "had a stroke in 2011 and now my face has dropped again",
    "what do I do, hes not breathing",
    "what do I do if hes not breathing",
    "leaflet says ring 999. I have chest pain now",
    "dying for a brew but my chest is tight",
    "stroke clinic is Tuesday but my arm has gone dead",
    "I dont think its a heart attack but theres a band round my chest",
    "no pain but my face has dropped",
    "no pain, chest feels tight or something",
    "no chest pain. cant breathe or talk",
    "is this chest pain one of the signs",
    "is it one of the signs, ive got chest pain",
    "im on the floor next to my bed and cant get up",
]
_SAME_FOR_ANYONE = [
    (
        "ive got chest pain",
        "hes got chest pain",
        "my mum has got chest pain",
        "nans got chest pain",
    ),
    ("i cant breathe", "he cant breathe", "my wife cant breathe", "theyre saying he cant breathe"),
    ("my face has dropped", "her face has dropped", "dads face has dropped"),
    ("i fell and cant get up", "she fell and cant get up", "grandad fell and cant get up"),
]


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=text) for texts in _QUIET.values() for text in texts]
)
def test_what_is_not_happening_now_is_no_emergency(text: str, net: SafetyNet) -> None:
    assert net.assess(text).level < Level.EMERGENCY


def test_a_list_denied_as_a_whole_raises_nothing(net: SafetyNet) -> None:
    assert net.assess("no chest pain, breathlessness or bleeding").level is Level.NONE


def test_a_carer_who_sleeps_on_the_floor_has_not_fallen(net: SafetyNet) -> None:
    assert net.assess("no spare bed so im on the floor next to him").level < Level.EMERGENCY


@pytest.mark.parametrize("text", _LOUD)
def test_what_only_looks_set_aside_is_still_an_emergency(text: str, net: SafetyNet) -> None:
    assert net.assess(text).level is Level.EMERGENCY


@pytest.mark.parametrize("texts", _SAME_FOR_ANYONE, ids=lambda texts: texts[0])
def test_whoever_it_happens_to_the_level_is_the_same(
    texts: tuple[str, ...], net: SafetyNet
) -> None:
    assert {net.assess(text).level for text in texts} == {Level.EMERGENCY}


@pytest.mark.parametrize("word", ["help", "HELP", "Help.", "help please can you tell me the time"])
def test_a_bare_help_is_a_menu_word(word: str, net: SafetyNet) -> None:
    assert net.assess(word).level is Level.NONE


@pytest.mark.parametrize("call", ["help me", "HELP!!!", "999", "nine nine nine", "\U0001f198"])
def test_a_cry_for_help_is_not(call: str, net: SafetyNet) -> None:
    assert net.assess(call).level is Level.EMERGENCY
