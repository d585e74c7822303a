"""Facts: no group of fewer than five can be read from a table, nor worked out from its total."""

from hypothesis import given
from hypothesis import strategies as st

from wayhome.surveys.small_groups import FEWEST, small

_GROUPS = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 30), max_size=8)


@given(_GROUPS)
def test_no_small_group_is_shown(answered: dict[str, int]) -> None:
    shown = answered.keys() - small(answered)

    assert all(answered[group] >= FEWEST for group in shown)


@given(_GROUPS)
def test_the_total_less_what_is_shown_gives_no_group_away(answered: dict[str, int]) -> None:
    hidden = small(answered)

    if hidden and hidden != answered.keys():
        assert len(hidden) > 1
        assert sum(answered[group] for group in hidden) >= FEWEST


@given(_GROUPS)
def test_groups_that_are_all_large_are_all_shown(answered: dict[str, int]) -> None:
    large = {group: count + FEWEST for group, count in answered.items()}

    assert small(large) == frozenset()


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    assert small({"A": 2, "B": 6, "C": 20}) == {"A", "B"}
