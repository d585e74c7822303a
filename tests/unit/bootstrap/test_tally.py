"""What reached a provider double is counted by number and by second."""

from wayhome.bootstrap.tally import Tally


def test_a_second_text_to_one_number_is_one_too_many() -> None:
    tally = Tally()
    for number in ("a", "b", "a"):
        tally.add(number, 0.0)

    assert (tally.reached, tally.twice) == (2, 1)


def test_the_fullest_second_may_begin_at_any_text() -> None:
    tally = Tally()
    for at in (0.0, 0.8, 0.9, 1.7, 1.8):
        tally.add(str(at), at)

    assert (tally.busiest_second, tally.took) == (3, 1.8)


def test_nothing_sent_took_no_time() -> None:
    assert (Tally().took, Tally().busiest_second, Tally().twice) == (0.0, 0, 0)
