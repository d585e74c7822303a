"""Slips, dialect and words that merely look alike."""

from __future__ import annotations

import pytest

from wayhome.safety import Level, SafetyNet

_MISSPELT = [
    "cheast pain",
    "chess pain",
    "carnt breethe",
    "slured speach",
    "unconcious",
    "bleedin wont stop",
    "chestpain",
    "hes having a siezure",
    "ch3st pain",
    "me gob has droped on one side",
    "od",
    "cant breeeeathe",
    "heeelp",
]
_LOOK_ALIKES = ["the cheese pan", "only checking", "chess club tonight", "breakfast was lovely"]


@pytest.mark.parametrize("text", _MISSPELT)
def test_misspelt_emergencies_are_recognised(text: str, net: SafetyNet) -> None:
    assert net.assess(text).level is Level.EMERGENCY


@pytest.mark.parametrize("text", _LOOK_ALIKES)
def test_ordinary_words_are_not_taken_for_slips(text: str, net: SafetyNet) -> None:
    assert net.assess(text).level is Level.NONE
