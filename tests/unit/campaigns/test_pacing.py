"""Times to leave at a sender: in the hours, in order, never two at once, none lost with time."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from wayhome.campaigns.pacing import Stretch, Waiting, times_to_leave
from wayhome.people.texting_hours import TextingHours

LONDON = ZoneInfo("Europe/London")
#: The day before the clocks change; naive, as hypothesis wants the bounds of aware times.
EARLY = datetime(2026, 3, 27, tzinfo=UTC).replace(tzinfo=None)
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def stretch(opens: int = 10, closes: int = 16, days: int = 3, zone: ZoneInfo = LONDON) -> Stretch:
    first = date(2026, 11, 26)
    hours = TextingHours(opens=time(opens), closes=time(closes), zone=zone)
    return Stretch(first=first, last=first + timedelta(days=days - 1), hours=hours)


def waiting(who: int, at: datetime = NOON, **how: object) -> Waiting:
    defaults = {"stretch": stretch(), "takes": timedelta(seconds=1)}
    return Waiting(who=who, not_before=at, **{**defaults, **how})  # type: ignore[arg-type]


def test_texts_leave_one_after_the_other_in_the_order_in_which_they_wait() -> None:
    given_ = times_to_leave(waiting(one) for one in range(3))

    assert [given_[one] for one in range(3)] == [NOON + timedelta(seconds=s) for s in range(3)]


def test_a_text_of_two_segments_keeps_the_next_one_waiting_twice_as_long() -> None:
    given_ = times_to_leave([waiting(1, takes=timedelta(seconds=2)), waiting(2)])

    assert given_[2] - given_[1] == timedelta(seconds=2)


def test_what_does_not_fit_into_a_day_leaves_the_next_morning() -> None:
    late = datetime(2026, 11, 26, 15, 59, 59, tzinfo=UTC)

    given_ = times_to_leave(waiting(one, late) for one in range(3))

    assert given_[2] == datetime(2026, 11, 27, 10, 0, 1, tzinfo=UTC)


def test_what_does_not_fit_into_the_last_day_has_no_time() -> None:
    late = datetime(2026, 11, 28, 15, 59, 59, tzinfo=UTC)

    assert set(times_to_leave(waiting(one, late) for one in range(3))) == {0}


def test_nobody_is_kept_waiting_by_somebody_whose_day_has_not_begun() -> None:
    new_york = stretch(zone=ZoneInfo("America/New_York"))

    given_ = times_to_leave([waiting(1, stretch=new_york), waiting(2)])

    assert given_[2] == NOON
    assert given_[1] == datetime(2026, 11, 26, 15, 0, tzinfo=UTC)


_waiting = st.builds(
    Waiting,
    who=st.uuids(),
    not_before=st.datetimes(
        EARLY,
        EARLY + timedelta(days=4),
        timezones=st.just(UTC),
    ),
    stretch=st.builds(
        Stretch,
        first=st.just(date(2026, 3, 28)),
        last=st.sampled_from([date(2026, 3, 28), date(2026, 3, 30)]),
        hours=st.builds(
            TextingHours,
            opens=st.sampled_from([time(0), time(1, 30), time(9)]),
            closes=st.sampled_from([time(9, 1), time(16)]),
            zone=st.sampled_from([LONDON, ZoneInfo("America/New_York")]),
        ),
    ),
    takes=st.timedeltas(timedelta(milliseconds=30), timedelta(hours=2)),
)


@given(st.lists(_waiting, max_size=30))
def test_every_time_is_in_its_hours_and_no_two_overlap(queue: list[Waiting]) -> None:
    given_ = times_to_leave(queue)

    by_who = {one.who: one for one in queue}
    at = sorted(((leaves, by_who[who]) for who, leaves in given_.items()), key=lambda one: one[0])
    for leaves, one in at:
        assert leaves >= one.not_before
        assert one.stretch.hours.allow(leaves)
        local = leaves.astimezone(one.stretch.hours.zone).date()
        assert one.stretch.first <= local <= one.stretch.last
    for (leaves, one), (following, _) in pairwise(at):
        assert following >= leaves + one.takes


@given(st.lists(_waiting, min_size=1, max_size=30))
def test_who_has_no_time_had_no_time_left_once_the_others_were_served(
    queue: list[Waiting],
) -> None:
    given_ = times_to_leave(queue)

    by_who = {one.who: one for one in queue}
    free = max((at + by_who[who].takes for who, at in given_.items()), default=None)
    for one in queue:
        if one.who not in given_:
            after = max(one.not_before, free) if free else one.not_before
            assert one.stretch.next_from(after) is None
