"""`channels.base` and `channels.errors`: the values that cross the boundary."""

from datetime import timedelta
from itertools import pairwise

import pytest

from channels.base import Button, DeliveryStatus
from channels.errors import Forged, Malformed, Problem, Refused, not_reached, outcome_unknown


@pytest.mark.parametrize("data", ["", "x" * 65, "\u00e9" * 33])
def test_a_buttons_data_must_fit_in_64_bytes(data: str) -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        Button(label="Yes", data=data)


def test_receipts_only_move_forward() -> None:
    in_order = ["queued", "sent", "delivered", "read", "failed"]

    assert [each.value for each in DeliveryStatus] == in_order
    for earlier, later in pairwise(DeliveryStatus):
        assert later.moves_on(earlier)
        assert not earlier.moves_on(later)
        assert not later.moves_on(later)


def test_an_error_answers_for_its_problem() -> None:
    problem = Problem(
        for_staff="The phone is off. Try later.",
        code="30003",
        retryable=True,
        retry_after=timedelta(hours=1),
        address_is_dead=True,
        needs_person=True,
    )
    error = Refused(problem)

    assert str(error) == error.for_staff == problem.for_staff
    assert (error.code, error.retryable, error.retry_after) == ("30003", True, timedelta(hours=1))
    assert error.address_is_dead
    assert error.needs_person
    assert not error.outcome_unknown


def test_what_never_left_may_be_sent_again_and_what_may_have_left_must_be_looked_up() -> None:
    assert not not_reached("Twilio").outcome_unknown
    assert outcome_unknown("Twilio").outcome_unknown


def test_a_refused_webhook_knows_its_http_status() -> None:
    assert (Forged.status, Malformed.status) == (403, 400)
