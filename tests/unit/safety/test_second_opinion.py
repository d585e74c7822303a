"""What learns from texts may raise a level; it never lowers one, and its faults change nothing."""

from __future__ import annotations

import pytest

from wayhome.content.red_flags import RedFlagCategory
from wayhome.safety import Level, SafetyNet, Verdict


class Says:
    def __init__(self, level: str, category: str = "wound_burst") -> None:
        self._opinion = level, category

    def opinion(self, text: str, without_sayings: str) -> tuple[str, str]:
        assert text
        assert without_sayings
        return self._opinion


class Breaks:
    def opinion(self, text: str, without_sayings: str) -> tuple[str, str]:
        assert without_sayings
        raise RuntimeError(f"weights do not fit {len(text)} letters")


_TEXTS = {
    "cant breathe": Level.EMERGENCY,
    "fell over but im up": Level.URGENT,
    "when is the nurse coming": Level.NONE,
}


@pytest.mark.parametrize("text", _TEXTS)
@pytest.mark.parametrize("opinion", list(Level))
def test_the_higher_of_the_two_counts(
    text: str, opinion: Level, categories: tuple[RedFlagCategory, ...]
) -> None:
    both = SafetyNet(categories, Says(opinion))

    assert both.assess(text).level is max(_TEXTS[text], opinion)


def test_a_raise_is_named_with_what_the_rules_saw(
    categories: tuple[RedFlagCategory, ...], net: SafetyNet
) -> None:
    both = SafetyNet(categories, Says("emergency"))

    assert both.assess("when is the nurse coming") == Verdict(
        level=Level.EMERGENCY, category="wound_burst", rule="second opinion"
    )
    by_rules = net.assess("fell over but im up")
    assert both.assess("fell over but im up") == Verdict(
        level=Level.EMERGENCY,
        category="fall",
        rule=f"second opinion, after {by_rules.rule}",
        words=by_rules.words,
    )


@pytest.mark.parametrize("broken", [Breaks(), Says("no such level")])
@pytest.mark.parametrize("text", _TEXTS)
def test_without_a_usable_opinion_the_rules_stand_alone(
    text: str,
    broken: Breaks | Says,
    categories: tuple[RedFlagCategory, ...],
    net: SafetyNet,
) -> None:
    assert SafetyNet(categories, broken).assess(text) == net.assess(text)
