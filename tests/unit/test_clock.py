from datetime import UTC, datetime, timedelta, timezone

import pytest

from wayhome.clock import SetClock, SystemClock


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware time"):
        SetClock(datetime(2026, 1, 1))  # noqa: DTZ001 - the fault under test


def test_any_zone_becomes_utc() -> None:
    clock = SetClock(datetime(2026, 7, 1, 10, tzinfo=timezone(timedelta(hours=1))))

    assert clock.now() == datetime(2026, 7, 1, 9, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_a_set_clock_moves_only_when_told() -> None:
    clock = SetClock(datetime(2026, 1, 1, tzinfo=UTC))
    clock.move_on(timedelta(hours=2))

    assert clock.now() == clock.now() == datetime(2026, 1, 1, 2, tzinfo=UTC)


def test_the_systems_clock_is_aware() -> None:
    assert SystemClock().now().tzinfo is UTC
