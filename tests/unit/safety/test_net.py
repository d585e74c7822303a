"""The safety net as its callers see it."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wayhome.content.red_flags import RedFlagCategory
from wayhome.safety import Level, SafetyNet, Verdict

_ODD_TEXTS = (
    "",
    " \n\t ",
    "\0\0\0",
    "\U0001f600" * 400,
    "\u0645\u0631\u062d\u0628\u0627 \u0643\u064a\u0641 \u062d\u0627\u0644\u0643",
    "\u202eniap tsehc",
    "!" * 5000,
    "a" * 20_000,
    "chest " * 3300,
    "pain no " * 2500,
    "1e999 \u00b2 \u0663 inf nan 0x10 1,2,3",
    "/restart",
    '/inform{"a":1}',
    "cant " * 4000,
    "\ufdfa" * 1000,
)


@pytest.mark.parametrize("text", _ODD_TEXTS, ids=range(len(_ODD_TEXTS)))
def test_odd_texts_get_a_verdict(text: str, net: SafetyNet) -> None:
    assert isinstance(net.assess(text), Verdict)


_PIECES = (
    "chest pain", "no", "not", "cant breathe", "if", "when", "2011", "years ago", ",", ".", "!!",
    "stroke", "had", "dying for", "brew", "999", "help me", "hit head", "warfarin", "on the floor",
    "blood", "\u2019", "\U0001fa78", "\0", "leaflet says", "or", "now", "12", "tablets",
)  # fmt: skip
_WORDS = st.sampled_from(_PIECES)


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(st.text(max_size=300), st.lists(_WORDS, max_size=40).map(" ".join)))
def test_no_text_makes_it_raise(text: str, net: SafetyNet) -> None:
    assert net.assess(text).level in Level


@settings(max_examples=100, deadline=None)
@given(before=st.text(alphabet=st.characters(categories=["So", "Zs"]), max_size=40))
def test_signs_and_spaces_around_an_emergency_do_not_hide_it(before: str, net: SafetyNet) -> None:
    assert net.assess(f"{before} chest pain {before}").level is Level.EMERGENCY


def test_the_verdict_explains_itself(net: SafetyNet) -> None:
    verdict = net.assess("Morning. My CHEST is in such PAIN")
    assert (verdict.level, verdict.category) == (Level.EMERGENCY, "chest_pain")
    assert verdict.words == ("chest", "pain")
    assert verdict.rule


def test_nothing_found_explains_nothing(net: SafetyNet) -> None:
    assert net.assess("Morning duck") == Verdict()


def test_the_highest_level_wins(net: SafetyNet) -> None:
    assert net.assess("wound weeping a bit").level is Level.URGENT
    assert net.assess("wound weeping a bit and my face has dropped").level is Level.EMERGENCY


def test_levels_are_ordered_by_severity() -> None:
    assert max(Level.CONCERN, Level.EMERGENCY, Level.URGENT, Level.NONE) is Level.EMERGENCY


def test_an_empty_net_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one category"):
        SafetyNet([])


def test_categories_of_two_folders_do_not_mix(categories: tuple[RedFlagCategory, ...]) -> None:
    stranger = categories[1].model_copy(
        update={"vocabulary": categories[1].vocabulary.model_copy(deep=True)}
    )
    with pytest.raises(ValueError, match="one folder"):
        SafetyNet([categories[0], stranger])


def test_time_grows_no_faster_than_the_text(net: SafetyNet) -> None:
    """Ten times the text may take twenty times as long, never the hundred of a blow-up."""

    def seconds(text: str) -> float:
        net.assess(text)
        runs = []
        for _ in range(3):
            start = perf_counter()
            net.assess(text)
            runs.append(perf_counter() - start)
        return min(runs)

    sentence = "my chest is tight and not a bit of pain in the arm but cant get up off the floor "
    assert seconds(sentence * 100) < 20 * seconds(sentence * 10)
    assert seconds("no chest pain or " * 500) < 20 * seconds("no chest pain or " * 50)
