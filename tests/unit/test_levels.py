from hypothesis import given
from hypothesis import strategies as st

from wayhome.levels import Level


def test_the_most_serious_level_is_the_greatest() -> None:
    assert max(Level) is Level.EMERGENCY
    assert sorted(Level, reverse=True) == ["emergency", "urgent", "concern", "none"]


@given(st.sampled_from(Level), st.sampled_from(Level))
def test_levels_compare_by_severity_in_every_way(one: Level, other: Level) -> None:
    assert (one < other) == (one.rank < other.rank)
    assert (one <= other) == (one.rank <= other.rank)
    assert (one > other) == (other < one)
    assert (one >= other) == (other <= one)
