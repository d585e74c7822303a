"""The day over which small signs add up, apart from any database."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TUESDAY_MORNING as NOW
from wayhome.handoffs.deterioration import ENOUGH, WINDOW, together, window_start
from wayhome.models import Sign

KINDS = ("eats_less", "drinks_less", "muddled", "sleepy", "weaker", "breathless")
SINCE = NOW - WINDOW
AGES = st.timedeltas(min_value=timedelta(0), max_value=3 * WINDOW)
SIGNS = st.lists(
    st.builds(
        lambda message, kind, age: Sign(
            message_id=message, patient_id=1, kind=kind, told_at=NOW - age
        ),
        st.integers(1, 5),
        st.sampled_from(KINDS),
        AGES,
    ),
    max_size=12,
)


def raised(signs: list[Sign]) -> bool:
    return bool(together(signs, SINCE, NOW))


def sign(kind: str, message: int, age: timedelta = timedelta(hours=1)) -> Sign:
    return Sign(message_id=message, patient_id=1, kind=kind, told_at=NOW - age)


@given(SIGNS, st.randoms())
def test_the_order_in_which_signs_are_told_does_not_matter(
    signs: list[Sign], random: object
) -> None:
    shuffled = list(signs)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis's own Random

    assert raised(shuffled) == raised(signs)


@given(SIGNS)
def test_what_lies_outside_the_window_never_counts(signs: list[Sign]) -> None:
    counted = together(signs, SINCE, NOW)

    assert all(SINCE < one.told_at <= NOW for one in counted)
    assert raised(signs) == raised([one for one in signs if SINCE < one.told_at <= NOW])


@given(SIGNS, st.permutations([1, 2, 3, 4, 5]))
def test_who_told_of_which_sign_does_not_matter(signs: list[Sign], others: list[int]) -> None:
    told_by_others = [sign(s.kind, others[s.message_id - 1], NOW - s.told_at) for s in signs]

    assert raised(told_by_others) == raised(signs)


@given(SIGNS)
def test_a_sign_told_again_counts_once(signs: list[Sign]) -> None:
    again = [sign(one.kind, 99, NOW - one.told_at) for one in signs]

    assert raised([*signs, *again]) == raised(signs)


@given(SIGNS, st.sampled_from(KINDS))
def test_one_more_sign_never_makes_less_of_it(signs: list[Sign], kind: str) -> None:
    assert raised([*signs, sign(kind, 9)]) >= raised(signs)


def test_three_different_signs_are_enough_and_two_are_not() -> None:
    three = [sign(kind, number) for number, kind in enumerate(KINDS[:ENOUGH])]

    assert raised(three)
    assert not raised(three[1:])


def test_a_sign_of_exactly_a_day_ago_is_out_and_one_of_this_moment_is_in() -> None:
    two = [sign("muddled", 1), sign("sleepy", 2)]

    assert not raised([*two, sign("weaker", 3, WINDOW)])
    assert raised([*two, sign("weaker", 3, timedelta(0))])


def test_after_a_person_has_looked_into_it_the_count_begins_anew() -> None:
    assert window_start(NOW, None) == SINCE
    assert window_start(NOW, NOW - 2 * WINDOW) == SINCE
    assert window_start(NOW, NOW - timedelta(hours=2)) == NOW - timedelta(hours=2)
