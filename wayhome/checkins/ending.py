"""Gives a check-in the one state in which it stays."""

from __future__ import annotations

from datetime import datetime

from wayhome.models import CheckIn, CheckInStatus


class AlreadyEnded(ValueError):  # noqa: N818 - reads as what went wrong
    """This check-in has its end state already, which never changes."""


def end(check_in: CheckIn, state: CheckInStatus, now: datetime, why: str | None = None) -> None:
    """Raises AlreadyEnded; the database refuses it too."""
    if check_in.ended_at is not None or not state.is_end:
        raise AlreadyEnded(f"{AlreadyEnded.__doc__} It is {check_in.status}, not to be {state}.")
    check_in.status, check_in.why, check_in.ended_at, check_in.question = state, why, now, None
